import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPack, packCoops } from './coop-pack.ts';
import { needsMet } from './needs.ts';
import { knownOutlets, outletNeeds, type KnownOutlet } from './outlets.ts';
import { provenance } from './reference/layouts.ts';
import type { Coop, Outlet } from './reference/facts.ts';

const some = fc.option(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''),
	{ nil: undefined }
);
const degree = (most: number) =>
	fc.integer({ min: -most * 1e5, max: most * 1e5 }).map((whole) => whole / 1e5);
const coop = fc
	.record(
		{
			id: fc.string({ minLength: 1, maxLength: 8 }),
			name: fc.string({ unit: 'grapheme', minLength: 1 }),
			...{ structure: some, activity: some, sector: some, ownership: some, place: some, postcode: some },
			website: some,
			point: fc.option(fc.tuple(degree(180), degree(90)), { nil: undefined })
		},
		{ requiredKeys: ['id', 'name'] }
	)
	.map((fields): Coop => {
		const filled = Object.entries(fields).filter(([, value]) => value !== undefined);
		return {
			...(Object.fromEntries(filled) as Pick<Coop, 'id' | 'name'>),
			...provenance('cuk-organisations', '2024-01-01')
		};
	});
const coops = fc.uniqueArray(coop, { selector: ({ id }) => id, maxLength: 30 });

const sent = (known: Coop[]) => JSON.parse(JSON.stringify(packCoops(known)));
const bakery: Coop = {
	...{ id: 'R1', name: 'Bakery', postcode: 'OL16 1AA', point: [-2.15, 53.61], sector: 'Retail' },
	...provenance('cuk-organisations', '2023-06-30')
};

const shop: Outlet = {
	...{ id: 'R1/OL16 1AB/Cake Shop', owner: 'R1', name: 'Cake Shop', postcode: 'OL16 1AB', place: 'Rochdale' },
	...provenance('cuk-outlets', '2019-06-30')
};
const code = {
	...{ id: 'OL16 1AB', point: [-2.1512, 53.6134] as [number, number] },
	...provenance('os-postcodes', '2024-02-01')
};
const letter = fc.constantFrom(...'ABX');
const postcodes = fc
	.tuple(letter, fc.integer({ min: 1, max: 12 }), fc.nat(9), letter, letter)
	.map(([area, district, sector, a, b]) => `${area}${district} ${sector}${a}${b}`);
const place = (most: number) => fc.integer({ min: -most * 1e4, max: most * 1e4 }).map((whole) => whole / 1e4);
const outletsOf = (owners: Coop[]) =>
	fc.uniqueArray(
		fc
			.record(
				{
					...{ owner: fc.constantFrom(...owners), postcode: postcodes, gone: fc.constant(false) },
					...{ name: some, place: some, point: fc.tuple(place(180), place(90)) }
				},
				{ requiredKeys: ['owner', 'postcode', 'gone', 'point'] }
			)
			.map((fields) => {
				const filled = Object.entries(fields).filter(([, value]) => value !== undefined);
				return Object.fromEntries(filled) as unknown as KnownOutlet;
			}),
		{ selector: ({ owner, postcode }) => `${owner.id} ${postcode}`, maxLength: 30 }
	);

