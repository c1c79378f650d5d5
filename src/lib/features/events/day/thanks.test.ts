import { sumTallies } from '$lib/rules';
import { expect, test } from 'vitest';
import { thanksWords } from './thanks.ts';

const nothing = sumTallies([], 'event:1');
const party = { title: 'Street party', day: 'Sat 12 July', group: 'Lane Tellers' };

test('thanks tell who came and what was said of it', () => {
	const text = thanksWords({
		...party,
		figures: { ...nothing, person: 84, new_person: 1, pence: 12_340 },
		said: { went_well: 'The long table.', thanks: 'the chapel, for its tables.' }
	});
	for (const told of [
		'Street party',
		'Sat 12 July',
		'84',
		'£123.40',
		'The long table.',
		'the chapel',
		'Lane Tellers'
	])
		expect(text).toContain(told);
});

test('of what nobody counted or said there is no word', () => {
	const text = thanksWords({ ...party, figures: nothing, said: {} });
	expect(text.split('\n\n')).toHaveLength(2);
	expect(text).not.toMatch(/\b0\b|undefined/);
});
