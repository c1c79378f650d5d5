/** Putting a community into the public registry. */
import { editRecord, listing, type Author, type Community, type Listing } from '../records/index.ts';
import { makeListing, type RegistryFacts } from './publish.ts';

/**
 * The two records that register a community, to be saved in one write: the community as registered, and its
 * first listing. Without revisions, so that the store merges them with what it holds. Throws when the records
 * make no listing, which their own checks rule out. Whether it may be registered is `readiness`'s to say.
 */
export function registerCommunity(facts: RegistryFacts, author: Author): [Community, Listing] {
	const { _rev: _, ...registered } = editRecord(facts.community, { status: 'registered' }, author);
	return [registered, listingOf({ ...facts, community: registered }, author)];
}

/**
 * A community with some of what it shows changed, and what it shows then where it is registered, to be saved in one
 * write. Without a revision, as above.
 */
export function changeShown(
	facts: RegistryFacts,
	changes: Partial<Community>,
	author: Author
): (Community | Listing)[] {
	const { _rev: _, ...changed } = editRecord(facts.community, changes, author);
	if (changed.status !== 'registered') return [changed];
	return [changed, listingOf({ ...facts, community: changed }, author)];
}

/** The listing as a record. Throws when the records make none, which their own checks rule out. */
export function listingOf(facts: RegistryFacts, author: Author): Listing {
	const made = listing.make(makeListing(facts, new Date(author.at)), author);
	if (!made.ok)
		throw new Error(`no listing: ${made.problems.map(({ field, code }) => `${field} ${code}`).join()}`);
	return made.record;
}
