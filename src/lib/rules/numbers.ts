/** House numbers as people write them down for a street: `1-59 odd, 62, 64a, 18a-20`. */
import { parseHouseNumber } from '../records/index.ts';

/** Numbers that one entry may come to. */
export const MAX_NUMBERS = 2000;

export interface HouseNumber {
	number: number;
	suffix?: string;
}

export interface NumberProblem {
	/** The part as typed. */
	part: string;
	code:
		/** Nothing was given. */
		| 'empty'
		/** Not a number, nor a range. */
		| 'not_a_number'
		/** The range runs backwards. */
		| 'backwards'
		/** A range of odd or even numbers that has none. */
		| 'none_in_range'
		/** More than `MAX_NUMBERS`. */
		| 'too_many';
}

export type ParsedNumbers = { ok: true; numbers: HouseNumber[] } | { ok: false; problems: NumberProblem[] };

/**
 * The house numbers of a text, in order and each once. Parts stand between commas, semicolons or line
 * breaks. `2-40` are all numbers from 2 to 40, `2-40 even` or `even 2-40` every other one; a number with
 * letters is one door, also `18a-20`. Says what is wrong with each part, and takes nothing then.
 */
export function parseNumbers(text: string): ParsedNumbers {
	const parts = text
		.split(/[,;\n]|\band\b|&/i)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	if (parts.length === 0) return { ok: false, problems: [{ part: '', code: 'empty' }] };
	const problems: NumberProblem[] = [];
	const numbers = new Map<string, HouseNumber>();
	for (const part of parts) {
		const read = parsePart(part, MAX_NUMBERS - numbers.size);
		if (typeof read === 'string') problems.push({ part, code: read });
		else for (const each of read) numbers.set(`${each.number}${each.suffix ?? ''}`, each);
	}
	return problems.length > 0 ? { ok: false, problems } : { ok: true, numbers: [...numbers.values()] };
}

const RANGE = /^(\d{1,5})\s*(?:[-–—]|\.{2,3}|…|\bto\b)\s*(\d{1,5})$/i;
const PARITY =
	/^(odds?|evens?|all|both)\b\s*(?:numbers?\b)?\s*:?\s*|\s*\(?\b(odds?|evens?|all|both)\b\s*(?:numbers?|only)?\s*\)?$/i;

function parsePart(part: string, room: number): HouseNumber[] | NumberProblem['code'] {
	const words = PARITY.exec(part);
	const which = (words?.[1] ?? words?.[2] ?? 'all').toLowerCase();
	const rest = part
		.replace(PARITY, '')
		.replace(/^nos?\.?\s*(?=\d)/i, '')
		.trim();
	const range = RANGE.exec(rest);
	if (!range) return parseOne(rest, words !== null, room);
	const [from, to] = [Number(range[1]), Number(range[2])];
	if (from > to) return 'backwards';
	const step = which.startsWith('odd') || which.startsWith('even') ? 2 : 1;
	const first = step === 1 || from % 2 === (which.startsWith('odd') ? 1 : 0) ? from : from + 1;
	if (first > to) return 'none_in_range';
	const count = Math.floor((to - first) / step) + 1;
	if (count > room) return 'too_many';
	return Array.from({ length: count }, (_, i) => ({ number: first + i * step }));
}

function parseOne(text: string, hasParity: boolean, room: number): HouseNumber[] | NumberProblem['code'] {
	const { number, suffix } = parseHouseNumber(text);
	if (hasParity || number === undefined) return 'not_a_number';
	if (suffix !== undefined && !/^[a-z]?(?:[-/]\d{0,5}[a-z]?)?$/.test(suffix)) return 'not_a_number';
	if (room < 1) return 'too_many';
	return [suffix === undefined ? { number } : { number, suffix }];
}
