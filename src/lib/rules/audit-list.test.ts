import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit, NEEDS, SEEN, type AuditNote } from '../records/index.ts';
import { auditList, nearestByNeed, type AuditList, type ListedCoop } from './audit-list.ts';
import { auditProgress, per10000 } from './audit-progress.ts';
import { metresBetween } from './distance.ts';

const today = '2026-09-20';
/** Toad Lane; a hundredth of a degree to the north is 1,112 metres. */
const from: [number, number] = [-2.16, 53.6176];
const north = (metres: number): [number, number] => [from[0], from[1] + metres / 111_195];

const listed = (id: string, metres?: number, more: Partial<ListedCoop> = {}): ListedCoop => ({
	...{ id: `cuk:${id}`, name: `Co-op ${id}`, needs: [] },
	...(metres !== undefined && { point: north(metres) }),
	...more
});
let made = 0;
const look = (of: string, more: Partial<AuditNote> = {}): AuditNote => ({
	...audit.sample(),
	_id: `audit:${String(++made).padStart(26, '0')}`,
	of,
	...more
});
const ids = ({ near, no_data }: AuditList) => [near, no_data].map((rows) => rows.map(({ coop }) => coop.id));

test('distances are those of the earth', () => {
	// A degree of latitude is the same anywhere; one of longitude half as long at 60°; the date line is no wall.
	expect(metresBetween([-2, 53], [-2, 54]) / 111_195).toBeCloseTo(1, 4);
	expect(metresBetween([-2, 60], [-1, 60]) / 55_597).toBeCloseTo(1, 3);
	expect(metresBetween([179.999, 0], [-179.999, 0])).toBeCloseTo(222.4, 0);
	expect(metresBetween(from, from)).toBe(0);
});

describe('the list of an audit', () => {
	const coops = [
		listed('far', 900),
		listed('near', 100, { needs: ['food'] }),
		listed('beyond', 1100),
		listed('zoo'),
		listed('abbey', undefined, { postcode: 'BT1 5GS' })
	];

	test('has what is in reach, the nearest first; what has no position stands apart and is never dropped', () => {
		const list = auditList(coops, [], { from, metres: 1000 }, today);
		expect(ids(list)).toEqual([
			['cuk:near', 'cuk:far'],
			['cuk:abbey', 'cuk:zoo']
		]);
		expect(list.near[0]).toMatchObject({ state: { looks: 0 }, needs: ['food'] });
		expect(list.near[0]?.metres).toBeCloseTo(100, 0);
	});

	test('of areas has what lies in any of them', () => {
		const [x, y] = from;
		const area: [number, number][] = [
			[x - 0.01, y + 0.006],
			[x + 0.01, y + 0.006],
			[x + 0.01, y + 0.1],
			[x - 0.01, y + 0.1]
		];
		const beside = listed('beside', undefined, { point: [x + 0.009, y + 0.007] });
		const within = (...areas: [number, number][][]) =>
			ids(auditList([...coops, beside], [], { from, areas }, today))[0];
		expect(within(area)).toEqual(['cuk:far', 'cuk:beside', 'cuk:beyond']);
		// With a dent where it lies.
		const dent: [number, number][] = [
			[x + 0.005, y + 0.006],
			[x + 0.005, y + 0.09]
		];
		expect(within(area.toSpliced(1, 1, ...dent))).toEqual(['cuk:far', 'cuk:beyond']);
		const south = area.map(([ax, ay]): [number, number] => [ax, ay - 0.0065]);
		expect(within(area, south)).toEqual(['cuk:near', 'cuk:far', 'cuk:beside', 'cuk:beyond']);
		expect(within()).toEqual([]);
	});

	test('shows each as it was seen last, and where it moved to', () => {
		const notes = [
			look('cuk:near', { seen: 'moved', moved_to: { point: north(950) }, needs: ['food', 'work'] }),
			look('cuk:beyond', { seen: 'moved', moved_to: { point: north(50) } }),
			look('cuk:far', { seen: 'moved', moved_to: { place: 'Drake Street' } })
		];
		const list = auditList(coops, notes, { from, metres: 1000 }, today);
		expect(ids(list)[0]).toEqual(['cuk:beyond', 'cuk:far', 'cuk:near']);
		expect(list.near[2]?.needs).toEqual(['food', 'work']);
	});

	test('has every co-op once at most, in the same order however they come', () => {
		const coop = fc.record({
			metres: fc.option(fc.constantFrom(10, 10, 400, 999, 1500), { nil: undefined }),
			seen: fc.option(fc.constantFrom(...SEEN), { nil: undefined }),
			needs: fc.subarray([...NEEDS])
		});
		fc.assert(
			fc.property(fc.array(coop, { maxLength: 12 }), fc.boolean(), (all, covered) => {
				const coops = all.map(({ metres, needs }, i) => listed(`${i}`, metres, { needs }));
				const notes = all.flatMap(({ seen }, i) => (seen ? [look(`cuk:${i}`, { seen })] : []));
				const list = auditList(coops, notes, { from, metres: 1000 }, today);
				const again = auditList(coops.toReversed(), notes.toReversed(), { from, metres: 1000 }, today);
				expect(again).toEqual(list);
				const [near = [], apart = []] = ids(list);
				const inReach = coops.filter((_, i) => (all[i]?.metres ?? 1500) <= 1000).map(({ id }) => id);
				expect([...near].sort()).toEqual(inReach.sort());
				expect(apart).toHaveLength(all.filter(({ metres }) => metres === undefined).length);
				const found = auditProgress(list, { covered });
				expect(found.looked_at + found.not_yet).toBe(found.listed);
				expect(found.here + found.gone + found.not_coops).toBe(near.length);
				for (const { state, coops, nearest } of found.needs) {
					expect(state === 'met').toBe(coops > 0);
					expect(state === 'met').toBe(nearest !== undefined);
					expect(state).not.toBe(covered ? 'no_data' : 'not_met');
				}
			})
		);
	});
});

