import type { ListedCommitment, Listing } from '$lib/records';
import type { Liveness } from '$lib/rules';

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
	| 'review'
	| 'as_of'
> & { slug: string; registered_at: string; liveness: Liveness };

export type PublicCommitment = ListedCommitment;
