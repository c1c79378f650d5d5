import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresBetween } from '../distance.ts';
import { findClusters } from './clusters.ts';
import { coopAt } from './testing.ts';

/** So many in a row, a step of about 66 metres apart. */
const row = (count: number, x: number, more = {}) =>
	Array.from({ length: count }, (_, i) => coopAt(x + i / 1000, 53.6, more));

describe('clusters', () => {
	it('are co-ops of one trade of which each is near the next', () => {
		const found = findClusters([
			...row(6, -2.1, { place: 'Rochdale' }),
			...row(4, -2.1, { sector: 'Transport' }),
			...row(4, -3)
		]);
		expect(found).toMatchObject([
			{ sector: 'Retail', coops: 6, place: 'Rochdale', places: 6, stacked: { coops: 1, most: false } }
		]);
	});

	it('say when most are registered under one roof', () => {
		const roof = Array.from({ length: 5 }, () => coopAt(-2, 53.6, { postcode: 'OL16 1AD' }));
		expect(findClusters([...roof, ...row(2, -2.0035)])).toMatchObject([
			{ coops: 7, places: 3, stacked: { coops: 5, postcode: 'OL16 1AD', most: true } }
		]);
	});

	it('are made of no trade that says nothing, and of nothing without a place', () => {
		expect(findClusters([...row(6, -2, { sector: 'Other' }), ...row(6, -3, { sector: undefined })])).toEqual(
			[]
		);
		expect(findClusters(row(6, -2, { point: undefined }))).toEqual([]);
	});

	it('reach a kilometre from one to the next, and are five', () => {
		const apart = (degrees: number, count: number) =>
			Array.from({ length: count }, (_, i) => coopAt(-2 + i * degrees, 53.6));
		expect(findClusters(apart(0.0145, 5))).toHaveLength(1);
		expect(findClusters(apart(0.0157, 5))).toEqual([]);
		expect(findClusters(apart(0.0145, 4))).toEqual([]);
	});

	it('come the largest first, each with the id of its first', () => {
		const [large, small] = [row(7, -2), row(5, -3)];
		const found = findClusters([...small, ...large].reverse());
		expect(found.map(({ coops, id }) => [coops, id])).toEqual([
			[7, large[0]!.id],
			[5, small[0]!.id]
		]);
	});

	it('are not under one roof with half of them', () => {
		const half = Array.from({ length: 3 }, () => coopAt(-2, 53.6));
		expect(findClusters([...half, ...row(3, -2.0035)])[0]?.stacked).toMatchObject({ coops: 3, most: false });
	});

	it('say nothing of members and referrals, which nobody has told', () => {
		const [found] = findClusters(row(6, -2));
		expect(found).not.toHaveProperty('members');
		expect(found).not.toHaveProperty('referrals');
	});

	it('are the same as when everything is compared with everything', () => {
		const place = fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }));
		fc.assert(
			fc.property(
				fc.array(place, { maxLength: 60 }),
				fc.integer({ min: 200, max: 3000 }),
				(places, metres) => {
					const coops = places.map(([x, y]) => coopAt(-2 + x / 1e5, 53.6 + y / 1e5));
					const left = new Set(coops);
					const sizes: number[] = [];
					while (left.size > 0) {
						const group = [[...left][0]!];
						left.delete(group[0]!);
						for (const one of group)
							for (const other of left)
								if (metresBetween(one.point!, other.point!) <= metres && left.delete(other))
									group.push(other);
						sizes.push(group.length);
					}
					const found = findClusters(coops, { metres, least: 1 }).map((one) => one.coops);
					expect(found.sort((a, b) => a - b)).toEqual(sizes.sort((a, b) => a - b));
				}
			)
		);
	});
});
