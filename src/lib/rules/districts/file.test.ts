import { expect, test } from 'vitest';
import { districtAt, openDistricts } from './file.ts';

const file = {
	...{ format: 'toad-lane/districts', version: 1, sources: [], country: { coops: 3, population: 20_000 } },
	districts: [
		{ code: 'E07000001', name: 'Rochdale', nation: 'England', class: 'few', coops: 3, needs: [1, 2] }
	],
	outlines: {
		type: 'Topology',
		arcs: [
			[
				[-3, 53],
				[-2, 53],
				[-2, 54],
				[-3, 54],
				[-3, 53]
			]
		],
		objects: {
			districts: { type: 'GeometryCollection', geometries: [{ type: 'MultiPolygon', arcs: [[[0]]] }] }
		}
	}
};

test('a file opens, and says of a need that an older one did not know of that nobody serves it', () => {
	const opened = openDistricts(file);
	if (!opened.ok) throw new Error(opened.why);
	expect(districtAt(opened.opened, [-2.5, 53.5])).toMatchObject({
		...{ name: 'Rochdale', coops: 3 },
		needs: { food: 1, finance: 2, transport: 0 }
	});
	expect(districtAt(opened.opened, [-1, 53.5])).toBeUndefined();
});

test.each<[string, unknown, string]>([
	['nothing', null, 'damaged'],
	['something else', { format: 'toad-lane/coops', version: 1 }, 'damaged'],
	['one from a newer version', { ...file, version: 2 }, 'too_new'],
	['one without outlines', { ...file, outlines: undefined }, 'damaged'],
	['one with an outline too many', { ...file, districts: [] }, 'damaged'],
	['one whose arcs are cut short', { ...file, outlines: { ...file.outlines, arcs: [] } }, 'damaged'],
	[
		'one whose corners are no numbers',
		{
			...file,
			outlines: {
				...file.outlines,
				arcs: [
					[
						['a', 53],
						[1, 2],
						[2, 2],
						['a', 53]
					]
				]
			}
		},
		'damaged'
	],
	[
		'one with a count below nothing',
		{ ...file, districts: [{ ...file.districts[0], coops: -1 }] },
		'damaged'
	],
	[
		'one of a class that nobody knows',
		{ ...file, districts: [{ ...file.districts[0], class: 'worst' }] },
		'damaged'
	]
])('%s is told', (_, value, why) => {
	expect(openDistricts(value)).toEqual({ ok: false, why });
});
