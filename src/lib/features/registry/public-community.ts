import type { ListedCommitment, Listing, Story } from '$lib/records';
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
	| 'links'
	| 'partners'
	| 'status'
	| 'commitments'
	| 'review'
	| 'as_of'
> & {
	slug: string;
	registered_at: string;
	liveness: Liveness;
	/** It tries this out first. */
	pilot?: boolean;
	/** A moderator has looked at it, or two registered communities vouch for it. */
	verified?: boolean;
};

export type PublicCommitment = ListedCommitment;

/** A published story as anybody may read it; `slug` is the address of its community. */
export interface PublicStory extends Pick<Story, 'title' | 'text' | 'figure'> {
	/** Bare ULID. */
	id: string;
	slug: string;
	/** RFC 3339. */
	told_at: string;
	pictures: readonly { src: string; about?: string; width: number; height: number }[];
}

/** A story with the name of who tells it. */
export type ToldStory = PublicStory & { community: string };