describe('a co-op with branches', () => {
	const shop = 'cuk-outlets:R1-OL161AA';
	const other = 'cuk-outlets:R1-OL161AB';
	const owner = { id: 'cuk-organisations:R1', name: 'Pioneers' };
	const coops = [
		{ ...listed('office', 40_000, { needs: ['food'] }), id: owner.id },
		{ ...listed('shop', 100, { needs: ['food'] }), id: shop, owner },
		{ ...listed('undertaker', 200), id: other, owner },
		listed('bakery', 300, { needs: ['food'] })
	];

	test('is walked to at its shop, and its office is far away', () => {
		const list = auditList(coops, [], { from, metres: 1000 }, today);
		expect(ids(list)[0]).toEqual([shop, other, 'cuk:bakery']);
		const everywhere = auditList(coops, [], { from, metres: Infinity }, today);
		expect(ids(everywhere)[0]?.at(-1)).toBe(owner.id);
		expect(nearestByNeed(everywhere.near).food?.coop).toMatchObject({ id: shop, owner });
		const gone = auditList(coops, [look(shop, { seen: 'gone' })], { from, metres: 1000 }, today);
		expect(nearestByNeed(gone.near).food?.coop.id).toBe('cuk:bakery');
	});

	test('is one co-op here, though each of its branches is looked at', () => {
		const list = auditList(coops, [look(shop), look(other)], { from, metres: 1000 }, today);
		const found = auditProgress(list, { covered: true });
		expect(found).toMatchObject({ listed: 3, looked_at: 2, confirmed: 2, here: 2, here_unknown: 0 });
		expect(found.needs[0]).toMatchObject({ need: 'food', coops: 2 });
	});
});

describe('how far an audit has got', () => {
	const own = 'coop:01k0toad0ane000000000000q1';
	const coops = [
		listed('a', 100, { needs: ['food'] }),
		listed('b', 200, { needs: ['food', 'finance'] }),
		listed('c', 300, { needs: ['housing'] }),
		listed('d', 400, { needs: ['care'] }),
		listed('e', 500),
		listed('f'),
		{ ...listed('x', 600, { needs: ['energy'] }), id: own }
	];
	const notes = [
		look('cuk:a'),
		look('cuk:c', { seen: 'gone' }),
		look('cuk:d', { is_coop: 'charity' }),
		look('cuk:e', { seen: 'unsure', created_by: 'member:01k0toad0ane000000000000m2' }),
		look(own, { seen: 'new' })
	];
	const list = auditList(coops, notes, { from, metres: 1000 }, today);
	const needs = (covered: boolean) =>
		Object.fromEntries(auditProgress(list, { covered }).needs.map((one) => [one.need, one.state]));

	test('is told of what the directory lists, and what was found beside it', () => {
		expect(auditProgress(list, { covered: true })).toMatchObject({
			...{ listed: 5, looked_at: 4, not_yet: 1, confirmed: 2, gone: 1, moved: 0, unsure: 1 },
			...{ not_coops: 1, new: 1, differs: 0, no_data: 1, here: 4, here_unknown: 1 }
		});
	});

	test('a need is met by what is here and is a co-op, and by the nearest first', () => {
		expect(needs(true)).toEqual({
			...{ food: 'met', finance: 'met', energy: 'met' },
			...{ housing: 'not_met', care: 'not_met', work: 'not_met' },
			...{ culture: 'not_met', transport: 'not_met' }
		});
		const [food] = auditProgress(list, { covered: true }).needs;
		expect(food).toMatchObject({ need: 'food', coops: 2, nearest: { id: 'cuk:a', name: 'Co-op a' } });
		expect(food?.nearest?.metres).toBeCloseTo(100, 0);
	});

	test('a part of the country without positions has no data where nothing was found, and is no desert', () => {
		expect(needs(false)).toMatchObject({ food: 'met', housing: 'no_data', transport: 'no_data' });
	});

	test('the nearest beyond reach is found in a longer list, and never one that is gone', () => {
		const wide = auditList(
			[...coops, listed('g', 5000, { needs: ['housing'] })],
			notes,
			{ from, metres: 50_000 },
			today
		);
		expect(nearestByNeed(wide.near).housing?.coop.id).toBe('cuk:g');
		expect(nearestByNeed(wide.near).transport).toBeUndefined();
	});

	test('one that was found and has gone since is not new any more, nor asked what it was for', () => {
		const at = '2026-09-19T10:00:00.000Z';
		const closed = [...notes, ...[own, 'cuk:e'].map((of) => look(of, { seen: 'gone', at }))];
		const again = auditList(coops, closed, { from, metres: 1000 }, today);
		expect(auditProgress(again, { covered: true })).toMatchObject({
			new: 0,
			listed: 5,
			gone: 2,
			here_unknown: 0
		});
	});

	test('two who differ are told of', () => {
		const differ = [
			...notes,
			look('cuk:a', { seen: 'gone', created_by: 'member:01k0toad0ane000000000000m2' })
		];
		const again = auditList(coops, differ, { from, metres: 1000 }, today);
		expect(auditProgress(again, { covered: true }).differs).toBe(1);
	});
});

test('co-ops are set against the people of a place, where anybody knows how many they are', () => {
	expect(per10000(22, 220_000)).toBe(1);
	expect(per10000(0, 220_000)).toBe(0);
	expect(per10000(22, undefined)).toBeUndefined();
	expect(per10000(22, 0)).toBeUndefined();
});
