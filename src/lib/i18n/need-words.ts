/** What people need a co-op for, in the same words wherever it is said. */
import { formatList } from './format-amounts.ts';
import * as m from './paraglide/messages.js';

const needs: Record<string, () => string> = {
	food: m.needs_food,
	finance: m.needs_finance,
	energy: m.needs_energy,
	housing: m.needs_housing,
	care: m.needs_care,
	work: m.needs_work,
	culture: m.needs_culture,
	transport: m.needs_transport
};

/** A need as a label or a heading: “Money”; one that this app does not know is something else. */
export const needWords = (need: string): string => (needs[need] ?? m.needs_other)();

/** The same within a sentence: “money”. */
export function needWithin(need: string): string {
	const words = needWords(need);
	return words.charAt(0).toLocaleLowerCase() + words.slice(1);
}

/** Some of them in one line: “Food and work”; nothing where there are none. */
export const needsLine = ([first, ...rest]: readonly string[]): string =>
	first === undefined ? '' : formatList([needWords(first), ...rest.map(needWithin)]);
