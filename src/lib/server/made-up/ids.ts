/**
 * Ids of what is made up. A ULID begins with the time at which it was made, and no phone's clock stands at the first
 * millisecond of 1970: so these are never a real group's, and everybody can tell them at sight.
 */
import type { Chance } from './chance.ts';

const NO_TIME = '0000000000';
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Whether a group, by its bare id, was made up. */
export const isMadeUp = (group: string): boolean => group.startsWith(NO_TIME);

/** The id of a made-up group: they sort by the number that made them, and then in the order that they were made. */
export const madeUpGroup = (seed: number, at: number): string =>
	`${NO_TIME}${inLetters(seed, 4)}${inLetters(at, 12)}`;

/** A bare id of something that belongs to a made-up group. */
export const madeUpId = (chance: Chance): string =>
	NO_TIME + Array.from({ length: 16 }, () => chance.pick([...LETTERS])).join('');

function inLetters(value: number, length: number): string {
	let text = '';
	for (let left = value; text.length < length; left = Math.floor(left / 32))
		text = LETTERS[left % 32]! + text;
	return text;
}
