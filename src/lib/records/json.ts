/**
 * Records are plain JSON within bounds. Looks at a value without trusting it, and compares values.
 */
import type { Problem } from './record.ts';
import { hasLoneSurrogate } from './text.ts';

/** Bytes of a record as JSON in UTF-8. */
export const MAX_BYTES = 65_536;
/** Objects and lists within one another, the record itself being the first. */
export const MAX_DEPTH = 16;

interface Budget {
	left: number;
}

const DANGEROUS_KEYS = ['__proto__', 'constructor', 'prototype'];

/**
 * The first thing that makes a value unsafe to keep, and where: it must be JSON (plain objects and lists), bounded in
 * size and depth, with no key that could reach a prototype and no broken text. Walks no further than the bounds, so
 * neither 5 MB strings nor 20,000 levels nor circles cost time.
 */
export function checkJson(value: unknown): Problem[] {
	const found = unsafe(value, 1, { left: MAX_BYTES });
	return found ? [found] : [];
}

const TOO_LONG: Problem = { field: '', code: 'too_long', limit: MAX_BYTES };
const TOO_DEEP: Problem = { field: '', code: 'too_deep', limit: MAX_DEPTH };
const NOT_JSON: Problem = { field: '', code: 'type' };

/** Paths are put together on the way back only: what is safe pays nothing for them. */
function unsafe(value: unknown, depth: number, budget: Budget): Problem | undefined {
	if (typeof value === 'string') return unsafeText(value, budget);
	if (typeof value === 'number') return isFinite(value) ? spend(budget, String(value).length) : NOT_JSON;
	if (value === null || typeof value === 'boolean') return spend(budget, 5);
	if (typeof value !== 'object') return NOT_JSON;
	if (depth > MAX_DEPTH) return TOO_DEEP;
	const full = spend(budget, Array.isArray(value) ? 2 + value.length : 2);
	if (full) return full;
	if (Array.isArray(value)) {
		for (let i = 0; i < value.length; i++) {
			const found = unsafe(value[i], depth + 1, budget);
			if (found) return within(String(i), found);
		}
		return undefined;
	}
	if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0) return NOT_JSON;
	for (const key of Object.keys(value)) {
		if (DANGEROUS_KEYS.indexOf(key) >= 0) return { field: key, code: 'hostile' };
		const name = unsafeText(key, budget) ?? spend(budget, 2);
		if (name) return name;
		const item = value[key];
		const found = item === undefined ? undefined : unsafe(item, depth + 1, budget);
		if (found) return within(key, found);
	}
	return undefined;
}

function within(key: string, { field, ...found }: Problem): Problem {
	return { field: field === '' ? key : `${key}.${field}`, ...found };
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

function unsafeText(text: string, budget: Budget): Problem | undefined {
	if (text.length > budget.left) return TOO_LONG;
	if (hasLoneSurrogate(text)) return { field: '', code: 'characters' };
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

function spend(budget: Budget, bytes: number): Problem | undefined {
	budget.left -= bytes;
	return budget.left >= 0 ? undefined : TOO_LONG;
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
