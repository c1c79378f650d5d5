import {
	isSame,
	listing,
	type Author,
	type Commitment,
	type Community,
	type Listing,
	type Progress,
	type Undo
} from '../records/index.ts';
import { makeListing } from '../rules/index.ts';
import type { GroupStore } from './types.ts';

/** What a listing says, without who made it and when. */
function said(record: Listing): object {
	const { _id, type, name, kind, about, place, postcode, point, display_area, tags, status, commitments } =
		record;
	return { _id, type, name, kind, about, place, postcode, point, display_area, tags, status, commitments };
}

/**
 * Brings the group's public listing up to date where the community is registered and the listing would say
 * something else than it does; answers whether it was written.
 */
export async function refreshListing(store: GroupStore, author: Author): Promise<boolean> {
	const community = await store.get<Community>(`community:${store.id}`);
	if (community?.status !== 'registered') return false;
	const [before, commitments, progress, undos, fed] = await Promise.all([
		store.get<Listing>(`listing:${store.id}`),
		store.list<Commitment>('commitment'),
		store.list<Progress>('progress'),
		store.list<Undo>('undo'),
		store.fed()
	]);
	const made = listing.make(
		makeListing(community, commitments, progress, undos, fed, new Date(author.at)),
		author
	);
	if (!made.ok || (before && isSame(said(before), said(made.record)))) return false;
	await store.put(made.record);
	return true;
}
