/** What people type for something that is counted at an event, as the whole number that is kept of it. */
import type { Tallied } from '../records/index.ts';
import { readAmount, type AmountProblem } from './amounts.ts';

export type TallyProblem = AmountProblem | 'whole' | 'grams' | 'negative' | 'most';

export type ReadTally = { ok: true; value: number } | { ok: false; code: TallyProblem };

/** How many of what is kept make one of what is typed: kilograms are kept in grams, pounds in pence. */
const PARTS: Partial<Record<Tallied, number>> = { gram: 1000, pence: 100 };

/**
 * "12", "1.5" kilograms, "£4.20": exact, or asked about. `most` is the most that is taken, in what is kept.
 */
export function readTally(text: string, of: Tallied, most: number): ReadTally {
	const read = readAmount(text, of === 'pence' ? 'money' : 'count');
	if (!read.ok) return read;
	if (read.value < 0) return { ok: false, code: 'negative' };
	const kept = read.value * (PARTS[of] ?? 1);
	const value = Math.round(kept);
	// Of what is typed with at most three decimals the product is out by far less than this.
	if (Math.abs(kept - value) > 1e-6) return { ok: false, code: of === 'gram' ? 'grams' : 'whole' };
	return value > most ? { ok: false, code: 'most' } : { ok: true, value };
}

/** What is kept, as somebody would type it. */
export function typedTally(value: number, of: Tallied): string {
	if (of === 'pence' && value % 100 !== 0) return (value / 100).toFixed(2);
	return String(value / (PARTS[of] ?? 1));
}
