import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitment, progress, undo, type Commitment, type Progress } from '../records/index.ts';
import { commitmentStatus, standingEntries, takenBack } from './commitment-status.ts';
import { sumOfFeed, type FedDay } from './feeds.ts';

/** From 0 to 100 between 1 and 11 July: ten a day. */
const collect = (more: Partial<Commitment['measure']> = {}, rest: Partial<Commitment> = {}): Commitment => {
	const { fed_by: _fed, ...measure } = commitment.sample().measure;
	return {
		...commitment.sample(),
		measure: { ...measure, ...more },
		baseline: { value: 0, at: '2026-07-01T09:00:00.000Z' },
		target: { value: 100, by: '2026-07-11' },
		...rest
	};
};
const none: ReadonlySet<string> = new Set();
let made = 0;
const logged = (date: number, entry: Pick<Progress, 'value' | 'change'>): Progress => {
	const { value: _value, ...sample } = progress.sample();
	const _id = `progress:01k0toad0ane00000000000${String(++made).padStart(3, '0')}`;
	return { ...sample, _id, at: on(date).toISOString(), ...entry };
};
const on = (date: number) => new Date(`2026-07-${String(date).padStart(2, '0')}T12:00:00.000Z`);
const stand = (entries: Progress[], date = 6, kind = collect(), fed: FedDay[] = []) =>
	commitmentStatus(kind, entries, none, fed, on(date));

describe('the status of a commitment', () => {
	it.each([
		[50, 'on_track'],
		[45, 'on_track'],
		[44, 'at_risk'],
		[30, 'at_risk'],
		[29, 'behind'],
		[0, 'behind'],
		[-5, 'behind'],
		[100, 'achieved'],
		[130, 'achieved']
	])('with %i where the line stands at 50 is %s', (value, status) => {
		expect(stand([logged(5, { value })])).toMatchObject({ status, expected: 50, tracked: true, value });
	});

	it('is achieved or missed once the due date is over, and not on the day itself', () => {
		expect(stand([logged(5, { value: 99 })], 11).status).toBe('on_track');
		expect(stand([logged(5, { value: 99 })], 12).status).toBe('missed');
		expect(stand([logged(5, { value: 100 })], 12).status).toBe('achieved');
	});

	it('is untracked, with no share for a bar, when nobody logged anything', () => {
		const untracked = stand([]);
		expect(untracked).toMatchObject({ status: 'untracked', tracked: false, series: [] });
		expect(untracked).not.toHaveProperty('share');
		expect(untracked).not.toHaveProperty('value');
		expect(stand([], 20).status).toBe('untracked');
	});

	it('has not started before its first day, or while nothing has fed it', () => {
		expect(commitmentStatus(collect(), [], none, [], new Date('2026-06-01T00:00:00Z')).status).toBe(
			'not_started'
		);
		expect(stand([], 6, collect({ fed_by: 'doors' })).status).toBe('not_started');
		expect(stand([], 20, collect({ fed_by: 'doors' })).status).toBe('untracked');
	});

	it('shows a real nought as nought', () => {
		expect(stand([logged(2, { value: 0 })])).toMatchObject({ tracked: true, share: 0, value: 0 });
	});

	it('is dropped once dropped, with what was reached', () => {
		const dropped = collect({}, { dropped: { at: '2026-07-05T00:00:00.000Z' } });
		expect(stand([logged(4, { value: 40 })], 6, dropped)).toMatchObject({ status: 'dropped', share: 0.4 });
	});

	it('counts downwards where less is better, and is not done before the due date', () => {
		const waste = collect(
			{ better: 'down', adds: 'latest' },
			{
				baseline: { value: 100, at: '2026-07-01T09:00:00.000Z' },
				target: { value: 50, by: '2026-07-11' }
			}
		);
		expect(stand([logged(5, { value: 75 })], 6, waste)).toMatchObject({
			status: 'on_track',
			share: 0.5,
			expected: 75
		});
		expect(stand([logged(5, { value: 95 })], 6, waste).status).toBe('behind');
		expect(stand([logged(5, { value: 40 })], 6, waste).status).toBe('on_track');
		expect(stand([logged(5, { value: 40 })], 12, waste).status).toBe('achieved');
		expect(stand([logged(5, { value: 110 })], 6, waste)).toMatchObject({ status: 'behind', share: 0 });
	});

	it('holds a level where the target is what there is', () => {
		const keep = collect({ adds: 'latest' }, { target: { value: 0, by: '2026-07-11' } });
		expect(stand([logged(5, { value: 0 })], 6, keep)).toMatchObject({ status: 'on_track', share: 1 });
		expect(stand([logged(5, { value: -1 })], 6, keep)).toMatchObject({ status: 'behind', share: 0 });
	});

	it('has no half-way for a yes or no', () => {
		const found = collect({ kind: 'yes_no', adds: 'latest' }, { target: { value: 1, by: '2026-07-11' } });
		expect(stand([logged(5, { value: 0 })], 10, found).status).toBe('on_track');
		expect(stand([logged(5, { value: 1 })], 10, found).status).toBe('achieved');
		expect(stand([logged(5, { value: 0 })], 12, found).status).toBe('missed');
	});
});

