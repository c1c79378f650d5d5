import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPack, packCoops } from './coop-pack.ts';
import { needsMet } from './needs.ts';
import { provenance } from './reference/layouts.ts';
import type { Coop } from './reference/facts.ts';

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

	it('answers something to anything', () => {
		const keys = fc.constantFrom(...Object.keys(sent([bakery])));
		fc.assert(
			fc.property(fc.jsonValue(), keys, (value, key) => {
				expect(openPack(value).ok).toBe(false);
				openPack({ ...sent([bakery]), [key]: value });
			})
		);
	});
});
