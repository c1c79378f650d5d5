import { expect, test } from 'vitest';
import { resumeRound, ROUND_RESTS_MS, type Round } from './round.ts';

const now = new Date('2026-07-14T18:00:00.000Z');
const kept: Round = {
	id: 'old',
	started_at: '2026-07-14T17:00:00.000Z',
	moved_at: '2026-07-14T17:30:00.000Z',
	door: 'door:a:1',
	way: 'odd',
	down: true,
	skipped: ['door:a:2']
};

test('a walk goes on where it was after the phone was switched off', () => {
	expect(resumeRound(kept, 'new', 'sides', now)).toEqual(kept);
});

test('a walk left alone for hours is over, but the way of walking stays', () => {
	const late = new Date(Date.parse(kept.moved_at) + ROUND_RESTS_MS);
	expect(resumeRound(kept, 'new', 'sides', late)).toEqual({
		id: 'new',
		started_at: late.toISOString(),
		moved_at: late.toISOString(),
		way: 'odd',
		down: true,
		skipped: []
	});
});

test('a clock set back by days does not make a round eternal', () => {
	expect(resumeRound(kept, 'new', 'sides', new Date('2026-07-01T18:00:00.000Z')).id).toBe('new');
});
