import type { SaidCount } from '$lib/rules/interested.ts';

/** What somebody typed who is interested. */
export interface TypedInterest {
	postcode: string;
	tags: string[];
	more: string;
	email: string;
	name: string;
	agree: boolean;
}

/** Why the form was not taken, with what was typed. */
export interface InterestRefused {
	refused: {
		code: string;
		/** Seconds. */
		retry_after?: number;
		problems: { field: string; code: string; limit?: number }[];
		typed: TypedInterest;
	};
}

/** What somebody who is interested sees on the page of their own. */
export interface OwnInterest {
	kept: { area?: string; tags: string[]; name?: string; email?: string; agreed: string; until: string };
	/** Letters go to the address that is kept. */
	proved: boolean;
	/** Other people: near, or who share an interest where no place is kept. */
	others: SaidCount;
	communities: { slug: string; name: string; metres?: number }[];
	/** It is known where the district that is kept lies; where none is kept there is nothing to know. */
	placed: boolean;
	/** The newest first; without a `slug` the community is not in the registry any more. */
	invitations: { name: string; slug: string; text: string; at: string }[];
	/** Whether letters can be sent from here. */
	relayed: boolean;
}

/** What was done on the page of one's own, or that it could not be. */
export type OwnOutcome = { done: 'longer' | 'proved' } | { failed: 'unavailable' | 'check' };
