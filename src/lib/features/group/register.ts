import type { Author, Commitment, Community, Progress, Undo } from '$lib/records';
import { registerCommunity } from '$lib/rules';
import { device, StoreError, type DeviceGroup, type GroupStore } from '$lib/store';
import { askAsMember } from './ask-registry.ts';

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

/** Asks for the public address once the registry has published the listing, and keeps it on this phone. */
export async function learnSlug(entry: DeviceGroup): Promise<void> {
	const answer = await askAsMember<{ slug?: string; published_at?: string }>(entry, '');
	if (answer.ok && answer.value.slug && answer.value.published_at) {
		await device.changeGroup(entry.id, { slug: answer.value.slug });
	}
}
