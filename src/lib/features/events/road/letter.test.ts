import { expect, test } from 'vitest';
import { event } from '$lib/records';
import { firstLetter, fitLetter, LETTER_BOX, sheetsFor, whereWords } from './letter.ts';

const party = { ...event.sample(), wet_plan: 'we move into the chapel.' };
const measure = (line: string) => line.length * 0.5;

test('the first letter says what is known: what, when, which road, what about cars, what if it rains', () => {
	const letter = firstLetter({ ...party, closed: { from: '11:00', to: '19:00' } }, 'Canal Side');
	for (const words of [
		'Sunday 12 July',
		'2–6 pm',
		'Toad Lane street party',
		'between the chapel and the bridge'
	])
		expect(letter).toContain(words);
	expect(letter).toContain('Toad Lane will be closed to cars from 11 am to 7 pm');
	expect(letter).toContain('Fire engines');
	expect(letter).toContain('we move into the chapel.');
	expect(letter).toMatch(/Canal Side$/);
});

test('of what isn’t known it says nothing', () => {
	const letter = firstLetter({ ...party, wet_plan: undefined, place: undefined }, 'Canal Side');
	expect(letter).not.toMatch(/closed|rains|undefined/);
	expect(whereWords({ ...party, roads: undefined, place: undefined })).toBe('');
	expect(whereWords(party)).toBe('Toad Lane');
});

test('few words are set large, many small, and too many are told', () => {
	expect(fitLetter('Hello', LETTER_BOX.a5, measure)).toEqual({ size: 13, fits: true });
	const many = fitLetter('word '.repeat(260), LETTER_BOX.a5, measure);
	expect(many.fits).toBe(true);
	expect(many.size).toBeLessThan(13);
	const lines = 'A short line.\n'.repeat(40);
	expect(fitLetter(lines, LETTER_BOX.a5, measure).fits).toBe(false);
	expect(fitLetter(lines, LETTER_BOX.a4, measure).fits).toBe(true);
	expect(fitLetter('\n'.repeat(1999), LETTER_BOX.a4, measure).fits).toBe(false);
});

test('two letters stand on a sheet', () => {
	expect(sheetsFor(23, 2)).toBe(12);
	expect(sheetsFor(0, 2)).toBe(0);
});
