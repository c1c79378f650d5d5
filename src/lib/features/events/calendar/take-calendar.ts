/** A calendar's file, chosen on this phone, as what may be taken over from it. */
import { bareId, event, type Author, type PlannedEvent } from '$lib/records';
import type { CalendarProblem, ReadCalendar, ReadEvent } from '$lib/rules/read-calendar.ts';

export type Unreadable = CalendarProblem | 'too_large' | 'gone';

/** What a file holds: events to choose from, and those that are here already. */
export type Taken =
	(Extract<ReadCalendar, { ok: true }> & { here: ReadEvent[] }) | { ok: false; why: Unreadable };

/** Reads a calendar's file. `known` are the group's events. */
export async function readFile(file: Blob, known: readonly PlannedEvent[], now: Date): Promise<Taken> {
	const { LARGEST_CALENDAR, readCalendar } = await import('$lib/rules/read-calendar.ts');
	if (file.size > LARGEST_CALENDAR) return { ok: false, why: 'too_large' };
	let text: string;
	try {
		text = await file.text();
	} catch {
		// The file was moved or changed since it was chosen.
		return { ok: false, why: 'gone' };
	}
	const read = readCalendar(text, now);
	if (!read.ok) return read;
	const uids = new Set(known.flatMap(({ _id, uid }) => [`${bareId(_id)}@toad-lane`, ...(uid ? [uid] : [])]));
	const isHere = ({ uid }: ReadEvent) => uid !== undefined && uids.has(uid);
	return {
		...read,
		events: read.events.filter((one) => !isHere(one)),
		here: read.events.filter(isHere)
	};
}

/** The records of what was chosen. Throws where one can't be made: what was read is fit for it. */
export function recordsOf(chosen: readonly ReadEvent[], author: Author): PlannedEvent[] {
	return chosen.map(({ title, when, place, about, uid }) => {
		const made = event.make({ kind: 'other', title, when, place, about, uid }, author);
		if (!made.ok) throw new Error(`an event that was read is none: ${JSON.stringify(made.problems)}`);
		return made.record;
	});
}
