import type { Author } from '$lib/records';
import { registerCommunity } from '$lib/rules';
import { registryFacts, type GroupStore } from '$lib/store';

/** Registers the community in one save; it goes public when it has been sent. Rejects with `StoreError`. */
export async function register(store: GroupStore, author: Author): Promise<void> {
	await store.put(...registerCommunity(await registryFacts(store), author));
}