describe('a pack', () => {
	it('opens to what was packed, in an order of its own', () => {
		fc.assert(
			fc.property(coops, (known) => {
				const opened = openPack(sent(known));
				expect(opened.ok).toBe(true);
				if (!opened.ok) return;
				const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
				const packed = known.map(({ licence: _, as_of: __, id, ...rest }) => ({
					...rest,
					id: `cuk-organisations:${id}`,
					needs: needsMet(rest)
				}));
				expect([...opened.directory.coops].sort(byId)).toEqual(packed.sort(byId));
			})
		);
	});

	it('is the same whatever the order in which co-ops are known', () => {
		fc.assert(
			fc.property(coops, (known) => {
				expect(sent([...known].reverse())).toEqual(sent(known));
			})
		);
	});

	it('opens to the branches that were packed, after the co-ops', () => {
		const both = coops
			.filter((known) => known.length > 0)
			.chain((known) => fc.tuple(fc.constant(known), outletsOf(known)));
		fc.assert(
			fc.property(both, ([known, outlets]) => {
				const text = JSON.stringify(packCoops([...known], outlets, [shop]));
				expect(JSON.stringify(packCoops(known.toReversed(), outlets.toReversed(), [shop]))).toBe(text);
				const opened = openPack(JSON.parse(text));
				const alone = openPack(sent([...known]));
				expect(opened.ok && alone.ok).toBe(true);
				if (!opened.ok || !alone.ok) return;
				expect(opened.directory.coops.slice(0, known.length)).toEqual(alone.directory.coops);
				const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
				const packed = outlets.map(({ owner, postcode, name, gone: _, ...rest }) => {
					const { id, name: whose, structure, activity, sector, ownership, website } = owner;
					const as = Object.entries({ structure, activity, sector, ownership, website });
					return {
						...Object.fromEntries(as.filter(([, value]) => value !== undefined)),
						...{ ...rest, postcode, name: name ?? whose, source: 'cuk-outlets' },
						id: `cuk-outlets:${id}-${postcode.replace(' ', '')}`,
						owner: { id: `cuk-organisations:${id}`, name: whose },
						needs: outletNeeds(name, owner)
					};
				});
				expect(opened.directory.coops.slice(known.length).sort(byId)).toEqual(packed.sort(byId));
			})
		);
	});

	it('has no branch that is gone, that nobody can place, or whose owner it has not', () => {
		const other = { ...shop, id: 'b', postcode: 'OL16 1AC' };
		const known = (outlets: Outlet[], owners = [bakery]) =>
			openPack(
				JSON.parse(JSON.stringify(packCoops(owners, knownOutlets(owners, outlets, [code]), [shop, code])))
			);
		expect(known([shop, other, { ...shop, id: 'c', owner: 'R7' }])).toMatchObject({
			directory: {
				coops: [{ id: 'cuk-organisations:R1' }, { id: 'cuk-outlets:R1-OL161AB', name: 'Cake Shop' }],
				sources: [{ id: 'cuk-organisations' }, { id: 'cuk-outlets' }, { id: 'os-postcodes' }]
			}
		});
		const gone_at = '2024-01-01';
		const sources = (opened: ReturnType<typeof openPack>) =>
			opened.ok ? opened.directory.sources.map(({ id }) => id) : undefined;
		expect(sources(known([{ ...shop, gone_at }]))).toEqual(['cuk-organisations']);
		expect(sources(known([shop], [{ ...bakery, gone_at }]))).toEqual([]);
		expect(known([{ ...shop, gone_at }])).toMatchObject({ directory: { coops: { length: 1 } } });
		expect(known([shop], [{ ...bakery, gone_at }])).toMatchObject({ directory: { coops: { length: 0 } } });
	});

	it('leaves out who is gone, and says who says so, since when and under which licence', () => {
		const opened = openPack(sent([bakery, { ...bakery, id: 'R2', gone_at: '2024-01-01' }]));
		expect(opened).toMatchObject({
			directory: {
				coops: [{ id: 'cuk-organisations:R1', needs: ['food'] }],
				sources: [{ id: 'cuk-organisations', licence: 'ODC-By-1.0', as_of: '2023-06-30' }]
			}
		});
	});

	it('of a newer kind is told apart from one that is damaged', () => {
		expect(openPack({ ...sent([bakery]), version: 2 })).toEqual({ ok: false, why: 'too_new' });
		expect(openPack({ ...sent([bakery]), format: 'other' })).toEqual({ ok: false, why: 'damaged' });
	});

	it('with further columns opens all the same', () => {
		expect(openPack({ ...sent([bakery]), members: [3] })).toMatchObject({ ok: true });
	});

	it.each([
		['a column cut short', { name: [] }],
		['a name that is none', { name: [''] }],
		['a word that is not in the list', { place: { words: [], at: [0] } }],
		['a list that is none', { sector: null }],
		['a position off the globe', { lat: [9_100_000] }],
		['half a position', { lat: [null] }],
		['a step that is no whole number', { lon: [0.5] }],
		['no sources', { sources: [{}] }],
		['another count', { count: 2 }]
	])('is damaged with %s', (_, change) => {
		expect(openPack({ ...sent([bakery]), ...change })).toEqual({ ok: false, why: 'damaged' });
	});

	it.each([
		['no columns', null],
		['another count', { count: 2 }],
		['an owner that it has not', { owner: { words: ['R9'], at: [0] } }],
		['no owner', { owner: { words: [], at: [-1] } }],
		['a place that is not in the list', { place: [7] }],
		['a postcode that begins as none before it', { postcode: ['3AB'] }],
		['a postcode that is none', { postcode: [''] }],
		['no position', { lat: [null] }],
		['a position off the globe', { lon: [1_900_000] }]
	])('is damaged with branches of which there is %s', (_, change) => {
		const pack = JSON.parse(
			JSON.stringify(packCoops([bakery], knownOutlets([bakery], [shop], [code]), [shop]))
		);
		expect(openPack(pack).ok).toBe(true);
		const outlets = change && { ...pack.outlets, ...change };
		expect(openPack({ ...pack, outlets })).toEqual({ ok: false, why: 'damaged' });
	});

	it('answers something to anything', () => {
		const keys = fc.constantFrom(...Object.keys(sent([bakery])), 'outlets');
		fc.assert(
			fc.property(fc.jsonValue(), keys, (value, key) => {
				expect(openPack(value).ok).toBe(false);
				openPack({ ...sent([bakery]), [key]: value });
			})
		);
	});
});
