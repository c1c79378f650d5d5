import { expect, test } from 'vitest';
import { needsLine, needWithin, needWords } from './need-words.ts';

test('a need has one name, within a sentence too; one of a newer version is something else', () => {
	expect([needWords('transport'), needWithin('transport')]).toEqual(['Getting about', 'getting about']);
	expect(needWords('other')).toBe('Something else');
	expect(needWords('moonlight')).toBe('Something else');
});

test('needs in one line begin with one capital', () => {
	expect(needsLine(['food', 'finance', 'work'])).toBe('Food, money and work');
	expect(needsLine([])).toBe('');
});
