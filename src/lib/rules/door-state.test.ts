import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	RESULTS,
	SLOTS,
	suppression,
	undo,
	visit,
	type Result,
	type Suppression,
	type Undo,
	type Visit
} from '../records/index.ts';
import { foldDoor, isDue } from './door-state.ts';

const ann = 'member:01k0toad0ane000000000000m1';
const bea = 'member:01k0toad0ane000000000000m2';
const id = (kind: string, n: number) => `${kind}:01k0toad0ane00000000000${String(n).padStart(3, '0')}`;
const day = (date: number, hour = 18, second = 0) =>
	`2026-07-${String(date).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:${String(second).padStart(2, '0')}.000Z`;

let made = 0;
const called = (result: Result, at: string, more: Partial<Visit> = {}): Visit => {
	const { note: _note, ...sample } = visit.sample();
	return {
		...sample,
		_id: id('visit', ++made),
		result,
		at,
		created_at: at,
		slot: 'weekday_evening',
		left: [],
		...more
	};
};
const suppress = (kind: Suppression['kind'], at: string, more: Partial<Suppression> = {}): Suppression => ({
	...suppression.sample(),
	_id: id('suppression', ++made),
	kind,
	created_at: at,
	...more
});
const takeBack = (of: string, at: string, by = ann): Undo => ({
	...undo.sample(),
	_id: id('undo', ++made),
	of,
	created_at: at,
	created_by: by
});
const fold = (visits: Visit[], undos: Undo[] = [], suppressions: Suppression[] = []) =>
	foldDoor(undefined, visits, undos, suppressions);

/** What happened at one door: visits of two people, some taken back, some refusals, some lifted. */
const events = fc
	.array(
		fc.record({
			result: fc.constantFrom(...RESULTS),
			slot: fc.constantFrom(...SLOTS),
			date: fc.integer({ min: 1, max: 9 }),
			second: fc.nat(20),
			by: fc.constantFrom(ann, bea),
			undone: fc.option(fc.record({ after: fc.nat(40), by: fc.constantFrom(ann, bea) }), { freq: 3 }),
			suppressed: fc.boolean(),
			asked: fc.record(
				{
					slot: fc.constantFrom(...SLOTS),
					date: fc.integer({ min: 1, max: 9 }).map((date) => day(date).slice(0, 10))
				},
				{ requiredKeys: [] }
			),
			moved: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 4 }),
			card: fc.boolean()
		}),
		{ maxLength: 6 }
	)
	.map((happened) => {
		const visits: Visit[] = [];
		const undos: Undo[] = [];
		const suppressions: Suppression[] = [];
		happened.forEach(({ result, slot, date, second, by, undone, suppressed, asked, moved, card }, i) => {
			const at = day(date, 18, second);
			const taken = called(result, at, {
				_id: id('visit', i),
				slot,
				created_by: by,
				left: card ? ['card'] : [],
				...(result === 'come_back' && Object.keys(asked).length > 0 && { come_back: asked })
			});
			visits.push(taken);
			if (undone) {
				const later = new Date(Date.parse(at) + undone.after * 1000).toISOString();
				undos.push({ ...takeBack(taken._id, later, undone.by), _id: id('undo', i) });
			}
			if (suppressed && (result === 'do_not_knock' || result === 'no_cold_callers')) {
				suppressions.push({ ...suppress(result, at, { created_by: by }), _id: id('suppression', i) });
			}
			if (moved !== null && suppressions.length > 0) {
				const lifts = suppressions.filter((item) => item.kind !== 'moved').map((item) => item._id);
				suppressions.push({
					...suppress('moved', day(moved, 19), { lifts }),
					_id: id('suppression', 100 + i)
				});
			}
		});
		return { visits, undos, suppressions };
	});

