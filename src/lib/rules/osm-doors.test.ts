import { describe, expect, it } from 'vitest';
import { addressLine } from './addresses.ts';
import { centreOf } from './centre.ts';
import { guessColumns } from './csv-columns.ts';
import { readDoor } from './csv-doors.ts';
import { readExtract } from './osm-doors.ts';

const feature = (
	properties: object,
	geometry: object | null = { type: 'Point', coordinates: [-4.5, 54.1] }
) => ({
	type: 'Feature',
	properties,
	geometry
});
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
const lane = { 'addr:street': 'Toad Lane' };

function doors(file: unknown) {
	const read = readExtract(JSON.stringify(file));
	if (!read.ok) throw new Error(read.why);
	const columns = guessColumns(read.header);
	return read.rows.map((cells) => {
		const door = readDoor(cells, columns);
		return typeof door === 'string' ? door : { line: addressLine(door), point: door.point };
	});
}
const why = (file: unknown) => readExtract(typeof file === 'string' ? file : JSON.stringify(file));

describe('GeoJSON', () => {
	it('brings points and buildings, each with its place', () => {
		const square = [
			[-4, 54],
			[-4, 54.2],
			[-4.4, 54.2],
			[-4.4, 54],
			[-4, 54]
		];
		expect(
			doors(
				collection(
					feature({ ...lane, 'addr:housenumber': '14a' }),
					feature({ ...lane, 'addr:housenumber': 16 }, { type: 'Polygon', coordinates: [square] }),
					feature({ ...lane, 'addr:housename': 'Mill' }, { type: 'MultiPolygon', coordinates: [[square]] }),
					feature({ ...lane, 'addr:unit': 'Flat 2', 'addr:housenumber': '3' }, null)
				)
			)
		).toEqual([
			{ line: '14A Toad Lane', point: [-4.5, 54.1] },
			{ line: '16 Toad Lane', point: [-4.2, 54.1] },
			{ line: 'Mill, Toad Lane', point: [-4.2, 54.1] },
			{ line: 'Flat 2, 3 Toad Lane', point: undefined }
		]);
	});

	it('opens a building’s flats into doors, and keeps what is no list of numbers', () => {
		const flats = (text: string) =>
			doors(collection(feature({ ...lane, 'addr:housenumber': '5', 'addr:flats': text }))).length;
		expect([flats('1-6;8'), flats('A'), flats('1-9999')]).toEqual([7, 1, 1]);
	});

	it('passes over what has no address, and counts it', () => {
		const read = readExtract(
			JSON.stringify(
				collection(feature({ highway: 'residential' }), feature({ ...lane, 'addr:housenumber': '1' }))
			)
		);
		expect(read.ok && [read.rows.length, read.passed]).toEqual([1, 1]);
	});

	it('takes no shop’s name for a house, and a hamlet for a street', () => {
		expect(
			doors(collection(feature({ name: 'Bakery', 'addr:housenumber': '2', 'addr:hamlet': 'Agneash' })))
		).toEqual([{ line: '2 Agneash', point: [-4.5, 54.1] }]);
	});

	it('reads a council’s own headings', () => {
		expect(doors(collection(feature({ House_Number: '7', Street_Name: 'Mill Brow', lat: 1 })))).toEqual([
			{ line: '7 Mill Brow', point: [-4.5, 54.1] }
		]);
	});
});

describe('Overpass', () => {
	it('brings nodes, centres, outlines and ways over their nodes', () => {
		const house = (number: string) => ({ ...lane, 'addr:housenumber': number });
		const corner = (lon: number, lat: number) => ({ lon, lat });
		const [a, b, c] = [corner(-4, 54), corner(-4, 54.3), corner(-4.3, 54.3)];
		expect(
			doors({
				elements: [
					{ type: 'node', id: 1, ...a, tags: house('1') },
					{ type: 'way', id: 2, center: b, tags: house('2') },
					{ type: 'way', id: 3, geometry: [a, b, c, a], tags: house('3') },
					{ type: 'way', id: 4, nodes: [1, 5, 6, 1], tags: house('4') },
					{ type: 'node', id: 5, ...b },
					{ type: 'node', id: 6, ...c },
					{ type: 'relation', id: 7, tags: house('7') }
				]
			}).map((door) => typeof door !== 'string' && door.point)
		).toEqual([[-4, 54], [-4, 54.3], [-4.1, 54.2], [-4.1, 54.2], undefined]);
	});

	it('that ran out of time is not taken for the whole', () => {
		const remark = 'runtime error: Query timed out in "query" at line 3 after 26 seconds.';
		expect(why({ elements: [], remark })).toEqual({ ok: false, why: 'overpass_stopped' });
	});
});

describe('what is no extract says why', () => {
	const far = feature(
		{ ...lane, 'addr:housenumber': '1' },
		{ type: 'Point', coordinates: [389_000, 413_000] }
	);
	it.each([
		['{"type":"FeatureCollection","features":[{"type":"Fea', 'json_broken'],
		['[1,2]', 'not_extract'],
		[{ type: 'Topology', objects: {} }, 'not_extract'],
		[{ type: 'FeatureCollection', features: 'none' }, 'not_extract'],
		[collection(), 'no_addresses'],
		[collection(feature({ highway: 'residential', name: 'Toad Lane' })), 'no_addresses'],
		[{ elements: [{ type: 'node', id: 1, lat: 54, lon: -4 }] }, 'no_addresses'],
		[collection(far), 'other_coordinates'],
		[
			{
				...collection(feature({ ...lane, 'addr:housenumber': '1' })),
				crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::27700' } }
			},
			'other_coordinates'
		]
	])('%#: %s', (file, code) => expect(why(file)).toEqual({ ok: false, why: code }));

	it.each(['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4326', 'EPSG:4326'])(
		'%s is ours',
		(name) => {
			const file = collection(feature({ ...lane, 'addr:housenumber': '1' }));
			expect(why({ ...file, crs: { properties: { name } } }).ok).toBe(true);
		}
	);

	it('one wrong place among good ones is a wrong row, not a wrong file', () => {
		const good = feature({ ...lane, 'addr:housenumber': '2' });
		expect(doors(collection(good, good, far))[2]).toBe('position_wrong');
	});
});

it('a shape of anything at all has a centre or none', () => {
	for (const odd of [
		null,
		1,
		'x',
		{},
		{ type: 'Polygon' },
		{ type: 'Polygon', coordinates: [[]] },
		{ type: 'Point', coordinates: ['a', 1] }
	]) {
		expect(centreOf(odd)).toBeUndefined();
	}
	const line = {
		type: 'LineString',
		coordinates: [
			[0, 0],
			[2, 4]
		]
	};
	expect(centreOf({ type: 'GeometryCollection', geometries: [line] })).toEqual([1, 2]);
	expect(
		centreOf({
			type: 'Polygon',
			coordinates: [
				[
					[1, 1],
					[1, 1],
					[1, 1]
				]
			]
		})
	).toEqual([1, 1]);
});
