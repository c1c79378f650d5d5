/** What is kept of somebody who is interested. */
import type { Doc } from '../backend.ts';

/** What a community's organisers wrote to somebody. */
export interface Invitation {
	/** Bare group id. */
	group: string;
	/** The community's name and the end of its address, as they were then. */
	name: string;
	slug: string;
	text: string;
	at: string;
}

/** What somebody said, without what the database adds. */
export interface Interest extends Doc {
	/** The postcode district alone, such as `OL12`; absent where the interest is all. */
	area?: string;
	tags: string[];
	name?: string;
	email?: string;
	/** Only beside an e-mail address: letters hold the link, and who can read this can read the address too. */
	key?: string;
	/** Comes with the first letter, and proves that it arrived. */
	check?: string;
	/** Whoever reads that address has said so: only then is more written to it. */
	proved_at?: string;
	/** The very words that were agreed to. */
	agreed: string;
	at: string;
	until: string;
	invited: Invitation[];
	/** The `until` that a reminder was sent for. */
	reminded?: string;
}

/** How the ids of all of them begin. */
export const INTERESTED = 'interested:';

/** Whether it still counts. */
export const isCurrent = (interest: Interest, now: Date): boolean => interest.until > now.toISOString();
