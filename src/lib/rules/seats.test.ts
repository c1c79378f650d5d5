import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bring, door, rsvp, type Bring, type Rsvp } from '../records/index.ts';
import { foodBalance } from './food.ts';
import { homesOf } from './homes.ts';
import { namesToErase, needsOf, roomFor, roomForPromised, seats, whatToTell } from './seats.ts';

const answer = (n: number, people: number, more: Partial<Rsvp> = {}): Rsvp => ({
	...rsvp.sample(),
	_id: `rsvp:${String(n).padStart(26, '0')}`,
	created_at: `2027-06-01T10:${String(n).padStart(2, '0')}:00.000Z`,
	people,
	...more
});

const answers = fc
	.array(fc.record({ people: fc.integer({ min: 0, max: 6 }), yes: fc.boolean() }), { maxLength: 20 })
	.map((list) => list.map(({ people, yes }, n) => answer(n, people, { answer: yes ? 'yes' : 'no' })));
const capacity = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });

describe('places', () => {
	test('are given out alike on every phone, never more than there are, and nobody is lost or counted twice', () => {
		fc.assert(
			fc.property(answers, capacity, fc.integer(), (list, capacity, seed) => {
				const given = seats(list, capacity);
				const shuffled = [...list].sort((a, b) => ((a.people * seed + seed) % 7) - ((b.people * seed) % 7));
				expect(seats(shuffled, capacity)).toEqual(given);
				expect(given.coming).toBe(given.placed.reduce((sum, { people }) => sum + people, 0));
				if (capacity !== undefined) expect(given.coming).toBeLessThanOrEqual(capacity);
				else expect(given.waiting).toEqual([]);
				const yes = list.filter((one) => one.answer === 'yes').map(({ _id }) => _id);
				expect([...given.placed, ...given.waiting].map(({ _id }) => _id).sort()).toEqual(yes.sort());
			})
		);
	});

	test('once given are not taken by whoever answers later', () => {
		fc.assert(
			fc.property(answers, fc.integer({ min: 1, max: 30 }), (list, capacity) => {
				const before = seats(list.slice(0, -1), capacity).placed.map(({ _id }) => _id);
				const after = seats(list, capacity).placed.map(({ _id }) => _id);
				expect(after.slice(0, before.length)).toEqual(before);
			})
		);
	});

	test('that somebody gives back go to whoever waits longest and fits', () => {
		const list = [answer(1, 4), answer(2, 3), answer(3, 2), answer(4, 1)];
		expect(seats(list, 5).waiting.map(({ people }) => people)).toEqual([3, 2]);
		const back = [{ ...list[0]!, answer: 'no' as const }, ...list.slice(1)];
		expect(seats(back, 5).placed.map(({ people }) => people)).toEqual([3, 2]);
	});

	test('that two phones gave away at once are seen to be given away twice, and by nobody’s fault lost', () => {
		// The last two of ten; each phone knew of eight.
		const eight = [answer(1, 8, { told: 'place' })];
		expect(whatToTell(eight, 10, 2)).toBe('place');
		const ann = answer(2, 2, { told: whatToTell(eight, 10, 2) });
		const bob = answer(3, 2, { told: whatToTell(eight, 10, 2) });
		const met = seats([bob, ann, ...eight], 10);
		expect(met.placed).toContainEqual(ann);
		expect(met.promised).toEqual([bob]);
		expect(met.left).toBe(0);
		expect(whatToTell([...eight, ann, bob], 10, 1)).toBe('waiting');
		expect(seats([bob, ann, ...eight], 12).promised).toEqual([]);
	});

	test('are made for all who were told that they have one, also where others wait before them', () => {
		const told = (list: Rsvp[], seed: number) =>
			list.map((one, n) => ({
				...one,
				told: (n + seed) % 3 === 0 ? ('waiting' as const) : ('place' as const)
			}));
		fc.assert(
			fc.property(answers, fc.integer({ min: 1, max: 30 }), fc.nat(2), (list, capacity, seed) => {
				const rsvps = told(list, seed);
				const enough = roomForPromised(rsvps, capacity);
				expect(seats(rsvps, enough).promised).toEqual([]);
				expect(enough).toBeGreaterThanOrEqual(capacity);
				if (seats(rsvps, capacity).promised.length === 0) expect(enough).toBe(capacity);
			})
		);
		const list = [answer(1, 40), answer(2, 2, { told: 'waiting' }), answer(3, 2, { told: 'place' })];
		expect(roomForPromised(list, 40)).toBe(44);
	});

	test('are not taken back from others by whoever had said no in between', () => {
		const again = answer(1, 2, { dots: { answer: ['ann', 3, '2027-06-02T10:00:00.000Z'] } });
		const list = [again, answer(2, 4), answer(3, 1)];
		expect(seats(list, 6).placed.map(({ people }) => people)).toEqual([4, 1]);
		const no = { ...again, answer: 'no' as const };
		expect(whatToTell([no, ...list.slice(1)], 6, 2, no)).toBe('waiting');
		expect(whatToTell([no, ...list.slice(1)], 7, 2, no)).toBe('place');
	});

	test('stay with whoever has one and changes something else, also where a place was given away twice', () => {
		const list = [answer(1, 2), answer(2, 2, { told: 'place' })];
		expect([whatToTell(list, 2, 2, list[0]), whatToTell(list, 2, 2, list[1])]).toEqual(['place', 'waiting']);
	});

	test('are never taken from whoever has one by somebody who brings more people along', () => {
		fc.assert(
			fc.property(answers, fc.integer({ min: 1, max: 30 }), fc.nat(19), (list, capacity, n) => {
				const before = seats(list, capacity);
				const one = before.placed[n % Math.max(1, before.placed.length)];
				if (!one) return;
				const most = roomFor(list, capacity, one._id)!;
				const more = seats(
					list.map((each) => (each === one ? { ...one, people: most } : each)),
					capacity
				);
				const ids = more.placed.map(({ _id }) => _id);
				for (const { _id } of before.placed) expect(ids).toContain(_id);
				expect(more.left).toBe(0);
			})
		);
		const list = [answer(1, 3), answer(2, 9)];
		expect([roomFor(list, 5), roomFor(list, 5, list[0]!._id), roomFor(list, 5, list[1]!._id)]).toEqual([
			2,
			5,
			undefined
		]);
		expect(roomFor(list, undefined)).toBeUndefined();
	});
});

