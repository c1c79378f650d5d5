import { expect, test } from 'vitest';
import { aroundOf, isMaybeNear } from './audit-reach.ts';
import { NOT_YET } from './audit-state.ts';

const point: [number, number] = [-2.16, 53.6];
const area: [number, number][] = [
	[0, 0],
	[2, 0],
	[2, 2],
	[0, 2],
	[0, 0]
];

test('an audit is around the group’s place as far as was chosen, or in its patches where they are drawn', () => {
	expect(aroundOf(500, { point, patches: [{ area }] })).toEqual({ from: point, metres: 500 });
	expect(aroundOf('patches', { point, patches: [{}, { area }] })).toEqual({
		from: point,
		areas: [area.slice(0, 4)]
	});
	expect(aroundOf('patches', { point, patches: [{}] })).toEqual({ from: point, metres: 2000 });
});

test('a group that is nowhere goes by its patches, or by where somebody stands; else nothing can be said', () => {
	expect(aroundOf(1000, { patches: [{ area }] })).toEqual({ from: [1, 1], metres: 1000 });
	expect(aroundOf(1000, { patches: [] }, [3, 4])).toEqual({ from: [3, 4], metres: 1000 });
	expect(aroundOf(1000, { point, patches: [] }, [3, 4])).toMatchObject({ from: [3, 4] });
	expect(aroundOf(1000, { patches: [{}] })).toBeUndefined();
});

test('what has no position may be near by its postcode or its place, and what the group added always may', () => {
	const row = (more: object) => ({
		...{ state: NOT_YET, needs: [] },
		coop: { id: 'cuk:R1', name: 'Dairy', needs: [], ...more }
	});
	const near = [row({ postcode: 'OL16 1AA' })];
	expect(isMaybeNear(row({ postcode: 'OL12 0NU' }), near, {})).toBe(true);
	expect(isMaybeNear(row({ postcode: 'O1 0NU' }), near, {})).toBe(false);
	expect(isMaybeNear(row({ postcode: 'BT28 1AA' }), near, {})).toBe(false);
	expect(isMaybeNear(row({ postcode: 'BT28 1AA' }), [], { postcode: 'BT1 5GS' })).toBe(true);
	expect(isMaybeNear(row({ place: 'Lisburn' }), [], { place: ' lisburn' })).toBe(true);
	expect(isMaybeNear(row({}), near, { place: 'Lisburn' })).toBe(false);
	expect(isMaybeNear(row({ id: 'coop:01k0toad0ane000000000000q1' }), [], {})).toBe(true);
});
