/**
 * The vocabulary of field checks: each makes a `Check` that adds what is wrong to a list. Plain
 * comparisons and regular expressions only, because CouchDB's engines have no URL, Intl or crypto.
 */
import { canonical, isPlainObject } from './json.ts';
import type { Check, Problem, ProblemCode } from './record.ts';
import { hasForbiddenCharacters, isComposed } from './text.ts';

const ULID = '[0-9a-z]{26}';
/** A lower-case ULID as far as ids need it: 26 letters and digits. */
export const ULID_PATTERN = new RegExp(`^${ULID}$`);

function add(problems: Problem[], field: string, code: ProblemCode, limit?: number): void {
	problems.push(limit === undefined ? { field, code } : { field, code, limit });
}

/** May be left out. */
export function optional(check: Check): Check {
	return (value, field, problems) => {
		if (value !== undefined) check(value, field, problems);
	};
}

/** One line of text of at most `max` UTF-16 units, not blank. */
export function line(max: number): Check {
	return text(max, false);
}

/** Text of several lines, at most `max` UTF-16 units, not blank. */
export function lines(max: number): Check {
	return text(max, true);
}

function text(max: number, severalLines: boolean): Check {
	return (value, field, problems) => {
		if (value === undefined || value === '') add(problems, field, 'required');
		else if (typeof value !== 'string') add(problems, field, 'type');
		else if (value.length > max) add(problems, field, 'too_long', max);
		else if (hasForbiddenCharacters(value, severalLines)) add(problems, field, 'characters');
		else if (value.trim() === '') add(problems, field, 'required');
		else if (!isComposed(value)) add(problems, field, 'format');
	};
}

/** Text of a given form; without anchors the caller's mistake. */
export function matching(pattern: RegExp, max = 100): Check {
	return (value, field, problems) => {
		if (value === undefined || value === '') add(problems, field, 'required');
		else if (typeof value !== 'string') add(problems, field, 'type');
		else if (value.length > max) add(problems, field, 'too_long', max);
		else if (!pattern.test(value)) add(problems, field, 'format');
	};
}

/** The id of another record, of one of these kinds. */
export function idOf(...types: readonly string[]): Check {
	return matching(new RegExp(`^(${types.join('|')}):${ULID}$`));
}

/** The id of a door: its patch and 16 hexadecimal digits. */
export const doorId: Check = matching(new RegExp(`^door:${ULID}:[0-9a-f]{16}$`));

/** The id of a building, made like a door's. */
export const buildingId: Check = matching(new RegExp(`^building:${ULID}:[0-9a-f]{16}$`));

/** A member's id, or `server`. */
export const memberId: Check = matching(new RegExp(`^(member:${ULID}|server)$`));

/** A bare ULID. */
export const bareUlid: Check = matching(ULID_PATTERN);

/** One of a fixed list. */
export function oneOf(options: readonly string[]): Check {
	return (value, field, problems) => {
		if (value === undefined) add(problems, field, 'required');
		else if (typeof value !== 'string') add(problems, field, 'type');
		else if (options.indexOf(value) < 0) add(problems, field, 'format');
	};
}

/** true or false. */
export const flag: Check = (value, field, problems) => {
	if (value === undefined) add(problems, field, 'required');
	else if (typeof value !== 'boolean') add(problems, field, 'type');
};

/** A number from `min` to `max`. */
export function number(min: number, max: number): Check {
	return (value, field, problems) => {
		if (value === undefined) add(problems, field, 'required');
		else if (typeof value !== 'number' || !isFinite(value)) add(problems, field, 'type');
		else if (value < min) add(problems, field, 'range', min);
		else if (value > max) add(problems, field, 'range', max);
	};
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): Check {
	const inRange = number(min, max);
	return (value, field, problems) => {
		if (typeof value === 'number' && isFinite(value) && Math.floor(value) !== value)
			add(problems, field, 'format');
		else inRange(value, field, problems);
	};
}

/** A figure of a measure: pence stay exact up to 2^53. */
export const figure: Check = number(-1e12, 1e12);

/** RFC 3339 in UTC, such as 2026-07-12T18:05:00.000Z. */
export const time: Check = (value, field, problems) => {
	const pattern = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/;
	const parts = typeof value === 'string' && value.length <= 30 ? pattern.exec(value) : null;
	if (value === undefined || value === '') add(problems, field, 'required');
	else if (typeof value !== 'string') add(problems, field, 'type');
	else if (!parts || !isDay(parts[1] as string)) add(problems, field, 'format');
};

/** A day of the calendar, YYYY-MM-DD. */
export const day: Check = (value, field, problems) => {
	if (value === undefined || value === '') add(problems, field, 'required');
	else if (typeof value !== 'string') add(problems, field, 'type');
	else if (!isDay(value)) add(problems, field, 'format');
};

function isDay(text: string): boolean {
	const parts = text.length === 10 ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) : null;
	if (!parts) return false;
	const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
	const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	const length = lengths[month - 1];
	return length !== undefined && date >= 1 && date <= length;
}

/** A place on earth, WGS 84: [longitude, latitude] in degrees. */
export const point: Check = (value, field, problems) => {
	if (value === undefined) return add(problems, field, 'required');
	if (!Array.isArray(value) || value.length !== 2) return add(problems, field, 'type');
	number(-180, 180)(value[0], field, problems);
	number(-90, 90)(value[1], field, problems);
};

/** An area: up to 2,000 corners of a closed ring. */
export const ring: Check = (value, field, problems) => {
	list(point, 2000)(value, field, problems);
	if (Array.isArray(value) && value.length < 4) add(problems, field, 'format');
};

/** An address that may stand behind a link: https, mailto or tel, nothing else. */
export const link: Check = matching(
	/^(https:\/\/[^\s"'<>\\]+|mailto:[^\s"'<>\\]+@[^\s"'<>\\]+|tel:\+?[0-9 ()-]+)$/,
	300
);

/** A postcode as kept: upper case, one space; outward codes and unknown forms are allowed. */
export const postcode: Check = matching(/^[A-Z0-9]{2,8}( [A-Z0-9]{1,4})?$/, 12);

/** Up to `max` values, in order. */
export function list(each: Check, max: number): Check {
	return (value, field, problems) => {
		if (value === undefined) return add(problems, field, 'required');
		if (!Array.isArray(value)) return add(problems, field, 'type');
		if (value.length > max) return add(problems, field, 'too_many', max);
		for (let i = 0; i < value.length; i++) each(value[i] ?? undefined, `${field}.${i}`, problems);
	};
}

/** Up to `max` different values. */
export function setOf(each: Check, max: number): Check {
	const every = list(each, max);
	return (value, field, problems) => {
		every(value, field, problems);
		if (!Array.isArray(value) || value.length > max) return;
		const seen = value.map(canonical).sort();
		if (seen.some((item, i) => item === seen[i + 1])) add(problems, field, 'contradiction');
	};
}

/** An object with these fields; further fields, of newer versions, are let through. */
export function shape(fields: Readonly<Record<string, Check>>): Check {
	return (value, field, problems) => {
		if (value === undefined) return add(problems, field, 'required');
		if (!isPlainObject(value)) return add(problems, field, 'type');
		for (const name of Object.keys(fields)) {
			const check = fields[name] as Check;
			check(value[name], field === '' ? name : `${field}.${name}`, problems);
		}
	};
}
