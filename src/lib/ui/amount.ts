import { formatNumber, formatPence, m } from '$lib/i18n';

export interface AmountUnit {
	unit: string;
	kind?: string;
}

/** A measured value in words: "42 doors", "£4.20", "£400" (money is in pence), "35%", "4 out of 5", "Yes". */
export function formatAmount(value: number, { unit, kind }: AmountUnit): string {
	if (kind === 'money') return formatPence(value).replace(/\.00$/, '');
	if (kind === 'percent') return `${formatNumber(value)}%`;
	if (kind === 'yes_no') return value >= 1 ? m.measures_yes() : m.measures_no();
	if (kind === 'rating' && unit) return m.measures_rating({ value: formatNumber(value) });
	return unit ? m.commitments_amount({ value: formatNumber(value), unit }) : formatNumber(value);
}

/** The same without the unit, for columns and chart labels that name it once. */
export function formatBareAmount(value: number, measure: AmountUnit): string {
	return formatAmount(value, { ...measure, unit: '' });
}

/** A value between two that were counted, as exact as people would say it. */
export const roundAmount = (value: number, { kind }: Pick<AmountUnit, 'kind'>): number =>
	kind === 'rating' ? Math.round(value * 10) / 10 : Math.round(value);
