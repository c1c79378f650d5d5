import type { Measure } from '../records/index.ts';

/** Why something typed into a field for a figure is not one. */
export type AmountProblem = 'required' | 'number' | 'comma' | 'pence' | 'scale';

export type ReadAmount = { ok: true; value: number } | { ok: false; code: AmountProblem };

const GROUPED = /^-?(\d{1,3}(,\d{3})+|\d{1,3}([ \u00a0\u202f]\d{3})+|\d+)?(\.\d+)?$/;

/**
 * What people type into a field for a figure, as a number: "1,250", "1 250", "£4.20", "12 %". What is not one number,
 * such as "about 40", or could be two, such as "1,5", is asked about rather than guessed.
 */
export function readAmount(text: string, kind: Measure['kind'] = 'count'): ReadAmount {
	const bare = text.trim().replace(/^£\s*/, '').replace(/\s*%$/, '').replace(/−/g, '-');
	if (!bare) return { ok: false, code: text.trim() ? 'number' : 'required' };
	if (!GROUPED.test(bare) || !/\d/.test(bare))
		return { ok: false, code: /^-?[\d.]*\d,\d+$/.test(bare) ? 'comma' : 'number' };
	const value = Number(bare.replace(/[^\d.-]/g, ''));
	if (!Number.isFinite(value) || Math.abs(value) > 1e12) return { ok: false, code: 'number' };
	if (kind === 'money' && /\.\d{3,}$/.test(bare)) return { ok: false, code: 'pence' };
	if (kind === 'rating' && (value < 1 || value > 5)) return { ok: false, code: 'scale' };
	return { ok: true, value };
}

/** A stored value as somebody would type it: money is kept in pence and typed in pounds. */
export function typedAmount(value: number, kind: string): string {
	if (kind !== 'money') return String(value);
	return value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2);
}

/** A typed value as it is stored. */
export function storedAmount(value: number, kind: string): number {
	return kind === 'money' ? Math.round(value * 100) : value;
}

/** The kind of measure that a unit tells of: pounds are money, % is percent, all else is counted. */
export function kindOfUnit(unit: string): 'money' | 'percent' | 'count' {
	const word = unit.trim().toLowerCase();
	if (word === '£' || word === 'pounds' || word === 'gbp') return 'money';
	if (word === '%' || word === 'percent' || word === 'per cent') return 'percent';
	return 'count';
}

/** The units of the kinds that have one of their own. */
const UNITS: Partial<Record<Measure['kind'], string>> = {
	money: '£',
	percent: '%',
	yes_no: 'yes/no',
	rating: '1–5'
};

/** The unit of a kind that needs none typed. */
export const unitOfKind = (kind: Measure['kind'] | ''): string | undefined =>
	kind === '' ? undefined : UNITS[kind];
