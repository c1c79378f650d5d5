import {
	isSame,
	listing,
	type Answer,
	type Author,
	type Commitment,
	type Community,
	type Listing,
	type Progress,
	type Review,
	type Undo
} from '../records/index.ts';
import { makeListing, type RegistryFacts } from '../rules/index.ts';
import { StoreError, type GroupStore } from './types.ts';

/** What a listing says, without who made it and when; what a newer app adds to it is left to that app. */
function said(record: Listing): object {
	const { _id, type, name, kind, about, place, postcode, point, display_area, tags, status } = record;
	const { commitments, review, links, partners } = record;
	const where = { place, postcode, point, display_area };
	return { _id, type, name, kind, about, ...where, tags, links, partners, status, commitments, review };
}

/** Everything that a group's listing is made of. Rejects `not_found` where there is no community. */
export async function registryFacts(store: GroupStore): Promise<RegistryFacts> {
	const community = await store.get<Community>(`community:${store.id}`);
	if (!community) throw new StoreError('not_found');
	const [commitments, progress, undos, fed, reviews, answers] = await Promise.all([
		store.list<Commitment>('commitment'),
		store.list<Progress>('progress'),
		store.list<Undo>('undo'),
		store.fed(),
		store.list<Review>('review'),
		store.list<Answer>('answer')
	]);
	return { community, commitments, progress, undos, fed, reviews, answers };
}

/**
 * Brings the group's public listing up to date where the community is registered and the listing would say
 * something else than it does; answers whether it was written.
 */
export async function refreshListing(store: GroupStore, author: Author): Promise<boolean> {
	const community = await store.get<Community>(`community:${store.id}`);
	if (community?.status !== 'registered') return false;
	const [before, facts] = await Promise.all([
		store.get<Listing>(`listing:${store.id}`),
		registryFacts(store)
	]);
	const made = listing.make(makeListing(facts, new Date(author.at)), author);
	if (!made.ok || (before && isSame(said(before), said(made.record)))) return false;
	await store.put(made.record);
	return true;
}
