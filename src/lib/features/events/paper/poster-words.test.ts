import { expect, test } from 'vitest';
import { event } from '$lib/records';
import { BOXES, posterWords, setPoster } from './poster-words.ts';

const measure = (line: string) => line.length * 0.55;
const measures = { bold: measure, plain: measure };
const words = (title: string, day = '2026-07-12') =>
	posterWords(
		{ ...event.sample(), title, when: { start: `${day}T14:00`, end: `${day}T18:00`, zone: 'Europe/London' } },
		{ line: '', group: 'Canal Side', page: undefined }
	);

test('a title of a few short words can be read at three metres, a long one can’t, and that is told', () => {
	expect(setPoster(words('Street party'), 'a4', measures).readable).toBe(true);
	expect(setPoster(words('Street party'), 'a5', measures).readable).toBe(true);
	const long = setPoster(words('Neighbourhood remembrance and thanksgiving'), 'a4', measures);
	expect(long.readable).toBe(false);
	expect(long.title.lines.join(' ')).toBe('Neighbourhood remembrance and thanksgiving');
});

test('the day and the hours are never broken, one above the other or in one line', () => {
	expect(setPoster(words('Party', '2026-12-30'), 'a4', measures).when.lines).toEqual([
		'Wednesday 30 December',
		'2–6 pm'
	]);
	for (const size of ['a4', 'a5', 'a6'] as const) {
		const { when } = setPoster(words('Party', '2026-12-30'), size, measures);
		expect(when.lines.length).toBeLessThanOrEqual(2);
		for (const line of when.lines)
			expect(measure(line) * when.size).toBeLessThanOrEqual(BOXES[size].when.width);
	}
});

test('a cancelled event says so where the title stands', () => {
	const cancelled = posterWords(
		{ ...event.sample(), status: 'cancelled' },
		{ line: '', group: 'Canal Side', page: undefined }
	);
	expect(cancelled.title).toBe('Cancelled: Toad Lane street party');
});
