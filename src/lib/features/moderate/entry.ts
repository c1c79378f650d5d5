import type { Listing } from '$lib/records';
import type { EditReason, Standing } from '$lib/rules/moderation.ts';

/** Why a community waits for somebody to look. */
export type QueuedFor = 'new' | 'edit' | 'reports' | 'appeal' | 'pilot';

/** What moderators decide. */
export type Decision =
	| 'approve'
	| 'approve_edit'
	| 'refuse_edit'
	| 'hide'
	| 'remove'
	| 'dismiss_reports'
	| 'pilot_yes'
	| 'pilot_no';

export interface QueueItem {
	group: string;
	name: string;
	for: QueuedFor[];
	since: string;
}

/** One line of a community's history. */
export interface Act {
	id: string;
	at: string;
	/** A moderator's name, or who else did it. */
	by: string;
	what: Decision | 'asked' | 'vouched' | 'let_in' | 'edited' | 'held' | 'reported' | 'appeal' | 'pilot_asked';
	reason?: string;
}

/** What a community says of itself in public, with whatever else will be shown of it one day. */
export type Shown = Pick<
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
>;

/** All that a moderator sees of one community. */
export interface EntryData {
	name: string;
	/** Its public address, where it has one. */
	slug?: string;
	entry: {
		state: Standing;
		since: string;
		verified: boolean;
		reason?: string;
		edit?: { since: string; why: EditReason[] };
		/** Stories and events with links that wait. */
		held: { id: string; kind: 'story' | 'event'; title: string; text?: string; refused: boolean }[];
		appeal?: { text: string; at: string };
		pilot?: 'asked' | 'yes' | 'no';
		pilot_why?: string;
		/** Since somebody looked last. */
		reports: number;
	};
	/** Names of the communities that spoke for it. */
	vouches: string[];
	shown?: Shown;
	proposed?: Shown;
	reports: { at: string; why: string; text?: string }[];
	history: Act[];
	/** Stand for what was seen; go back with a decision. */
	seen: string;
	last: string;
}

/** A decision that was not taken, and what was typed. */
export interface RefusedDecision {
	refused: string;
	what: string;
	reason: string;
	/** What others decided meanwhile. */
	since: Act[];
}
