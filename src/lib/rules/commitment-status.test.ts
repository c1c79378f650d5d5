import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitment, progress, undo, type Commitment, type Progress } from '../records/index.ts';
import { commitmentStatus, countFed } from './commitment-status.ts';
import type { FedDay } from './door-state.ts';

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
let made = 0;
const logged = (date: number, entry: Pick<Progress, 'value' | 'change'>): Progress => {
	const { value: _value, ...sample } = progress.sample();
	const _id = `progress:01k0toad0ane00000000000${String(++made).padStart(3, '0')}`;
	return { ...sample, _id, at: on(date).toISOString(), ...entry };
};
const on = (date: number) => new Date(`2026-07-${String(date).padStart(2, '0')}T12:00:00.000Z`);
const stand = (entries: Progress[], date = 6, kind = collect(), fed: FedDay[] = []) =>
	commitmentStatus(kind, entries, [], fed, on(date));

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
		expect(commitmentStatus(collect(), [], [], [], new Date('2026-06-01T00:00:00Z')).status).toBe(
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
		expect(commitmentStatus(collect(), [first, second, other], [taken], [], on(6)).value).toBe(10);
	});

	it('comes to the same in any order', () => {
		const fed: FedDay[] = [3, 4].map((date) => ({ day: `2026-07-0${date}`, doors: 7, talks: 0, cards: 0 }));
		const shuffled = (mixed: Progress[]) =>
			commitmentStatus(collect({ fed_by: 'doors' }), mixed, [], fed, on(6));
		fc.assert(
			fc.property(fc.shuffledSubarray(entries, { minLength: 4 }), (mixed) => {
				expect(shuffled(mixed)).toEqual(shuffled(entries));
				expect(shuffled([...mixed, ...mixed])).toEqual(shuffled(entries));
			})
		);
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
		expect(countFed(days, measure, '2026-07-01T09:00:00.000Z', '2026-07-11')).toBe(sum);
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
