import { expect, test } from 'vitest';
import { breakLines } from './picture-pen.ts';

const letters = (line: string) => line.length;

test('words on a card are broken between words, and paragraphs stay apart', () => {
	expect(breakLines('We share tools\n\nand bread', 9, letters)).toEqual([
		'We share',
		'tools',
		'',
		'and bread'
	]);
	expect(breakLines('', 9, letters)).toEqual(['']);
});

test('a word that is longer than a line is cut, and nothing of it is lost', () => {
	const lines = breakLines('see canal-side-neighbours.example now', 10, letters);
	expect(lines.every((line) => line.length <= 10)).toBe(true);
	expect(lines.join('')).toBe('seecanal-side-neighbours.examplenow');
	expect(breakLines('ab', 0, letters)).toEqual(['a', 'b']);
});
