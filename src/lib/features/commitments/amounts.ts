/**
 * What people type into a field for a figure, as a number: "1,250", "£4.20", "12 %". Answers undefined when it
 * is not one number, so that "about 40" is asked about rather than guessed.
 */
export function parseAmount(text: string): number | undefined {
	const bare = text.trim().replace(/^£\s*/, '').replace(/\s*%$/, '').replace(/−/g, '-');
	if (!/^-?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?$/.test(bare) || !/\d/.test(bare)) return undefined;
	const value = Number(bare.replaceAll(',', ''));
	return Number.isFinite(value) && Math.abs(value) <= 1e12 ? value : undefined;
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
