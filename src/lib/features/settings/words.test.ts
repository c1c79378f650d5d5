import { describe, expect, it } from 'vitest';
import { groupRefusals, nameOfCopy, nameOfHandOver, sayLast, sayRefusal, sayUnsent } from './words.ts';

describe('the sync page', () => {
	it('tells what is unsent kind by kind, the most first, one and many apart', () => {
		const unsent = { total: 16, by_kind: { door: 1, visit: 12, community: 1, other: 2 }, refused: [] };
		expect(sayUnsent(unsent)).toEqual(['12 visits', '2 other records', '1 door', '1 change to the group']);
	});

	it('names what an audit leaves', () => {
		const by_kind = { audit: 4, coop: 2, asset: 1 };
		const said = ['4 looks at co-ops', '2 co-ops that nobody had listed', '1 thing to build on'];
		expect(sayUnsent({ by_kind })).toEqual(said);
	});

	it('says so when nothing was ever sent', () => {
		const never = sayLast({ phase: 'no_network', unsent: 3 }, new Date('2026-07-12T10:00:00Z'));
		expect(never).toEqual(['Nothing has been sent yet', 'No contact yet']);
	});

	it('has words for every refusal, also for one that it has never heard of', () => {
		for (const reason of [
			'role',
			'not_yours',
			'role_change',
			'too_large',
			'removed',
			'measure.unit:required'
		]) {
			const { why, what } = sayRefusal(reason);
			expect(why.length).toBeGreaterThan(10);
			expect(what.length).toBeGreaterThan(10);
		}
		expect(sayRefusal('measure.unit:required').why).toContain('measure.unit:required');
	});

	it('tells the same refusal once, with how many records it is about', () => {
		const one = (id: string, reason: string) => ({
			id,
			kind: 'visit' as const,
			reason,
			at: '2026-07-12T10:00:00Z'
		});
		// One record twice: a refused version, and the closing of the one that it was to take the place of.
		const refused = [1, 1, 3].map((n) => one(`visit:${n}`, 'role')).concat(one('visit:2', 'not_yours'));
		expect(groupRefusals({ total: 4, by_kind: { visit: 4 }, refused })).toEqual([
			{ kind: 'visit', reason: 'role', count: 2 },
			{ kind: 'visit', reason: 'not_yours', count: 1 }
		]);
	});

	it('names a copy so that any file system takes it', () => {
		const day = new Date('2026-07-12T10:00:00Z');
		expect(nameOfCopy('Albany Road & Café', day)).toBe('toad-lane-albany-road-cafe-2026-07-12.json');
		expect(nameOfHandOver('Albany Road', day)).toBe('toad-lane-hand-over-albany-road-2026-07-12.txt');
		expect(nameOfCopy('🌻', day)).toBe('toad-lane-2026-07-12.json');
	});
});