describe('what was logged', () => {
	const entries = [
		logged(2, { value: 10 }),
		logged(3, { change: 5 }),
		logged(4, { value: 8 }),
		logged(5, { change: 1 })
	];

	it.each([
		['sum', [10, 15, 8, 9]],
		['latest', [10, 15, 8, 9]],
		['max', [10, 15, 15, 15]]
	] as const)('adds up as %s', (adds, values) => {
		expect(stand(entries, 6, collect({ adds })).series.map(({ value }) => value)).toEqual(values);
	});

	it('starts from the baseline', () => {
		const from = collect({}, { baseline: { value: 20, at: '2026-07-01T09:00:00.000Z' } });
		expect(stand([logged(3, { change: 5 })], 6, from).value).toBe(25);
	});

	it('leaves out what was taken back or belongs to another commitment', () => {
		const [first, second] = entries as [Progress, Progress];
		const taken = { ...undo.sample(), of: second._id };
		const other = { ...logged(5, { value: 99 }), commitment: 'commitment:01k0toad0ane000000000000c9' };
		expect(commitmentStatus(collect(), [first, second, other], takenBack([taken]), [], on(6)).value).toBe(10);
	});

	it('comes to the same in any order', () => {
		const fed: FedDay[] = [3, 4].map((date) => ({ day: `2026-07-0${date}`, doors: 7, talks: 0, cards: 0 }));
		const shuffled = (mixed: Progress[]) =>
			commitmentStatus(collect({ fed_by: 'doors' }), mixed, none, fed, on(6));
		fc.assert(
			fc.property(fc.shuffledSubarray(entries, { minLength: 4 }), (mixed) => {
				expect(shuffled(mixed)).toEqual(shuffled(entries));
				expect(shuffled([...mixed, ...mixed])).toEqual(shuffled(entries));
			})
		);
	});
});

describe('corrections', () => {
	const wrong = logged(4, { value: 80 });
	const right: Progress = {
		...logged(4, { value: 18 }),
		corrects: wrong._id,
		created_at: on(5).toISOString()
	};
	const later: Progress = {
		...right,
		_id: `${right._id.slice(0, -1)}z`,
		value: 19,
		created_at: on(6).toISOString()
	};
	const value = (entries: Progress[], ...undone: string[]) =>
		commitmentStatus(collect(), entries, new Set(undone), [], on(8)).value;

	it('stand in the place of what they correct, of which nothing counts any more', () => {
		expect(value([wrong, right])).toBe(18);
		expect(commitmentStatus(collect(), [wrong, right], none, [], on(8)).series).toHaveLength(1);
	});

	it('of two phones come to the later one, and a correction of a correction stands for both', () => {
		expect(value([wrong, right, later])).toBe(19);
		const again = { ...later, corrects: right._id };
		expect(value([wrong, right, again])).toBe(19);
	});

	it('give way to what they corrected when they are taken back', () => {
		expect(value([wrong, right], right._id)).toBe(80);
		expect(value([wrong, right, later], later._id)).toBe(18);
		expect(value([wrong, right], wrong._id)).toBe(18);
		expect(value([wrong, right], right._id, wrong._id)).toBeUndefined();
	});

	it('count where what they correct has not come yet', () => {
		expect(value([right])).toBe(18);
	});

	it('come to the same in any order, with any of them taken back, however they point at each other', () => {
		const ids = Array.from({ length: 6 }, (_, i) => `progress:01k0toad0ane0000000000000${i}`);
		const entry = (_id: string) =>
			fc
				.record({
					value: fc.integer({ min: 0, max: 99 }),
					corrects: fc.option(fc.constantFrom(...ids), { nil: undefined }),
					created_at: fc.constantFrom(on(5).toISOString(), on(6).toISOString())
				})
				.map((fields): Progress => ({ ...wrong, _id, ...fields }));
		fc.assert(
			fc.property(
				fc.tuple(...ids.map(entry)),
				fc.subarray(ids),
				fc.infiniteStream(fc.nat()),
				(entries, undone, dice) => {
					const mixed = entries
						.map((one) => ({ one, rank: dice.next().value ?? 0 }))
						.sort((a, b) => a.rank - b.rank)
						.map(({ one }) => one);
					const stands = standingEntries(mixed, new Set(undone));
					const ordered = (all: Progress[]) => all.map(({ _id }) => _id).sort();
					expect(ordered(stands)).toEqual(ordered(standingEntries(entries, new Set(undone))));
					expect(stands.some(({ _id }) => undone.includes(_id))).toBe(false);
				}
			)
		);
	});
});

