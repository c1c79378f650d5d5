import type { Author, Commitment, Community, Progress, Undo } from '$lib/records';
import { registerCommunity } from '$lib/rules';
import { StoreError, type GroupStore } from '$lib/store';

/** Registers the community in one save; it goes public when it has been sent. Rejects with `StoreError`. */
export async function register(store: GroupStore, author: Author): Promise<void> {
	const community = await store.get<Community>(`community:${store.id}`);
	if (!community) throw new StoreError('not_found');
	const [commitments, progress, undos, fed] = await Promise.all([
		store.list<Commitment>('commitment'),
		store.list<Progress>('progress'),
		store.list<Undo>('undo'),
		store.fed()
	]);
	await store.put(...registerCommunity({ community, commitments, progress, undos, fed }, author));
}
