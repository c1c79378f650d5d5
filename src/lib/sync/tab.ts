import type { SyncOutcome, Urgency } from './run.ts';

/** What came of what the page asked for, by the number that it asked with. */
export type Answer = { done: number; outcome: SyncOutcome };

/** One page's part in the syncing of a group. */
export interface Tab {
	/** Asks for a round. */
	ask(number: number, urgency: Urgency): void;
	/** The round under way ends at its next step, and another tab may lead. */
	stop(): void;
}

/** Opens this page's tab; `page` hears what came of what it asks. */
export type OpenTab = (gid: string, page: (answer: Answer) => void) => Tab;

/** What a worker is told by its page. */
export type FromPage =
	{ what: 'start'; gid: string } | { what: 'ask'; ask: number; urgency: Urgency } | { what: 'stop' };

/** The event with which the worker's script, brought into a page, gives it its `OpenTab`. */
export const HERE = 'toadlane-sync-here';
