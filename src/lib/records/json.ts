/**
 * Records are plain JSON within bounds. Looks at a value without trusting it, and compares values.
 */
import type { Problem } from './record.ts';
import { hasLoneSurrogate } from './text.ts';

/** Bytes of a record as JSON in UTF-8. */
export const MAX_BYTES = 65_536;
/** Objects and lists within one another, the record itself being the first. */
export const MAX_DEPTH = 16;

const DANGEROUS_KEYS = ['__proto__', 'constructor', 'prototype'];

/**
 * Whether a value is JSON that is safe to keep: plain objects and lists, bounded in size and depth, no
 * key that could reach a prototype, no broken text. Walks no further than the bounds, so neither 5 MB
 * strings nor 20,000 levels nor circles cost time.
 */
export function checkJson(value: unknown): Problem[] {
	const budget = { left: MAX_BYTES };
	return isSafe(value, 1, budget) ? [] : [{ field: '', code: 'hostile', limit: MAX_BYTES }];
}

function isSafe(value: unknown, depth: number, budget: { left: number }): boolean {
	if (typeof value === 'string') return isSafeText(value, budget);
	if (typeof value === 'number') return isFinite(value) && spend(budget, String(value).length);
	if (value === null || typeof value === 'boolean') return spend(budget, 5);
	if (typeof value !== 'object' || depth > MAX_DEPTH || !spend(budget, 2)) return false;
	if (Array.isArray(value)) {
		if (value.length > budget.left) return false;
		for (let i = 0; i < value.length; i++)
			if (!spend(budget, 1) || !isSafe(value[i], depth + 1, budget)) return false;
		return true;
	}
	if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0) return false;
	for (const key of Object.keys(value)) {
		if (DANGEROUS_KEYS.indexOf(key) >= 0 || !isSafeText(key, budget) || !spend(budget, 2)) return false;
		const item = value[key];
		if (item !== undefined && !isSafe(item, depth + 1, budget)) return false;
	}
	return true;
}

/** An object literal of any realm: CouchDB hands documents over from another global. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return (
		prototype === null ||
		(Object.getPrototypeOf(prototype) === null && Object.prototype.toString.call(value) === '[object Object]')
	);
}

function isSafeText(text: string, budget: { left: number }): boolean {
	if (text.length > budget.left || hasLoneSurrogate(text)) return false;
	let bytes = 2;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		bytes +=
			code < 32
				? 6
				: code === 34 || code === 92
					? 2
					: code < 0x80
						? 1
						: code < 0x800
							? 2
							: isHalf(code)
								? 2
								: 3;
	}
	return spend(budget, bytes);
}

function isHalf(code: number): boolean {
	return code >= 0xd800 && code <= 0xdfff;
}

function spend(budget: { left: number }, bytes: number): boolean {
	budget.left -= bytes;
	return budget.left >= 0;
}

/** JSON with sorted keys: equal for equal values, whatever order their fields were written in. */
export function canonical(value: unknown): string {
	if (Array.isArray(value))
		return '[' + value.map((item) => canonical(item === undefined ? null : item)).join(',') + ']';
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const fields = Object.entries(value).filter(([, item]) => item !== undefined);
	fields.sort(([a], [b]) => (a < b ? -1 : 1));
	return '{' + fields.map(([key, item]) => JSON.stringify(key) + ':' + canonical(item)).join(',') + '}';
}

/** Whether two values are the same JSON. */
export function isSame(a: unknown, b: unknown): boolean {
	return a === b || canonical(a) === canonical(b);
}
