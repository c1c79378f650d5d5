import { progress, type Progress } from '$lib/records';
import { expect, test } from 'vitest';
import { historyOf } from './history.ts';

const entry = (id: string, created: string, fields: Partial<Progress> = {}): Progress => ({
	...progress.sample(),
	_id: `progress:01k0toad0ane000000000000${id}`,
	at: '2026-07-12T18:00:00.000Z',
	created_at: `2026-07-${created}T18:00:00.000Z`,
	...fields
});
const first = entry('p1', '12');
const second = entry('p2', '13', { corrects: first._id });
const third = entry('p3', '14', { corrects: second._id });
const read = (entries: Progress[], undone: string[] = []) =>
	historyOf(entries, new Set(undone)).map(({ entry: { _id }, state, by }) =>
		[_id.slice(-2), state, by?._id.slice(-2)].filter(Boolean).join(' ')
	);

test('newest first, and what was corrected below its correction', () => {
	const later = entry('p9', '12', { at: '2026-07-20T18:00:00.000Z' });
	expect(read([first, later, third, second])).toEqual([
		'p9 counts',
		'p3 counts',
		'p2 corrected p3',
		'p1 corrected p2'
	]);
});

test('a correction that is taken back leaves what it corrected', () => {
	expect(read([first, second], [second._id])).toEqual(['p2 taken_back', 'p1 counts']);
});

test('of two corrections of the same entry the later one counts', () => {
	const other = entry('p4', '15', { corrects: first._id });
	expect(read([first, second, other])).toEqual(['p4 counts', 'p2 corrected p4', 'p1 corrected p4']);
});
