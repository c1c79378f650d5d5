import { crc32, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedCrc } from './joined-crc.ts';
import { joinedFiles } from './joined-file.ts';

describe('a file made of pieces', () => {
	it('is one gzip stream of what its pieces say, marked by that and nothing else', async () => {
		const texts = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), { maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(texts, async (pieces) => {
				const made = joinedFiles<string>({ piece: (one) => one.join('|'), between: ',\n' });
				const file = await made(pieces, '[', ']');
				const said = `[${pieces.map((one) => one.join('|')).join(',\n')}]`;
				expect(gunzipSync(file.gzip).toString()).toBe(Buffer.from(said).toString());
				expect(Buffer.from(await file.plain()).toString()).toBe(Buffer.from(said).toString());
				const again = await joinedFiles<string>({ piece: (one) => one.join('|'), between: ',\n' })(
					pieces.map((one) => [...one]),
					'[',
					']'
				);
				expect(again.etag).toBe(file.etag);
			})
		);
	});

	it('makes anew only the piece that has changed', async () => {
		const made: string[] = [];
		const files = joinedFiles<string>({ piece: (one) => (made.push(one.join()), one.join()) });
		const [a, b] = [['a'], ['b']];
		const before = await files([a, b], '', '');
		const after = await files([a, ['c']], '', '');
		expect(made).toEqual(['a', 'b', 'c']);
		expect(after.etag).not.toBe(before.etag);
	});

	it('knows the checksum of two texts from theirs', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 3000 }), (a, b) => {
				const whole = crc32(new Uint8Array([...a, ...b]));
				expect(joinedCrc(crc32(a), crc32(b), b.length)).toBe(whole);
			})
		);
	});
});
