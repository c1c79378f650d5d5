import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit } from './fit.ts';

const measure = (line: string) => line.length * 0.5;
const box = { width: 500, height: 400, largest: 200, smallest: 40, leading: 1 };

test('a short title is as large as it can be, a longer one has more lines, then smaller type', () => {
	expect(fit('Swap', box, measure)).toEqual({ lines: ['Swap'], size: 200 });
	expect(fit('Street party', box, measure)).toEqual({ lines: ['Street', 'party'], size: 166 });
	const long = fit('Toad Lane street party and clothes swap', box, measure);
	expect(long.lines.join(' ')).toBe('Toad Lane street party and clothes swap');
	expect(long.size).toBeLessThan(166);
});

test('a word that fits at no size is cut, and what comes out stays in the box', () => {
	const texts = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 120 });
	fc.assert(
		fc.property(texts, (text) => {
			const { lines, size } = fit(text, box, measure);
			for (const line of lines) expect(measure(line) * size).toBeLessThanOrEqual(box.width);
			expect(lines.length * size).toBeLessThanOrEqual(box.height);
			expect(lines.join('').replace(/\s/g, '')).toBe(
				text.replace(/\s/g, '').slice(0, lines.join('').replace(/\s/g, '').length)
			);
		})
	);
	expect(fit('x'.repeat(120), box, measure).lines.length).toBeGreaterThan(1);
});
