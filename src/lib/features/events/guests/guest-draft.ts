/** What somebody types of people who come, and what it comes to. Pure: the record's own check has the last word. */
import { RSVP_NEEDS, type Rsvp, type RsvpNeed } from '$lib/records';
import { readTally, type TallyProblem } from '$lib/rules';

/** As many as one answer can be of. */
export const MOST_PEOPLE = 500;

export interface GuestDraft {
	name: string;
	people: string;
	answer: Rsvp['answer'];
	/** Numbers as they are typed; empty for none. */
	needs: Record<RsvpNeed, string>;
	note: string;
}

export type GuestProblem = TallyProblem | 'few' | 'needs' | 'room';

export interface ReadGuest {
	people: number;
	answer: Rsvp['answer'];
	needs: Rsvp['needs'] | undefined;
	name: string | undefined;
	note: string | undefined;
}

/** A form to begin with. */
export const emptyGuest = (): GuestDraft => ({
	...{ name: '', people: '1', answer: 'yes', note: '' },
	needs: Object.fromEntries(RSVP_NEEDS.map((need) => [need, ''])) as GuestDraft['needs']
});

/** An answer as the form shows it. */
export function guestDraft({ name = '', people, answer, needs = {}, note = '' }: Rsvp): GuestDraft {
	const typed = RSVP_NEEDS.map((need) => [need, needs[need] ? String(needs[need]) : '']);
	return { name, people: String(people), answer, note, needs: Object.fromEntries(typed) };
}

/** Whether anything was written that would be missed. */
export const isGuestBegun = (draft: GuestDraft): boolean =>
	JSON.stringify(draft) !== JSON.stringify(emptyGuest());

/** What the form comes to. `room`: the most that there is room for; undefined = no limit. */
export function readGuest(
	draft: GuestDraft,
	room?: number
):
	| { ok: true; guest: ReadGuest }
	| { ok: false; problems: Partial<Record<'people' | RsvpNeed, GuestProblem>> } {
	const problems: Partial<Record<'people' | RsvpNeed, GuestProblem>> = {};
	const people = readTally(draft.people, 'person', MOST_PEOPLE);
	if (!people.ok) problems.people = people.code;
	else if (people.value < 1) problems.people = 'few';
	else if (draft.answer === 'yes' && room !== undefined && people.value > room) problems.people = 'room';
	const needs: Rsvp['needs'] = {};
	for (const need of RSVP_NEEDS) {
		if (!draft.needs[need].trim()) continue;
		const read = readTally(draft.needs[need], 'person', MOST_PEOPLE);
		if (!read.ok) problems[need] = read.code;
		else if (people.ok && read.value > people.value) problems[need] = 'needs';
		else if (read.value > 0) needs[need] = read.value;
	}
	if (!people.ok || Object.keys(problems).length > 0) return { ok: false, problems };
	return {
		ok: true,
		guest: {
			...{ people: people.value, answer: draft.answer },
			needs: Object.keys(needs).length > 0 ? needs : undefined,
			name: draft.name.trim() || undefined,
			note: draft.note.trim() || undefined
		}
	};
}