describe('the state of a door', () => {
	it('is the same in whatever order its records arrive, and when some arrive twice', () => {
		fc.assert(
			fc.property(events, fc.infiniteStream(fc.nat()), ({ visits, undos, suppressions }, random) => {
				const expected = fold(visits, undos, suppressions);
				for (let round = 0; round < 5; round++) {
					const shuffled = <T>(items: T[]) =>
						[...items, ...items.slice(0, round)]
							.map((item) => ({ item, key: random.next().value as number }))
							.sort((a, b) => a.key - b.key)
							.map(({ item }) => item);
					expect(fold(shuffled(visits), shuffled(undos), shuffled(suppressions))).toEqual(expected);
				}
			}),
			{ numRuns: 500 }
		);
	});

	it('is the same in every one of the 120 orders of five visits', () => {
		const visits = [
			called('no_answer', day(1), { slot: 'weekday_day' }),
			called('come_back', day(3), { come_back: { slot: 'saturday' } }),
			called('no_answer', day(4), { slot: 'saturday' }),
			called('not_a_home', day(2)),
			called('skipped', day(5))
		];
		const orders = permutations(visits);
		expect(orders).toHaveLength(120);
		expect(new Set(orders.map((order) => JSON.stringify(fold(order)))).size).toBe(1);
	});

	it('is never walked to, whatever else is known, once it is suppressed', () => {
		fc.assert(
			fc.property(events, fc.integer({ min: 0, max: 300 }), ({ visits, undos, suppressions }, hours) => {
				const folded = fold(visits, undos, [...suppressions, suppress('do_not_knock', day(20))]);
				expect(folded.state).toBe('blocked');
				expect(isDue(folded, new Date(Date.parse(day(20)) + hours * 3_600_000))).toBe(false);
			})
		);
	});

	it('is new before anybody calls', () => {
		expect(fold([])).toEqual({ state: 'new', tries: 0, avoid_slots: [], visits: 0, by_day: [] });
	});

	it.each<[string, Result[], string]>([
		['a talk outweighs a snub', ['talked', 'not_now'], 'talked'],
		['a snub outweighs a call to come', ['not_now', 'come_back'], 'not_now'],
		['a call to come outweighs no answer', ['come_back', 'no_answer'], 'come_back'],
		['one unanswered call', ['no_answer'], 'no_answer'],
		['two unanswered calls', ['no_answer', 'no_answer'], 'no_answer'],
		['three unanswered calls leave a leaflet', ['no_answer', 'no_answer', 'no_answer'], 'leaflet_only'],
		['an empty house stays one after nobody answered', ['no_answer', 'not_a_home'], 'not_a_home'],
		['somebody may be in after all', ['not_a_home', 'no_answer'], 'no_answer'],
		['no way in', ['cant_access'], 'set_aside'],
		['passing by forgets no unanswered call', ['no_answer', 'skipped'], 'no_answer'],
		['unsafe is not walked to again', ['come_back', 'unsafe'], 'set_aside']
	])('%s', (_name, results, state) => {
		expect(fold(results.map((result, i) => called(result, day(i + 1)))).state).toBe(state);
	});

	it('forgets a visit that was taken back', () => {
		const talked = called('talked', day(1));
		expect(fold([talked], [takeBack(talked._id, day(9))])).toEqual(fold([]));
	});

	it('tells the last visit, who made it and in which round', () => {
		const last = called('no_answer', day(2), { created_by: bea });
		expect(fold([last, called('no_answer', day(1))]).last).toEqual({
			visit: last._id,
			result: 'no_answer',
			at: day(2),
			by: bea,
			round: last.round
		});
	});
});

