/** Sizes, money, shares and lists as people here say them. */
import { LOCALE, short } from './format.ts';

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const pounds = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: 'GBP' });
const list = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

/** Bytes as "0 KB", "340 KB", "12 MB", "1.2 GB" (thousands, as phones count them). */
export function formatSize(bytes: number): string {
	if (bytes < 999_500) return `${whole.format(Math.ceil(bytes / 1e3))} KB`;
	if (bytes < 999_500_000)
		return `${bytes < 9_950_000 ? short.format(bytes / 1e6) : whole.format(bytes / 1e6)} MB`;
	return `${short.format(bytes / 1e9)} GB`;
}

/** Integer pence as "£4.20". */
export function formatPence(pence: number): string {
	return pounds.format(pence / 100);
}

/** A share (0.42) as "42%". */
export function formatPercent(share: number): string {
	return `${whole.format(share * 100)}%`;
}

/** "Ann, Bea and Cem". */
export function formatList(names: readonly string[]): string {
	return list.format(names);
}

/** A language by its BCP 47 code, such as `cy`; anything else as it is. */
export function formatLanguage(code: string): string {
	try {
		return new Intl.DisplayNames([LOCALE], { type: 'language' }).of(code) ?? code;
	} catch {
		return code;
	}
}
