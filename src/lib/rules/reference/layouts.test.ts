import { describe, expect, it } from 'vitest';
import { kindOfTable, LAYOUTS, missingHeadings, type TableKind } from './layouts.ts';

const read = (kind: TableKind, row: Record<string, string>) =>
	LAYOUTS[kind].read((heading) => row[heading] ?? '');

const VOCABULARY = 'https://vocabulary.example/essglobal';
const MILL = {
	Identifier: 'R900001',
	Name: 'Mill Lane  Bakery Limited',
	'Organisational Structure': `${VOCABULARY}/organisational-structure/OS60`,
	'Primary Activity': `${VOCABULARY}/activities-ica/ICA260`,
	'Membership Type': `${VOCABULARY}/base-membership-type/BMT30`,
	'Street Address': '1 Mill Lane\nThe Yard',
	Locality: 'Rochdale',
	Postcode: 'ol161aa',
	'Country ID': 'GB',
	Website: 'mill.example',
	'Companies House Number': 'IP00001R',
	'Geo Container Latitude': '53.61712345',
	'Geo Container Longitude': '-2.156',
	Sector: 'Retail',
	'Ownership Classification': 'Workers',
	'Legal Form': 'Society'
};

describe('a row of co-operatives', () => {
	it('becomes a co-operative with codes for addresses of vocabularies, and nothing where the table is empty', () => {
		expect(read('coops', MILL)).toEqual({
			ok: true,
			remark: undefined,
			fact: {
				...{ id: 'R900001', name: 'Mill Lane Bakery Limited' },
				...{ structure: 'OS60', activity: 'ICA260', membership: 'BMT30' },
				...{ sector: 'Retail', ownership: 'Workers', legal_form: 'Society' },
				...{ street: '1 Mill Lane\nThe Yard', place: 'Rochdale', postcode: 'OL16 1AA', country: 'GB' },
				...{ website: 'https://mill.example', company_number: 'IP00001R', point: [-2.156, 53.61712] }
			}
		});
	});

	it.each([
		['0', '0', 'position_zero'],
		['-2.156', '53.617', 'position_swapped'],
		['48.85', '2.35', 'position_outside'],
		['north', '-2.1', 'position_unreadable'],
		['', '-2.1', 'position_unreadable']
	])('is taken without its position when that is %s, %s, with a remark', (lat, lon, remark) => {
		const row = { ...MILL, 'Geo Container Latitude': lat, 'Geo Container Longitude': lon };
		const said = read('coops', row);
		expect(said).toMatchObject({ ok: true, remark });
		expect(said.ok && 'point' in said.fact).toBe(false);
	});

	it('is taken without a remark when there is no position at all: that is no data, not an error', () => {
		const said = read('coops', { ...MILL, 'Geo Container Latitude': '', 'Geo Container Longitude': '' });
		expect(said).toMatchObject({ ok: true, remark: undefined });
	});

	it.each([
		[{ Identifier: '' }, 'no_id'],
		[{ Identifier: 'Mill Lane Bakery' }, 'shifted'],
		[{ Name: '' }, 'no_name'],
		[{ 'Primary Activity': 'Rochdale' }, 'shifted'],
		[{ 'Organisational Structure': `${VOCABULARY}/activities-ica/ICA260` }, 'shifted'],
		[{ 'Country ID': 'OL16 1AA' }, 'shifted']
	])('is left out with a reason when it says %j', (change, why) => {
		expect(read('coops', { ...MILL, ...change })).toEqual({ ok: false, why });
	});

	it('has no website when what stands there opens nothing', () => {
		for (const website of ['javascript:alert(1)', 'none', 'see "facebook"', 'https://'])
			expect(read('coops', { ...MILL, Website: website })).not.toHaveProperty('fact.website');
	});

	it('is taken with a remark when a character was lost before it was published', () => {
		expect(read('coops', { ...MILL, Name: 'Caf\ufffd' })).toMatchObject({
			ok: true,
			remark: 'lost_character'
		});
	});
});

describe('rows of other tables', () => {
	it('an outlet is known by owner, postcode and name', () => {
		const row = { 'CUK Organisation ID': 'R000001', 'Outlet Name': 'Corner Shop', Postcode: 'BD21 3 PF' };
		expect(read('outlets', row)).toMatchObject({
			fact: { id: 'R000001/BD21 3PF/Corner Shop', owner: 'R000001', postcode: 'BD21 3PF' }
		});
		expect(read('outlets', { ...row, 'CUK Organisation ID': 'Corner Shop' })).toMatchObject({
			why: 'shifted'
		});
	});

	it('a postcode needs a whole code and a position', () => {
		expect(read('postcodes', { postcode: 'OL161AA', lat: '53.6', lon: '-2.1' })).toMatchObject({
			fact: { id: 'OL16 1AA', point: [-2.1, 53.6] }
		});
		expect(read('postcodes', { postcode: 'OL16', lat: '53.6', lon: '-2.1' })).toMatchObject({
			why: 'postcode'
		});
		expect(read('postcodes', { postcode: 'OL16 1AA' })).toMatchObject({ why: 'position_unreadable' });
		const swapped = { postcode: 'OL16 1AA', lat: '-2.1', lon: '53.6' };
		expect(read('postcodes', swapped)).toMatchObject({ why: 'position_swapped' });
	});

	it('a council keeps its letters, and names its former codes and those that took its place', () => {
		const row = {
			'local-authority-code': 'OLD',
			'nice-name': 'Oldshire',
			'gss-code': 'E07000001',
			'former-gss-codes': 'E07000008,E07000009',
			'end-date': '2023-04-01',
			'replaced-by': 'NEA, NEB',
			nation: 'England',
			region: 'South West',
			'local-authority-type': 'NMD',
			'pop-2020': '12345.0'
		};
		expect(read('authorities', row)).toMatchObject({
			fact: {
				id: 'OLD',
				gss: 'E07000001',
				former_gss: ['E07000008', 'E07000009'],
				replaced_by: ['NEA', 'NEB'],
				population: 12345,
				region: 'South West',
				end: '2023-04-01'
			}
		});
		expect(read('authorities', { ...row, 'gss-code': 'Oldshire' })).toMatchObject({ why: 'shifted' });
		expect(read('authorities', { ...row, 'end-date': 'NEA' })).toMatchObject({ why: 'shifted' });
	});
});

describe('a list of co-operative councils', () => {
	it('names them by their codes, and nothing else makes a council one', () => {
		expect(read('coop-councils', { 'co-operative-council': 'e08000005', name: 'Rochdale' })).toEqual({
			ok: true,
			fact: { id: 'E08000005' }
		});
		expect(read('coop-councils', { 'co-operative-council': '' })).toEqual({ ok: false, why: 'no_id' });
		expect(read('coop-councils', { 'co-operative-council': 'Rochdale' })).toEqual({
			ok: false,
			why: 'shifted'
		});
		expect(kindOfTable(['name', 'co-operative-council'])).toBe('coop-councils');
	});
});

describe('a header', () => {
	it('tells which table it belongs to, in whatever order', () => {
		for (const kind of Object.keys(LAYOUTS) as TableKind[])
			expect(kindOfTable([...LAYOUTS[kind].headings, 'more'].reverse())).toBe(kind);
		expect(kindOfTable(['postcode', 'lat'])).toBeUndefined();
		expect(missingHeadings('postcodes', ['postcode', 'lat'])).toEqual(['lon']);
	});
});
