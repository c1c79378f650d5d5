import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcome, outcomeId, tally, TALLIED, type Outcome, type Tally } from '../records/index.ts';
import { addDays } from './feeds.ts';
import { eventDays, figuresOf, sumTallies } from './tallies.ts';

const EVENTS = ['event:01k0toad0ane000000000000e1', 'event:01k0toad0ane000000000000e2'] as const;
const count: fc.Arbitrary<Tally> = fc
	.record({
		event: fc.constantFrom(...EVENTS),
		of: fc.constantFrom(...TALLIED),
		amount: fc.integer({ min: -3, max: 2500 }),
		at: fc.constantFrom('2027-07-10T14:00:00.000Z', '2027-07-11T01:00:00.000Z')
	})
	.map((fields) => ({ ...tally.sample(), ...fields }));
const after = (event: string, figures: Partial<Outcome>): Outcome => ({
	...{ _id: outcomeId(event), type: 'outcome', schema: 1, created_at: '2027-07-12T10:00:00.000Z' },
	...{ created_by: 'member:01k0toad0ane000000000000m1', event, day: '2027-07-10' },
	...figures
});

test('what several phones counted adds up to the same, however it comes together', () => {
	fc.assert(
		fc.property(fc.array(count, { maxLength: 40 }), fc.nat(40), (all, cut) => {
			const together = sumTallies([...all.slice(cut), ...all.slice(0, cut)], EVENTS[0]);
			for (const of of TALLIED)
				expect(together[of]).toBe(
					sumTallies(all.slice(0, cut), EVENTS[0])[of] + sumTallies(all.slice(cut), EVENTS[0])[of]
				);
			expect(addDays(eventDays(all.toReversed()))).toEqual(addDays(eventDays(all)));
		})
	);
});

test('what is said afterwards stands in the place of what was counted, figure by figure', () => {
	const one = (of: Tally['of'], amount: number): Tally => ({
		...tally.sample(),
		event: EVENTS[0],
		of,
		amount
	});
	const all = [one('person', 40), one('person', -2), one('item_out', 9), one('bag', -1)];
	const said = after(EVENTS[0], { person: 60 });
	expect(figuresOf(all, EVENTS[0], said)).toMatchObject({ person: 60, item_out: 9, bag: 0 });
	expect(addDays(eventDays([...all, said]))).toEqual(
		addDays([
			{ day: all[0]!.at.slice(0, 10), items: 9 },
			{ day: '2027-07-10', attendance: 60 }
		])
	);
	expect(addDays(eventDays(all))).toEqual([{ day: all[0]!.at.slice(0, 10), attendance: 38, items: 9 }]);
	expect(outcome.check(said)).toEqual([]);
});
