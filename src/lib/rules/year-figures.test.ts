import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	commitment,
	progress,
	round,
	story,
	undo,
	visit,
	type Commitment,
	type Progress
} from '../records/index.ts';
import { yearFigures, type YearRecords } from './year-figures.ts';

const [ann, bob] = ['member:01k0toad0ane000000000000m1', 'member:01k0toad0ane000000000000m2'];
const id = (type: string, n: number) => `${type}:01k0toad0ane0000000000${String(n).padStart(4, '0')}`;
const on = (day: string) => `${day}T18:00:00.000Z`;

const food: Commitment = {
	...commitment.sample(),
	_id: id('commitment', 1),
	area: 'enterprise',
	created_at: on('2026-02-01'),
	measure: { label: 'Households', unit: 'households', kind: 'count', adds: 'latest', better: 'up' },
	baseline: { value: 5, at: on('2026-02-01') },
	target: { value: 40, by: '2027-12-31' }
};
const doors: Commitment = {
	...commitment.sample(),
	_id: id('commitment', 2),
	created_at: on('2026-08-01'),
	baseline: { value: 0, at: on('2026-08-01') },
	target: { value: 10, by: '2027-06-30' }
};
const entry = (n: number, day: string, value: number, by = ann, extra: Partial<Progress> = {}): Progress => ({
	...progress.sample(),
	_id: id('progress', n),
	commitment: food._id,
	at: on(day),
	created_at: on(day),
	created_by: by,
	value,
	...extra
});
const went = (n: number, day: string, by = ann, patch = 1) => ({
	...visit.sample(),
	_id: id('visit', n),
	at: on(day),
	created_by: by,
	patch: id('patch', patch)
});
const records: YearRecords = {
	commitments: [food, doors],
	progress: [
		entry(1, '2026-05-31', 9),
		entry(2, '2026-07-01', 12),
		entry(3, '2026-09-01', 20, bob),
		entry(4, '2026-09-01', 25, bob, { corrects: id('progress', 3) }),
		entry(5, '2027-01-01', 99),
		entry(6, '2027-06-01', 60)
	],
	undos: [{ ...undo.sample(), of: id('progress', 5) }],
	fed: [
		{ day: '2026-05-31', doors: 50, talks: 9 },
		{ day: '2026-08-02', doors: 6, talks: 2, cards: 4 },
		{ day: '2027-05-31', doors: 5 },
		{ day: '2027-06-01', doors: 80 }
	],
	visits: [
		went(1, '2026-05-31'),
		went(2, '2026-08-02', bob),
		went(3, '2026-08-02', ann, 2),
		went(4, '2026-08-03')
	],
	rounds: [{ ...round.sample(), start: on('2026-08-02'), created_by: bob }],
	stories: [
		{ ...story.sample(), created_at: on('2026-09-01'), created_by: ann },
		{ ...story.sample(), _id: id('story', 2), created_at: on('2026-05-01') }
	]
};
const year = (changes: Partial<YearRecords> = {}, closed?: string) =>
	yearFigures({ ...records, ...changes }, '2026-06-01', '2027-05-31', closed);

describe('the figures of a year', () => {
	test('are what was counted from its first day to its last, and nothing before or after', () => {
		expect(year()).toMatchObject({
			fed: { doors: 11, talks: 2, cards: 4 },
			days: 2,
			entries: 2,
			patches: [
				{ patch: id('patch', 1), visits: 2 },
				{ patch: id('patch', 2), visits: 1 }
			]
		});
		expect(year().stories.map(({ _id }) => _id)).toEqual([story.sample()._id]);
	});

	test('tell where each commitment stood when it began and when it ended', () => {
		const [first, second] = year().commitments;
		expect(first).toMatchObject({ commitment: { _id: doors._id }, began: 0, ended: 11, status: 'achieved' });
		expect(second).toMatchObject({ commitment: { _id: food._id }, began: 9, ended: 25, entries: 2 });
		expect(second?.within.map(({ value }) => value)).toEqual([12, 25]);
		expect(second?.series.map(({ value }) => value)).toEqual([9, 12, 25]);
	});

	test('name who did something, those who did most first', () => {
		expect(year().people).toEqual([
			{ member: ann, doors: 2, rounds: 0, entries: 1, stories: 1 },
			{ member: bob, doors: 1, rounds: 1, entries: 1, stories: 0 }
		]);
	});

	test('leave out what was taken back and what was passed by', () => {
		const undos = [...records.undos, { ...undo.sample(), _id: id('undo', 9), of: id('visit', 2) }];
		expect(year({ undos }).people).toMatchObject([{ member: ann }, { member: bob, doors: 0 }]);
		const visits = [{ ...went(1, '2026-08-02'), result: 'skipped' as const }];
		expect(year({ visits }).patches).toEqual([]);
	});

	test('leave out a commitment that was dropped before, and one made after', () => {
		const gone = { ...food, dropped: { at: on('2026-05-31') } };
		expect(year({ commitments: [gone] }).commitments).toEqual([]);
		expect(year({ commitments: [{ ...food, created_at: on('2027-06-01') }] }).commitments).toEqual([]);
		const now = { ...food, dropped: { at: on('2026-06-01') } };
		expect(year({ commitments: [now] }).commitments).toMatchObject([{ status: 'dropped' }]);
	});

	test('keep the targets that were left within it in sight', () => {
		const former = [
			{ value: 30, by: '2026-12-31', until: on('2026-10-01') },
			{ value: 20, by: '2026-12-31', until: on('2026-03-01') }
		];
		expect(year({ commitments: [{ ...food, former }] }).commitments[0]?.former).toEqual([former[0]]);
	});

	test('are the same after what its review changed as they were before', () => {
		const closed = '2027-05-31T20:00:00.000Z';
		const changed: Commitment = {
			...food,
			target: { value: 100, by: '2028-05-31' },
			former: [{ ...food.target, until: closed }]
		};
		const dropped = { ...doors, dropped: { at: closed } };
		expect(year({ commitments: [changed, dropped] }, closed)).toEqual(year());
		expect(year({ commitments: [changed, dropped] })).not.toEqual(year());
	});

	test('are the same in whatever order the records came', () => {
		const shuffled = fc.record(
			Object.fromEntries(
				Object.entries(records).map(([name, list]) => [
					name,
					fc.shuffledSubarray([...list], { minLength: list.length })
				])
			)
		) as unknown as fc.Arbitrary<YearRecords>;
		fc.assert(
			fc.property(shuffled, (other) => {
				expect(year(other)).toEqual(year());
			})
		);
	});

	test('of a year in which nothing happened are nothing', () => {
		const none = { commitments: [], progress: [], undos: [], fed: [], visits: [], rounds: [], stories: [] };
		expect(yearFigures(none, '2026-06-01', '2026-06-01')).toEqual({
			...{ from: '2026-06-01', to: '2026-06-01', fed: {}, days: 0, commitments: [], entries: 0 },
			...{ stories: [], people: [], patches: [] }
		});
	});
});
