import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { handOverText, openHandOver, packHandOver, readHandOverText } from './handover.ts';
import { newCode, readCode } from './sealed.ts';

const group = '01k0toad0ane000000000000g1';
const code = newCode();
const hash = 'a'.repeat(32);
const visit = {
	_id: 'visit:01k0toad0ane000000000000v1',
	_rev: `1-${hash}`,
	_revisions: { start: 1, ids: [hash] },
	type: 'visit',
	schema: 1,
	note: 'Tea offered at 14 Albany Road'
};

let packed: Uint8Array<ArrayBuffer>;
beforeAll(async () => void (packed = await packHandOver(group, [visit], code)));

const open = (bytes = packed, of = group, by = code) => openHandOver(bytes, of, by);
const no = (problem: string) => ({ ok: false, problem });

describe('a hand-over', () => {
	test('comes out as it went in', async () => {
		expect(await open()).toEqual({ ok: true, documents: [visit], unsound: 0 });
		expect(readHandOverText(` ${handOverText(packed)}\r\n`)).toEqual(packed);
	});

	test('shows nothing of what is in it, nor which group it is of', () => {
		const seen = new TextDecoder('latin1').decode(packed);
		for (const secret of ['Albany', 'visit', group, code]) expect(seen).not.toContain(secret);
	});

	test('is never sealed the same way twice', async () => {
		expect(await packHandOver(group, [visit], code)).not.toEqual(packed);
	});

	test('is small: forty visits are a few pictures', async () => {
		const hex = (n: number) =>
			[...crypto.getRandomValues(new Uint8Array(n / 2))].map((b) => b.toString(16).padStart(2, '0')).join('');
		const visits = Array.from({ length: 40 }, () => {
			const hash = hex(32);
			return { ...visit, _id: `visit:${hex(26)}`, _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } };
		});
		expect((await packHandOver(group, visits, code)).length).toBeLessThan(4_000);
	});

	test('says which of these it is: another code, another group, no hand-over', async () => {
		expect(await open(packed, group, newCode())).toEqual(no('wrong_code'));
		expect(await open(packed, '01k0toad0ane000000000000g2')).toEqual(no('other_group'));
		for (const text of ['', 'name,street', '{"app":"toad-lane"}', 'toad-lane-hand-ove'])
			expect(await open(readHandOverText(text))).toEqual(no('not_ours'));
	});

	test('a file that was cut anywhere opens as nothing', async () => {
		const text = handOverText(packed);
		await fc.assert(
			fc.asyncProperty(fc.nat(packed.length - 1), async (length) => {
				expect(await open(packed.slice(0, length))).toEqual(no(length < 3 ? 'not_ours' : 'damaged'));
				expect((await open(readHandOverText(text.slice(0, length)))).ok).toBe(false);
			})
		);
	});

	test('one wrong byte anywhere, and nothing of it is taken', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
				const wrong = packed.slice();
				wrong[at]! ^= by;
				expect(await open(wrong)).toEqual(no(at < 3 ? 'not_ours' : 'damaged'));
			})
		);
	});

	test('junk is no hand-over, whatever it is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array(), fc.string(), async (junk, text) => {
				expect((await open(Uint8Array.from(junk))).ok).toBe(false);
				expect((await open(Uint8Array.from([...packed.slice(0, 4), ...junk]))).ok).toBe(false);
				expect((await open(readHandOverText(`toad-lane-hand-over:${text}`))).ok).toBe(false);
			})
		);
	});

	test('records of a newer app leave the whole of it for that app', async () => {
		for (const newer of [
			{ ...visit, schema: 99 },
			{ ...visit, _id: 'song:01k0toad0ane000000000000v1' }
		])
			expect(await open(await packHandOver(group, [visit, newer], code))).toEqual(no('newer_app'));
	});

	test('what no replica could keep is left out by itself', async () => {
		const unsound = [{ ...visit, _rev: '1-x' }, { ...visit, _attachments: {} }, null, 7];
		const mixed = await packHandOver(group, [...unsound, visit] as never, code);
		expect(await open(mixed)).toEqual({ ok: true, documents: [visit], unsound: 4 });
	});
});

describe('the code', () => {
	test('is read however it was typed', () => {
		const spaced = `${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`.toLowerCase();
		expect(readCode(` ${spaced} `)).toBe(code);
		for (const wrong of ['', code.slice(1), `${code}B`, `A${code.slice(1)}`])
			expect(readCode(wrong)).toBeUndefined();
	});

	test('is twelve letters of twenty, no two codes alike', () => {
		const codes = Array.from({ length: 500 }, newCode);
		expect(new Set(codes).size).toBe(500);
		expect(new Set(codes.join('')).size).toBe(20);
		for (const one of codes) expect(one).toMatch(/^[BCDFGHJKMNPQRSTVWXYZ]{12}$/);
	});
});
