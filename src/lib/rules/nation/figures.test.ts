import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Council } from './asked.ts';
import { Counting, figuresOf, partsOf, type Told } from './figures.ts';
import { FIGURES, figureTable, wholeTable } from './figure-tables.ts';
import type { Promised } from './summary.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');
const COUNCILS = new Map<string, Council>([
	['E1', { code: 'E1', name: 'Rochdale', nation: 'England', region: 'North West', cooperative: true }],
	['E2', { code: 'E2', name: 'Leeds', nation: 'England', region: 'Yorkshire' }],
	['W1', { code: 'W1', name: 'Gwynedd', nation: 'Wales' }]
]);

const promise = (more: Partial<Promised> = {}): Promised => ({
	...{ area: 'action', status: 'on_track', kind: 'count', made: '2026-02-10' },
	...more
});

const told = (
	summary: Partial<Told['summary']>,
	promised: Promised[] = [],
	more: Partial<Told> = {}
): Told => ({
	summary: {
		...{ slug: 'one', name: 'One', kind: 'village', tags: [], commitments: [], since: '2026-01-05' },
		...summary
	},
	promised,
	...{ stories: 0, events: 0, coops: 0 },
	...more
});

function counted(all: Told[]) {
	const counting = new Counting(NOW);
	counting.told(all);
	return counting.counted;
}

const figures = (all: Told[], scope = {}) => figuresOf(counted(all), COUNCILS, scope, NOW);

describe('the nation in figures', () => {
	it('adds up what communities promised, by area, by kind and by example', () => {
		const of = figures([
			told({ council: 'E1' }, [
				promise(),
				promise({ area: 'enterprise', status: 'achieved', example: 'care' })
			]),
			told({ kind: 'town', pilot: true }, [promise({ status: 'missed', example: 'care' })], {
				coops: 3,
				stories: 1
			})
		]);
		expect(of).toMatchObject({
			communities: 2,
			pilots: 1,
			unplaced: 1,
			commitments: 3,
			coops: 3,
			stories: 1
		});
		expect(of.status).toMatchObject({ on_track: 1, achieved: 1, missed: 1, behind: 0 });
		expect(of.areas.map(({ area, commitments }) => [area, commitments])).toEqual([
			['action', 2],
			['enterprise', 1]
		]);
		expect(of.kinds.find(({ kind }) => kind === 'town')).toMatchObject({ communities: 1, commitments: 1 });
		expect(of.examples).toMatchObject([
			{ example: 'care', commitments: 2, status: { achieved: 1, missed: 1 } }
		]);
	});

	it('counts whoever was not heard of for long, and what is made up, apart from everything else', () => {
		const of = figures([
			told({ since: '2023-01-05' }, [promise({ status: 'achieved' })], { events: 4 }),
			told({ tags: ['demo'] }, [promise()]),
			told({ since: '2023-01-05', reviewed: '2026-10-01' })
		]);
		expect(of).toMatchObject({ communities: 1, dormant: 1, demo: 1, commitments: 0, events: 0 });
		expect(of.status.achieved).toBe(0);
	});

	it('says over time what was registered, made and achieved, without gaps and without days that can’t be', () => {
		const of = figures([
			told({ since: '2026-09-05' }, [
				promise({ made: '2026-09-06', status: 'achieved', reached: '2026-11-02' }),
				promise({ made: '2031-01-01' }),
				promise({ made: '1970-01-01', status: 'achieved' })
			])
		]);
		expect(of.months).toEqual([
			{ month: '2026-09', registered: 1, made: 1, achieved: 0 },
			{ month: '2026-10', registered: 0, made: 0, achieved: 0 },
			{ month: '2026-11', registered: 0, made: 0, achieved: 1 }
		]);
		expect(of.achieved_undated).toBe(1);
		expect(figures([]).months).toEqual([]);
	});

	it('goes from nations to regions to councils, and marks the co-operative ones', () => {
		const all = [told({ council: 'E1' }), told({ council: 'E2' }), told({ council: 'W1' }), told({})];
		const names = (scope: object) => figures(all, scope).places.map(({ level, name }) => `${level} ${name}`);
		expect(names({})).toEqual(['nation England', 'nation Wales', 'nation undefined']);
		expect(names({ nation: 'England' })).toEqual(['region North West', 'region Yorkshire']);
		expect(names({ nation: 'Wales' })).toEqual(['council Gwynedd']);
		expect(figures(all, { region: 'North West' }).places).toMatchObject([
			{ name: 'Rochdale', code: 'E1', cooperative: true, communities: 1 }
		]);
		expect(figures(all, { council: 'E2' })).toMatchObject({ communities: 1, unplaced: 0 });
		expect(partsOf(counted(all), COUNCILS).map(({ name }) => name)).toEqual(['Gwynedd', 'Leeds', 'Rochdale']);
	});

	it('sums what counts by itself, with how many commitments say so', () => {
		const fed = (value?: number) => promise({ fed_by: 'doors', ...(value !== undefined && { value }) });
		const of = figures([told({}, [fed(40), fed(2), fed()])]);
		expect(of.counted).toEqual([{ feed: 'doors', value: 42, commitments: 2 }]);
	});

	it('says the same when what changed is taken out and put in again as when all is counted', () => {
		const one = fc
			.record({
				council: fc.constantFrom('E1', 'E2', 'W1', undefined),
				since: fc.constantFrom('2023-01-05', '2025-06-01', '2026-09-05'),
				tag: fc.constantFrom('demo', 'food'),
				value: fc.constantFrom(0.1, 0.7, -3, 1e12),
				status: fc.constantFrom('achieved' as const, 'behind' as const),
				shown: fc.nat(3)
			})
			.map(({ council, since, tag, value, status, shown }) =>
				told(
					{ since, tags: [tag], ...(council && { council }) },
					[promise({ status, fed_by: 'saved', value })],
					{
						...{ stories: shown, events: shown, coops: 3 - shown }
					}
				)
			);
		fc.assert(
			fc.property(fc.array(one), fc.array(one), (stays, goes) => {
				const counting = new Counting(NOW);
				counting.told(goes);
				counting.told(stays);
				counting.told(goes, -1);
				expect(figuresOf(counting.counted, COUNCILS, {}, NOW)).toEqual(figures(stays));
			})
		);
	});

	it('has a table behind every figure, and all of them in one', () => {
		const of = figures([told({ council: 'E1' }, [promise({ fed_by: 'doors', value: 3, example: 'doors' })])]);
		for (const name of FIGURES) {
			const { fields, rows } = figureTable(name, of);
			expect(rows.length, name).toBeGreaterThan(0);
			for (const row of rows) expect(fields).toEqual(expect.arrayContaining(Object.keys(row)));
		}
		const { rows } = wholeTable(of);
		expect(rows).toContainEqual({ figure: 'totals', part: 'communities', what: 'value', value: 1 });
		expect(rows).toContainEqual({ figure: 'areas', part: 'action', what: 'on_track', value: 1 });
		expect(rows).toContainEqual({
			...{ figure: 'places', part: 'nation / England', what: 'communities', value: 1 }
		});
	});
});
