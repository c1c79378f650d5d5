/** The letter to the neighbours: what it says before the group has words of its own, and how large it is set. */
import { formatClock, formatList, m } from '$lib/i18n';
import type { PlannedEvent } from '$lib/records';
import { whenWords } from '../paper/paper-words.ts';
import { layWords } from '../paper/fit.ts';
import { roadNames } from './road-words.ts';

/** As long as a letter may be. */
export const MOST_LETTERS = 2000;

/** A letter made of what is known of the event. */
export function firstLetter(event: PlannedEvent, group: string): string {
	const { title, place, closed, wet_plan } = event;
	const { day, hours } = whenWords(event);
	const said = { day, hours, title };
	const road = roadNames(event) || m.road_letter_the_road();
	return [
		m.road_letter_dear(),
		place ? m.road_letter_what_at({ ...said, place }) : m.road_letter_what(said),
		closed && m.road_letter_closed({ road, from: formatClock(closed.from), to: formatClock(closed.to) }),
		wet_plan && m.road_letter_wet({ plan: wet_plan }),
		m.road_letter_worry(),
		m.road_letter_sign({ group })
	]
		.filter(Boolean)
		.join('\n\n');
}

/** Points: the box that a letter's text has on paper, and the sizes that can be read. */
export const LETTER_BOX = {
	a4: { width: 430, height: 560, largest: 14, smallest: 9.5 },
	a5: { width: 330, height: 318, largest: 13, smallest: 8.5 }
} as const;
export const LETTER_LEADING = 1.35;
/** An empty line is lower than one with words. */
const GAP = 0.7;

/** The largest size at which a letter fits; `fits` is false where it does at none. */
export function fitLetter(
	text: string,
	box: (typeof LETTER_BOX)['a4' | 'a5'],
	measure: (line: string) => number
): { size: number; fits: boolean } {
	for (let size: number = box.largest; size >= box.smallest; size -= 0.5) {
		const high = text
			.split('\n')
			.reduce(
				(sum, line) =>
					sum + (line.trim() ? layWords(line.trim().split(/\s+/), box.width / size, measure).length : GAP),
				0
			);
		if (high * size * LETTER_LEADING <= box.height) return { size, fits: true };
	}
	return { size: box.smallest, fits: false };
}

/** How many sheets of A4 so many letters take. */
export const sheetsFor = (letters: number, each: number): number => Math.ceil(letters / each);

/** The streets of an event, or its place in words. */
export const whereWords = (event: PlannedEvent): string =>
	formatList([...new Set((event.roads ?? []).map(({ street }) => street))]) || event.place || '';
