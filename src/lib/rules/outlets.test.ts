import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../records/index.ts';
import { coopOf, outletId } from './outlet-ids.ts';
import { knownOutlets, outletNeeds, ownName } from './outlets.ts';
import type { Coop, Outlet, PostcodePoint } from './reference/facts.ts';
import { provenance } from './reference/layouts.ts';

const coop = (id: string, more: Partial<Coop> = {}): Coop => ({
	...{ id, name: 'Rochdale Pioneers Limited', sector: 'Retail' },
	...provenance('cuk-organisations', '2023-06-30'),
	...more
});
const outlet = (owner: string, postcode: string, name: string, more: Partial<Outlet> = {}): Outlet => ({
	...{ id: `${owner}/${postcode}/${name}`, owner, name, postcode },
	...provenance('cuk-outlets', '2019-06-30'),
	...more
});
const placed = (id: string): PostcodePoint => ({
	...{ id, point: [-2.15, 53.61] },
	...provenance('os-postcodes', '2023-06-30')
});

describe('an outlet', () => {
	const codes = ['OL16 1AA', 'OL16 1AB', 'M1 1AE'];
	const rows = fc.uniqueArray(
		fc
			.tuple(
				fc.constantFrom('R1', 'R2', 'R3'),
				fc.constantFrom(...codes),
				fc.constantFrom('Shop', 'Baker', 'Pub')
			)
			.map((parts) => outlet(...parts)),
		{ selector: ({ id }) => id }
	);
	const ids = (known: Outlet[]) =>
		knownOutlets([coop('R1'), coop('R2')], known, []).map(({ owner, postcode }) =>
			outletId(owner.id, postcode)
		);

	it('has an id that does not depend on what else is listed, nor in which order', () => {
		fc.assert(
			fc.property(rows, fc.nat(30), (known, at) => {
				const all = ids(known);
				expect(new Set(all).size).toBe(all.length);
				expect(ids(known.toReversed()).sort()).toEqual([...all].sort());
				const one = known[at % Math.max(known.length, 1)];
				if (!one) return;
				const others = ids(known.filter((row) => row !== one));
				expect(others.filter((id) => !all.includes(id))).toEqual([]);
				expect(ids([one]).filter((id) => !all.includes(id))).toEqual([]);
			})
		);
	});

	it('can be named by a note, and leads to its co-op', () => {
		const id = outletId('R000001', 'OL16 1AA');
		expect(id).toBe('cuk-outlets:R000001-OL161AA');
		expect(audit.check({ ...audit.sample(), of: id })).toEqual([]);
		expect(coopOf(id)).toBe('cuk-organisations:R000001');
		for (const other of ['cuk-organisations:R000001', 'coop:01k0toad0ane000000000000q1', 'cuk:a-b'])
			expect(coopOf(other)).toBe(other);
	});

	it('without an owner or a postcode is left out, and with no position has none', () => {
		const known = [
			outlet('R1', 'OL16 1AA', 'Shop'),
			outlet('R9', 'OL16 1AA', 'Shop'),
			outlet('R1', '', 'Shop')
		];
		expect(knownOutlets([coop('R1')], known, [])).toMatchObject([{ postcode: 'OL16 1AA', gone: false }]);
		expect(knownOutlets([coop('R1')], known, [])[0]).not.toHaveProperty('point');
		expect(knownOutlets([coop('R1')], known, [placed('OL16 1AA')])[0]).toHaveProperty(
			'point',
			[-2.15, 53.61]
		);
	});

	it('is gone with its owner, or when no row of its place stands', () => {
		const gone_at = '2024-01-01';
		const known = [outlet('R1', 'OL16 1AA', 'Shop'), outlet('R1', 'OL16 1AA', 'Baker', { gone_at })];
		expect(knownOutlets([coop('R1')], known, [])).toMatchObject([{ name: 'Shop', gone: false }]);
		expect(knownOutlets([coop('R1')], known.slice(1), [])).toMatchObject([{ name: 'Baker', gone: true }]);
		expect(knownOutlets([coop('R1', { gone_at })], known, [])).toMatchObject([{ gone: true }]);
	});

	it('is one with all that its owner has at its postcode', () => {
		const known = [outlet('R1', 'OL16 1AA', 'Baker'), outlet('R1', 'OL16 1AA', 'Arcade')];
		expect(knownOutlets([coop('R1')], known, [])).toMatchObject([{ name: 'Arcade, Baker' }]);
	});
});

describe('the name of an outlet', () => {
	const owner = 'The Rochdale Pioneers Limited';
	const at = { street: '31 Toad Lane\nSpotland', place: 'Rochdale' };
	it.each([
		['Rochdale Pioneers', undefined],
		['Rochdale  Pioneers Ltd', undefined],
		['Pioneers’ Food - Toad Lane', 'Pioneers’ Food'],
		['Pioneers’ Food - Rochdale - Toad La', 'Pioneers’ Food, Toad La'],
		['Pioneers’ Food Rochdale, Spotland', 'Pioneers’ Food'],
		['Rochdale Pioneers - Toad Lane', undefined],
		['Ellen Howarth & Son', 'Ellen Howarth & Son'],
		['Rochdale', 'Rochdale']
	])('%s is %s', (name, own) => {
		expect(ownName({ name, ...at }, owner)).toBe(own);
	});

	it('tells what it is for, where it tells anything', () => {
		const grocer = { sector: 'Retail', ownership: 'Workers' };
		const needs = (name?: string) => outletNeeds(name, grocer);
		expect(needs()).toEqual(['food', 'work']);
		expect(needs('Toad Lane Co-op')).toEqual(['food', 'work']);
		expect(needs('Pioneers’ Funeralcare')).toEqual(['work']);
		expect(needs('Pioneers’ Pharmacy')).toEqual(['care', 'work']);
		expect(needs('Ellen Howarth & Son')).toEqual(['work']);
		expect(outletNeeds('Village Shop', { sector: 'Finance' })).toEqual(['food']);
	});
});