describe('a suppression', () => {
	it('wins against a talk on another phone', () => {
		expect(fold([called('talked', day(2))], [], [suppress('do_not_knock', day(1))]).state).toBe('blocked');
		expect(fold([called('talked', day(2))], [], [suppress('no_cold_callers', day(1))]).state).toBe('sign');
	});

	it('holds although its visit is taken back later', () => {
		const wish = called('do_not_knock', day(1));
		expect(fold([wish], [takeBack(wish._id, day(2))], [suppress('do_not_knock', day(1))]).state).toBe(
			'blocked'
		);
	});

	it('is gone when the same person takes it back within fifteen seconds', () => {
		const wish = called('do_not_knock', day(1));
		const written = suppress('do_not_knock', day(1));
		expect(fold([wish], [takeBack(wish._id, day(1, 18, 14))], [written]).state).toBe('new');
		expect(
			fold([wish], [takeBack(wish._id, day(1, 18, 14)), takeBack(written._id, day(1, 18, 14))], [written])
				.state
		).toBe('new');
		expect(fold([wish], [takeBack(wish._id, day(1, 18, 16))], [written]).state).toBe('blocked');
		expect(fold([wish], [takeBack(wish._id, day(1, 18, 5), bea)], [written]).state).toBe('blocked');
	});

	it('is obeyed from its visit alone, while the rest is on its way', () => {
		expect(fold([called('no_cold_callers', day(1))]).state).toBe('sign');
	});

	it('of one person stays although another takes theirs back', () => {
		const mistap = suppress('do_not_knock', day(1), { created_by: bea });
		const undone = takeBack(mistap._id, day(1, 18, 3), bea);
		expect(fold([called('do_not_knock', day(1))], [undone], [mistap]).state).toBe('blocked');
	});

	it('is lifted by “they moved”, and the door is new to whoever lives there now', () => {
		const wish = suppress('do_not_knock', day(1));
		const moved = suppress('moved', day(9), { lifts: [wish._id] });
		const before = called('do_not_knock', day(1));
		expect(fold([before], [], [wish, moved]).state).toBe('new');
		expect(fold([before, called('talked', day(10))], [], [wish, moved]).state).toBe('talked');
	});

	it('is not lifted by a move that had not seen it', () => {
		const seen = suppress('do_not_knock', day(1));
		const unseen = suppress('do_not_knock', day(2), { created_by: bea });
		expect(fold([], [], [seen, unseen, suppress('moved', day(9), { lifts: [seen._id] })]).state).toBe(
			'blocked'
		);
	});
});

describe('what is due', () => {
	// Local times, because a slot is what the clock on the wall says.
	const friday = new Date(2026, 6, 10, 18);
	const saturday = new Date(2026, 6, 11, 11);

	it('is an unanswered door two days on, in a slot that was not tried', () => {
		const folded = fold([called('no_answer', day(9), { slot: 'weekday_evening' })]);
		expect(folded).toMatchObject({ state: 'no_answer', tries: 1, avoid_slots: ['weekday_evening'] });
		expect(folded.due_after).toBe('2026-07-11T00:00:00.000Z');
		expect(isDue(folded, friday)).toBe(false);
		expect(isDue(folded, saturday)).toBe(true);
		expect(isDue(folded, new Date(2026, 6, 13, 18))).toBe(false);
	});

	it('is a call they asked for, in their slot', () => {
		const folded = fold([called('come_back', day(8), { come_back: { slot: 'saturday' } })]);
		expect(folded.due_slot).toBe('saturday');
		expect(isDue(folded, friday)).toBe(false);
		expect(isDue(folded, saturday)).toBe(true);
	});

	it('is a call they asked for, from their day on', () => {
		const folded = fold([called('come_back', day(8), { come_back: { date: '2026-07-11' } })]);
		expect(isDue(folded, friday)).toBe(false);
		expect(isDue(folded, saturday)).toBe(true);
	});

	it('is nothing more at a door that is settled', () => {
		for (const result of ['talked', 'not_now', 'not_a_home', 'unsafe', 'language'] as const) {
			expect(isDue(fold([called(result, day(1))]), saturday), result).toBe(false);
		}
	});

	it('is a door passed by, on another day', () => {
		const folded = fold([called('skipped', day(10))]);
		expect(isDue(folded, friday)).toBe(false);
		expect(isDue(folded, saturday)).toBe(true);
	});
});

describe('tallies', () => {
	it('count a door once a day, however often it was knocked, and no sign as a knock', () => {
		const folded = fold([
			called('no_answer', day(1, 11)),
			called('talked', day(1, 18), { left: ['card'] }),
			called('no_cold_callers', day(2)),
			called('no_answer', day(3), { left: ['leaflet'] })
		]);
		expect(folded.visits).toBe(4);
		expect(folded.by_day).toEqual([
			{ day: '2026-07-01', doors: 1, talks: 1, cards: 1 },
			{ day: '2026-07-02', doors: 0, talks: 0, cards: 0 },
			{ day: '2026-07-03', doors: 1, talks: 0, cards: 0 }
		]);
	});
});

function permutations<T>(items: readonly T[]): T[][] {
	if (items.length < 2) return [[...items]];
	return items.flatMap((item, i) =>
		permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest])
	);
}
