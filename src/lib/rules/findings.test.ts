import { expect, test } from 'vitest';
import { audit } from '../records/index.ts';
import { auditList, type ListedCoop } from './audit-list.ts';
import { findings, isCovered } from './findings.ts';
import type { Need } from './needs.ts';

const from: [number, number] = [-2.16, 53.6176];
const coop = (id: string, metres: number, needs: Need[]): ListedCoop => ({
	...{ id, name: `Co-op ${id}`, needs },
	point: [from[0], from[1] + metres / 111_195]
});
const reached = (coops: ListedCoop[], covered = true, notes = [] as Parameters<typeof auditList>[1]) =>
	findings(
		auditList(coops, notes, { from, metres: 2000 }, '2026-09-20'),
		auditList(coops, notes, { from, metres: Infinity }, '2026-09-20').near,
		covered
	);
const of = ({ needs }: ReturnType<typeof findings>, need: Need) => needs.find((one) => one.need === need);

test('a need is met by the nearest here, and where nobody here does it the nearest further off is told', () => {
	const found = reached([
		coop('cuk:1', 900, ['food']),
		coop('cuk:2', 300, ['food']),
		coop('cuk:3', 4000, ['finance'])
	]);
	expect(of(found, 'food')).toMatchObject({ state: 'met', nearest: { coop: { id: 'cuk:2' } } });
	expect(of(found, 'finance')).toMatchObject({ state: 'not_met', nearest: { coop: { id: 'cuk:3' } } });
	expect(of(found, 'finance')?.nearest?.metres).toBeCloseTo(4000, -1);
	expect(of(found, 'care')).toEqual({ need: 'care', state: 'not_met' });
	expect(found.needs).toHaveLength(8);
});

test('one that somebody saw to be gone is not the nearest', () => {
	const gone = { ...audit.sample(), of: 'cuk:1', seen: 'gone' as const };
	const found = reached([coop('cuk:1', 300, ['food']), coop('cuk:2', 3000, ['food'])], true, [gone]);
	expect(of(found, 'food')).toMatchObject({ state: 'not_met', nearest: { coop: { id: 'cuk:2' } } });
});

test('where the directory places nothing, a need is no data and nobody far away is told instead', () => {
	const found = reached([coop('cuk:1', 90_000, ['food']), coop('coop:1', 200, ['care'])], false);
	expect(of(found, 'food')).toEqual({ need: 'food', state: 'no_data' });
	expect(of(found, 'care')).toMatchObject({ state: 'met', nearest: { coop: { id: 'coop:1' } } });
});

test('whether a place is covered is its district’s word, or else that of what is listed around', () => {
	const rows = (id: string, metres: number) =>
		auditList([coop(id, metres, [])], [], { from, metres: Infinity }, '2026-09-20').near;
	expect(isCovered({ coops: 0 }, [])).toBe(true);
	expect(isCovered({}, rows('cuk:1', 100))).toBe(false);
	expect(isCovered(undefined, rows('cuk:1', 29_000))).toBe(true);
	expect(isCovered(undefined, rows('cuk:1', 31_000))).toBe(false);
	expect(isCovered(undefined, rows('coop:1', 100))).toBe(false);
});