describe('ends of the range', () => {
	it('the best of what was logged is the lowest where less is better', () => {
		const lowest = collect(
			{ adds: 'max', better: 'down' },
			{ baseline: { value: 50, at: '2026-07-01T09:00:00.000Z' }, target: { value: 10, by: '2026-07-11' } }
		);
		expect(stand([logged(3, { value: 20 }), logged(4, { value: 35 })], 6, lowest).value).toBe(20);
	});

	it('has a status however short its time, and however the figures lie', () => {
		const figure = fc.integer({ min: -1000, max: 1000 });
		fc.assert(
			fc.property(
				fc.record({ from: figure, to: figure, length: fc.nat(20), day: fc.integer({ min: 1, max: 28 }) }),
				fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), figure), { maxLength: 8 }),
				({ from, to, length, day }, values) => {
					const kind = collect(
						{ better: to < from ? 'down' : 'up' },
						{
							baseline: { value: from, at: on(1).toISOString() },
							target: {
								value: to,
								by: on(1 + length)
									.toISOString()
									.slice(0, 10)
							}
						}
					);
					const { status, share, expected, tracked } = stand(
						values.map(([date, value]) => logged(date, { value })),
						day,
						kind
					);
					expect(tracked).toBe(values.length > 0);
					if (share !== undefined) expect(share >= 0 && share <= 1).toBe(true);
					expect(expected! >= Math.min(from, to) && expected! <= Math.max(from, to)).toBe(true);
					if (tracked && day > 1 + length) expect(['achieved', 'missed']).toContain(status);
				}
			)
		);
	});

	it('of ten thousand entries and as many taken back is the same as of the rest', () => {
		const all = Array.from({ length: 10_000 }, (_, i) => ({
			...logged(1 + (i % 10), { change: 1 }),
			_id: `progress:01k0toad0ane0000000${String(i).padStart(7, '0')}`
		}));
		const undone = new Set(all.filter((_, i) => i % 2).map(({ _id }) => _id));
		const whole = commitmentStatus(collect(), all, undone, [], on(11));
		const half = commitmentStatus(
			collect(),
			all.filter(({ _id }) => !undone.has(_id)),
			none,
			[],
			on(11)
		);
		expect(whole.value).toBe(5_000);
		expect(whole).toEqual(half);
	});
});

describe('what the doors feed', () => {
	const days: FedDay[] = [
		{ day: '2026-06-30', doors: 100, talks: 50, cards: 10 },
		{ day: '2026-07-01', doors: 20, talks: 8, cards: 3 },
		{ day: '2026-07-11', doors: 10, talks: 2, cards: 1 },
		{ day: '2026-07-12', doors: 100, talks: 50, cards: 10 }
	];

	it.each([
		['doors', 30],
		['talks', 10],
		['cards', 4],
		['saved', 0],
		[undefined, 0]
	] as const)('counts %s from the baseline to the due date, both days with', (measure, sum) => {
		expect(sumOfFeed(days, measure, '2026-07-01T09:00:00.000Z', '2026-07-11')).toBe(sum);
	});

	it('moves a commitment by itself, on top of what people log', () => {
		const fed = collect({ fed_by: 'doors' });
		expect(stand([], 12, fed, days)).toMatchObject({ value: 30, tracked: true, status: 'missed' });
		expect(stand([logged(5, { change: 70 })], 12, fed, days)).toMatchObject({
			value: 100,
			status: 'achieved'
		});
		expect(stand([], 6, fed, days.slice(0, 2)).series).toEqual([
			{ at: '2026-07-01T00:00:00.000Z', value: 20 }
		]);
	});

	it('leaves a measure alone that is not fed', () => {
		expect(stand([], 6, collect(), days).tracked).toBe(false);
	});

	it('takes two tallies of one day together', () => {
		expect(
			stand([], 6, collect({ fed_by: 'doors' }), [
				...days,
				{ day: '2026-07-01', doors: 5, talks: 0, cards: 0 }
			]).series[0]?.value
		).toBe(25);
	});
});
