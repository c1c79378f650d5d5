/** Putting a community into the public registry. */
import {
	editRecord,
	listing,
	type Author,
	type Commitment,
	type Community,
	type Listing,
	type Progress,
	type Undo
} from '../records/index.ts';
import type { FedDay } from './feeds.ts';
import { makeListing } from './publish.ts';

/** What a group's listing is made of. */
export interface RegistryFacts {
	community: Community;
	commitments: readonly Commitment[];
	progress: readonly Progress[];
	undos: readonly Undo[];
	fed: readonly FedDay[];
}

/**
 * The two records that register a community, to be saved in one write: the community as registered, and its
 * first listing. Without revisions, so that the store merges them with what it holds. Throws when the records
 * make no listing, which their own checks rule out. Whether it may be registered is `readiness`'s to say.
 */
export function registerCommunity(facts: RegistryFacts, author: Author): [Community, Listing] {
	const { _rev: _, ...registered } = editRecord(facts.community, { status: 'registered' }, author);
	const { commitments, progress, undos, fed } = facts;
	const made = listing.make(
		makeListing(registered, commitments, progress, undos, fed, new Date(author.at)),
		author
	);
	if (!made.ok)
		throw new Error(`no listing: ${made.problems.map(({ field, code }) => `${field} ${code}`).join()}`);
	return [registered, made.record];
}