test('only answers that say something of a person are left to be erased', () => {
	const { event } = rsvp.sample();
	const said = [{ name: 'Joyce' }, { note: 'Late.' }, { door: door.sample()._id }].map((one, n) =>
		answer(n, 1, { name: undefined, ...one })
	);
	const bare = answer(4, 2, { name: undefined });
	const erased = answer(5, 2, { erased: '2027-08-01T10:00:00.000Z' });
	expect(namesToErase([...said, bare, erased, answer(6, 1, { event: 'event:2' })], event)).toEqual(said);
});

test('needs are counted among those with a place, never more than there are people', () => {
	const list = [
		answer(1, 2, { needs: { vegan: 1, step_free: 2 } }),
		answer(2, 1, { needs: { vegan: 4 } }),
		answer(3, 3, { needs: undefined })
	];
	expect(needsOf(list)).toEqual([
		['vegan', 2],
		['step_free', 2]
	]);
});

test('what there is much less of is said to be short, and only of what is promised or there', () => {
	const dish = (sort: Bring['sort'], quantity: number, state: Bring['state'] = 'promised') => ({
		...bring.sample(),
		...{ sort, quantity, state }
	});
	expect(foodBalance([dish('sweet', 5), dish('savoury', 2), dish('savoury', 9, 'wanted')])).toEqual({
		...{ sweet: 5, savoury: 2, drink: 0, short: 'savoury' }
	});
	expect(foodBalance([dish('sweet', 5), dish('savoury', 3, 'here')]).short).toBeUndefined();
	expect(foodBalance([]).short).toBeUndefined();
});

test('homes of an event are those on its roads within their numbers, without those that were left out', () => {
	const patch = door.sample().patch;
	const house = (number: number | undefined, street = 'Toad Lane', of = patch) => ({
		...{ id: `door:${street}:${number}`, patch: of, street, number }
	});
	const houses = [
		house(1),
		house(2),
		house(3),
		house(undefined),
		house(2, 'Yorkshire Street'),
		house(2, 'Toad Lane', 'patch:2')
	];
	const ids = (event: Parameters<typeof homesOf>[0]) => homesOf(event, houses).map(({ id }) => id);
	expect(ids({ roads: [{ patch, street: 'TOAD LANE' }] })).toHaveLength(4);
	expect(ids({ roads: [{ patch, street: 'Toad Lane', from: 2 }] })).toEqual([
		'door:Toad Lane:2',
		'door:Toad Lane:3'
	]);
	expect(
		ids({ roads: [{ patch, street: 'Toad Lane', from: 1, to: 2 }], left_out: ['door:Toad Lane:1'] })
	).toEqual(['door:Toad Lane:2']);
	expect(ids({})).toEqual([]);
});
