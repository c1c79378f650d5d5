import type { ListedCommitment, Listing } from '$lib/records';

/** A community as anybody may see it: what it published, with its address in the registry. */
export type PublicCommunity = Pick<
	Listing,
	| 'name'
	| 'kind'
	| 'about'
	| 'place'
	| 'postcode'
	| 'point'
	| 'display_area'
	| 'tags'
	| 'status'
	| 'commitments'
	| 'as_of'
> & { slug: string; registered_at: string };

export type PublicCommitment = ListedCommitment;
