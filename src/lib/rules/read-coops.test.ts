import { expect, test } from 'vitest';
import { readFeatures } from './osm-doors.ts';
import { guessCoopColumns, sortCoops, type Recognised } from './read-coops.ts';
import { readRows } from './read-file.ts';

async function sort(text: string | Uint8Array, there: Recognised[] = [], columns = {}) {
	const read = await readRows(new Blob([text as BlobPart]), readFeatures);
	if (!read.ok) throw new Error(read.why);
	const guess = { ...guessCoopColumns(read.header), ...columns };
	return sortCoops(read.rows, guess, read.header.length, there);
}
const HEAD = 'Organisation,Town,Post code,Web,What for,Latitude,Longitude\n';

test('a table with headings of its own becomes co-ops', async () => {
	const { add } = await sort(
		`${HEAD}Spotland Bakers,Rochdale,ol161aa,bakers.example,Bread and jobs,53.6175,-2.1585\n` +
			'"Weavers, Spinners\nand Friends",Rochdale,,http://weavers.example/,Textiles,,\n'
	);
	expect(add.map(({ line, input }) => ({ line, ...input }))).toEqual([
		{
			...{ line: 2, name: 'Spotland Bakers', place: 'Rochdale', postcode: 'OL16 1AA' },
			...{ website: 'https://bakers.example', point: [-2.1585, 53.6175] },
			...{ needs: ['food', 'work'], sector: 'Bread and jobs' }
		},
		{
			...{ line: 3, name: 'Weavers, Spinners and Friends', place: 'Rochdale' },
			...{ website: 'https://weavers.example/', needs: [], sector: 'Textiles' }
		}
	]);
});

test('what can’t be a co-op is left out with its reason, and everything else is taken', async () => {
	const { add, wrong } = await sort(
		HEAD +
			[
				',Rochdale,OL16 1AA,,,,',
				'Bakers,Rochdale,OL16 1AA,,,,,,moved',
				'53.6,Rochdale,,,,,',
				'Weavers,OL16 1AA,Rochdale,,,,',
				'=1+1,Rochdale,,,,,',
				`${'x'.repeat(161)},Rochdale,,,,,`,
				'Bak\ufffdrs,Rochdale,,,,,',
				'Sound,Rochdale,,,,,'
			].join('\n')
	);
	expect(wrong.map(({ line, problem }) => [line, problem])).toEqual([
		[2, 'name_missing'],
		[3, 'shifted'],
		[4, 'shifted'],
		[5, 'postcode_wrong'],
		[6, 'formula'],
		[7, 'too_long'],
		[8, 'characters_wrong']
	]);
	expect(add.map(({ input }) => input.name)).toEqual(['Sound']);
});

test('a position or website that can’t be right is left out, and said', async () => {
	const { add, remarks } = await sort(
		`${HEAD}A,,,,,-2.1585,53.6175\nB,,,,,0,0\nC,,,,,40.7,-74\nD,,,,,north,west\nE,,,not one,,,\nF,,,,,53.6,-2.1\n`
	);
	expect(remarks.map(({ remark }) => remark)).toEqual([
		...['position_swapped', 'position_zero', 'position_outside', 'position_unreadable', 'website_wrong']
	]);
	expect(add.map(({ input }) => input.point)).toEqual([
		...[undefined, undefined, undefined, undefined, undefined],
		[-2.1, 53.6]
	]);
});

test('what is known by name and postcode, or by name close by, is not added again', async () => {
	const there: Recognised[] = [
		{ name: 'Spotland Bakers Ltd', postcode: 'OL16 1AA' },
		{ name: 'Weavers Co-operative', point: [-2.1585, 53.6175] },
		{ name: 'Choir', place: 'Rochdale' },
		{ name: 'Cyclists', postcode: 'OL16 1AC' }
	];
	const { add, known, twice } = await sort(
		HEAD +
			[
				'SPOTLAND BAKERS,Rochdale,OL161AA,,,,',
				'Weavers Cooperative,Rochdale,,,,53.6176,-2.1586',
				'Choir,Rochdale,,,,,',
				'Cyclists,Rochdale,OL12 6AA,,,,',
				'Weavers Co-operative,Bury,,,,53.59,-2.29',
				'cyclists,Rochdale,OL12 6AA,,,,'
			].join('\n'),
		there
	);
	expect(known.map(({ line }) => line)).toEqual([2, 3, 4]);
	expect(add.map(({ line }) => line)).toEqual([5, 6]);
	expect(twice).toEqual([{ line: 7, text: 'cyclists, Rochdale, OL12 6AA', of: 5 }]);
});

test('Windows’ letters, semicolons and GeoJSON are read like any other', async () => {
	const windows = Uint8Array.from(
		[...'Name;Place\nCaf'].map((c) => c.charCodeAt(0)).concat(0xe9, 0x3b, 0x52)
	);
	expect((await sort(windows)).add[0]?.input).toEqual({ name: 'Café', place: 'R' });
	const geometry = { type: 'Point', coordinates: [-2.1585, 53.6175] };
	const feature = { type: 'Feature', geometry, properties: { name: 'Bakers', 'addr:housenumber': '3' } };
	const { add } = await sort(JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
	expect(add[0]?.input).toEqual({ name: 'Bakers', point: [-2.1585, 53.6175] });
});

test('a GeoJSON that was cut short is told, as is a table without a name', async () => {
	const cut = await readRows(new Blob(['{"type":"FeatureCollection","features":[{"type":']), readFeatures);
	expect(cut).toEqual({ ok: false, why: 'json_broken' });
	expect(guessCoopColumns(['Spalte 1', 'Spalte 2']).name).toBeUndefined();
});
