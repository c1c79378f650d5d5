import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { door, normaliseAddress } from '../records/index.ts';
import { addressLine } from './addresses.ts';
import { guessColumns } from './csv-columns.ts';
import { MAX_ROWS, parseCsvDoors, type DoorPreview } from './csv-doors.ts';

const read = (text: string): DoorPreview => {
	const [header = [], ...rows] = Papa.parse<string[]>(text, { skipEmptyLines: false }).data;
	return parseCsvDoors(rows, header);
};
const lines = (preview: DoorPreview) => preview.add.map(addressLine);

describe('columns', () => {
	it('are OpenStreetMap’s', () => {
		const header = [
			'lat',
			'lon',
			'addr:unit',
			'addr:housename',
			'addr:housenumber',
			'addr:substreet',
			'addr:street',
			'addr:locality',
			'addr:place',
			'addr:city',
			'addr:postcode'
		];
		expect(guessColumns(header)).toEqual({
			lat: 0,
			lon: 1,
			unit: 2,
			name: 3,
			number: 4,
			substreet: 5,
			street: 6,
			locality: 7,
			place: 8,
			town: 9,
			postcode: 10
		});
	});

	it.each([
		['Number,Street,Postcode', { number: 0, street: 1, postcode: 2 }],
		[
			'House No.,House Name,Flat,Street Name,Post Town,Post Code,Latitude,Longitude',
			{ number: 0, name: 1, unit: 2, street: 3, town: 4, postcode: 5, lat: 6, lon: 7 }
		],
		[
			'SAON,PAON,STREET,LOCALITY,TOWN,POSTCODE',
			{ unit: 0, number: 1, street: 2, locality: 3, town: 4, postcode: 5 }
		],
		['\ufeffhouse_number,road,village', { number: 0, street: 1, locality: 2 }],
		['Address,Postcode', { address: 0, postcode: 1 }],
		['Tel,Notes', {}]
	])('are guessed from %s', (header, columns) => expect(guessColumns(header.split(','))).toEqual(columns));
});

