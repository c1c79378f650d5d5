import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pieces, type Placed } from './pieces.ts';

const entry = fc.record({ key: fc.stringMatching(/^[a-e]{1,3}$/), ends: fc.boolean() });
/** What ends a piece depends on the key alone, as it does with communities. */
const list = fc
	.uniqueArray(entry, { selector: ({ key }) => key, maxLength: 60 })
	.map((all) => all.map(({ key }) => ({ key, ends: key.length === 2 })));

const keys = (pieces: Pieces<Placed>) => pieces.pieces.map((piece) => piece.map(({ key }) => key));

describe('a list in pieces', () => {
	it('has the same pieces however it came about', () => {
		fc.assert(
			fc.property(list, list, fc.infiniteStream(fc.nat()), (kept, gone, order) => {
				const whole = new Pieces<Placed>();
				whole.fill(kept);
				const grown = new Pieces<Placed>();
				const names = new Set(kept.map(({ key }) => key));
				const passing = gone.filter(({ key }) => !names.has(key));
				const turn = [...order.take(kept.length + passing.length)];
				for (const { one } of [...kept, ...passing]
					.map((one, i) => ({ one, at: turn[i] ?? 0 }))
					.sort((a, b) => a.at - b.at))
					grown.add(one);
				for (const { key } of passing) grown.remove(key);
				expect(keys(grown)).toEqual(keys(whole));
			})
		);
	});

	it('is in order, ends each piece but the last where it may end, and only there', () => {
		fc.assert(
			fc.property(list, (all) => {
				const pieces = new Pieces<Placed>();
				for (const one of all) pieces.add(one);
				const sorted = all.map(({ key }) => key).sort();
				expect([...pieces].map(({ key }) => key)).toEqual(sorted);
				for (const [i, piece] of pieces.pieces.entries()) {
					expect(piece.slice(0, -1).some(({ ends }) => ends)).toBe(false);
					if (i < pieces.pieces.length - 1) expect(piece.at(-1)?.ends).toBe(true);
				}
			})
		);
	});

	it('keeps the pieces that a change does not touch', () => {
		const pieces = new Pieces<Placed>();
		pieces.fill(['a', 'bb', 'c', 'dd', 'e', 'ff'].map((key) => ({ key, ends: key.length === 2 })));
		const [first, , last] = pieces.pieces;
		pieces.add({ key: 'ca', ends: false });
		expect(pieces.pieces[0]).toBe(first);
		expect(pieces.pieces[2]).toBe(last);
	});
});
