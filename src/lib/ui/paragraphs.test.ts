import { expect, test } from 'vitest';
import { paragraphsOf } from './paragraphs.ts';

test('an empty line parts two paragraphs, and a line break alone does not', () => {
	expect(paragraphsOf('We began.\nIt rained.\n\nThen it did not.')).toEqual([
		'We began.\nIt rained.',
		'Then it did not.'
	]);
});

test('however many empty lines there are, also with spaces in them, no paragraph is empty', () => {
	expect(paragraphsOf('\n\n One \n \n\t\n\nTwo\n\n')).toEqual(['One', 'Two']);
	expect(paragraphsOf('')).toEqual([]);
});