describe('a table of doors', () => {
	it('is sorted into doors, duplicates and wrong rows', () => {
		const preview = read(
			'number,street,postcode\n14a,Albany Road,im23aj\n14A,ALBANY RD,\n,Albany Road,\n7,,\n16,Albany Road,\n'
		);
		expect(preview.add).toEqual([
			{ number: 14, suffix: 'a', street: 'Albany Road', postcode: 'IM2 3AJ', source: 'csv' },
			{ number: 16, street: 'Albany Road', source: 'csv' }
		]);
		expect(preview.duplicates).toEqual([{ row: 2, of: 1 }]);
		expect(preview.wrong).toEqual([
			{ row: 3, problem: 'number_missing' },
			{ row: 4, problem: 'street_missing' }
		]);
	});

	it('knows the doors that the patch has', () => {
		const there = [{ number: 14, street: 'Albany Road' }];
		const preview = parseCsvDoors(
			[
				['14', 'albany rd'],
				['16', 'Albany Road']
			],
			['number', 'street'],
			{ there }
		);
		expect(preview.duplicates).toEqual([{ row: 1, of: 0 }]);
		expect(lines(preview)).toEqual(['16 Albany Road']);
	});

	it('may come as objects, and with columns chosen by hand', () => {
		expect(lines(parseCsvDoors([{ number: '3', street: 'Toad Lane' }], ['number', 'street']))).toEqual([
			'3 Toad Lane'
		]);
		expect(
			lines(parseCsvDoors([['Toad Lane', '3']], ['a', 'b'], { columns: { street: 0, number: 1 } }))
		).toEqual(['3 Toad Lane']);
	});

	it.each([
		['number,street', 'empty'],
		['colour,street\nred,Toad Lane', 'number_column_missing'],
		['number,colour\n3,red', 'street_column_missing'],
		['a;b\n1;2', 'number_column_missing']
	])('says that %j can’t be read', (text, problem) => expect(read(text).problem).toBe(problem));

	it('reads names, flats, terraces, hamlets and numbers written as words', () => {
		const header =
			'addr:unit,addr:housename,addr:housenumber,addr:substreet,addr:street,addr:place,addr:city,addr:postcode\n';
		const rows = [
			['B,,,,Aalin Court,,Ballasalla,', 'B, Aalin Court'],
			[',The Old Clubhouse,,,Airport Road,,,', 'The Old Clubhouse, Airport Road'],
			['Flat 2,Villiers House,2,,Victoria Street,,,', 'Flat 2, 2 Victoria Street'],
			[',,2,Marlborough Terrace,Alexander Drive,,,', '2 Marlborough Terrace, Alexander Drive'],
			[',Balganey,,,,Ballacashin,Abbeylands,', 'Balganey, Ballacashin'],
			[',Rose Cottage,,,,,,IM7 1HA', 'Rose Cottage, IM7 1HA'],
			[',,Unit 10a,,Bridge Road,,,', 'Unit 10a, Bridge Road'],
			['Bays 1-2,,Unit 1,,,Douglas Head,,', 'Bays 1-2, Unit 1, Douglas Head'],
			[',,Hangar 266,,Airport Road,,,', 'Hangar 266, Airport Road'],
			[',,"2,2a,2b,2c",,Mill Lane,,,', '2,2A,2B,2C Mill Lane'],
			[',,18a-20,,Mill Lane,,,', '18A-20 Mill Lane'],
			[',,1½,,Mill Lane,,,', '1½ Mill Lane']
		];
		for (const [row, line] of rows) expect(lines(read(header + row)), row).toEqual([line]);
	});

	it.each(['"=HYPERLINK(""https://a.example"",""1"")"', '=1+1', '@SUM(A1)', "+cmd|' /C calc'!A0"])(
		'says that %s is a formula, wherever it stands in an address',
		(formula) => {
			for (const row of [`${formula},Mill Lane`, `5,${formula}`]) {
				expect(read(`number,street\n${row}\n`).wrong).toEqual([{ row: 1, problem: 'formula' }]);
			}
		}
	);

	it('reads tables with one column for the whole address', () => {
		const preview = read(
			'Address,Postcode\n"14a Albany Road, Douglas",IM2 3AJ\n"The Mill, Mill Lane, OL16 1AA",\nflat,'
		);
		expect(preview.add).toEqual([
			{ number: 14, suffix: 'a', street: 'Albany Road', postcode: 'IM2 3AJ', source: 'csv' },
			{ name: 'The Mill', street: 'Mill Lane', postcode: 'OL16 1AA', source: 'csv' }
		]);
		expect(preview.wrong).toEqual([{ row: 3, problem: 'number_missing' }]);
	});

	it('takes a position in either notation and refuses an impossible one', () => {
		expect(read('number,street,lat,lon\n1,A,54.1,-4.5').add[0]?.point).toEqual([-4.5, 54.1]);
		expect(read('number,street,lat,lon\n1,A,"54,1","-4,5"').add[0]?.point).toEqual([-4.5, 54.1]);
		expect(read('number,street,lat,lon\n1,A,,').add[0]?.point).toBeUndefined();
		expect(read('number,street,lat,lon\n1,A,540,-4.5').wrong).toEqual([
			{ row: 1, problem: 'position_wrong' }
		]);
	});

	it('says which rows hold what no record takes', () => {
		expect(read('number,street\n1,Toad\u202eLane').wrong).toEqual([{ row: 1, problem: 'characters_wrong' }]);
		expect(read('number,street\n1,Caf\ufffd Lane').wrong).toEqual([{ row: 1, problem: 'characters_wrong' }]);
		expect(read(`number,street\n1,${'x'.repeat(121)}`).wrong).toEqual([{ row: 1, problem: 'too_long' }]);
	});

	it('drops a postcode that is none and keeps the door', () => {
		expect(read('number,street,postcode\n1,A,unknown value!').add).toEqual([
			{ number: 1, street: 'A', source: 'csv' }
		]);
	});

	it('reads the first 20,000 rows and says so of the others', () => {
		const rows = Array.from({ length: MAX_ROWS + 2 }, (_, i) => [String(i + 1), 'Long Lane']);
		const preview = parseCsvDoors(rows, ['number', 'street']);
		expect(preview.add).toHaveLength(MAX_ROWS);
		expect(preview.wrong).toEqual([1, 2].map((n) => ({ row: MAX_ROWS + n, problem: 'too_many_rows' })));
	});

	it('never throws, makes only doors that records take, and accounts for every row', () => {
		const cell = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 30 }),
			fc.constantFrom('', '14a', 'Flat 2', '18a-20', 'Toad Lane', '=1+1', '-4.5', '54,1', '__proto__')
		);
		fc.assert(
			fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }), (rows) => {
				const header = ['unit', 'housenumber', 'name', 'street', 'town', 'postcode', 'lat', 'lon'];
				const { add, duplicates, wrong } = parseCsvDoors(rows, header);
				const filled = rows.filter((row) => row.some((text) => text.trim() !== ''));
				expect(add.length + duplicates.length + wrong.length).toBe(filled.length);
				for (const draft of add) expect(make(draft).ok).toBe(true);
			})
		);
	});
});

const author = { member: 'server', device: 'test', at: '2026-07-01T00:00:00.000Z' };
const make = (draft: DoorPreview['add'][number]) =>
	door.make({ ...draft, patch: 'patch:01k0toad0ane000000000000t1' }, author);

const island = new URL('../../../../shared/data/isle-of-man-addresses.csv', import.meta.url);

describe.skipIf(!existsSync(island))(
	`4,231 real addresses${existsSync(island) ? '' : ' (skipped: ../shared/data is absent)'}`,
	() => {
		it('import, apart from rows that name no house', () => {
			const [header = [], ...rows] = Papa.parse<string[]>(readFileSync(island, 'utf8'), {
				skipEmptyLines: true
			}).data;
			const { add, duplicates, wrong } = parseCsvDoors(rows, header);
			expect(rows).toHaveLength(4231);
			expect(add.length + duplicates.length + wrong.length).toBe(4231);
			const count = (column: string, row: string[]) => row[header.indexOf(column)] !== '';
			const nameless = rows.filter(
				(row) => !['addr:unit', 'addr:housename', 'addr:housenumber'].some((column) => count(column, row))
			);
			expect(wrong.filter(({ problem }) => problem === 'number_missing')).toHaveLength(nameless.length);
			expect(wrong.filter(({ problem }) => problem !== 'number_missing')).toEqual([]);
			expect(add.length).toBeGreaterThan(3350);
			const ids = new Set(
				add.map((draft) => {
					const made = make(draft);
					return made.ok ? made.record._id : '';
				})
			);
			expect(ids.size).toBe(add.length);
			expect(add.filter((draft) => draft.number === undefined && !draft.name && !draft.unit)).toEqual([]);
			expect(new Set(add.map((draft) => draft.street)).size).toBeGreaterThan(500);
			expect(new Set(add.map(normaliseAddress)).size).toBe(add.length);
		});
	}
);
