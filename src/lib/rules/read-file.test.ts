import { expect, test } from 'vitest';
import { readExtract } from './osm-doors.ts';
import { detectEncoding, readRows } from './read-file.ts';

const text = 'street,number,name\nRhodfa Llŷr,14A,Tŷ’r Ysgol\nCafé Lane,3,\n';
const utf8 = new TextEncoder().encode(text);

function utf16(value: string, little: boolean, mark: boolean): Uint8Array {
	const units = [...(mark ? '\uFEFF' : ''), ...value].map((letter) => letter.charCodeAt(0));
	return Uint8Array.from(
		units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]))
	);
}

async function rowsOf(bytes: Uint8Array | string) {
	const read = await readRows(new Blob([bytes as BlobPart]), readExtract);
	if (!read.ok) throw new Error(read.why);
	return read;
}

test.each([
	['UTF-8', utf8, 'utf-8'],
	['UTF-8 with a byte order mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]), 'utf-8'],
	['UTF-16 little-endian', utf16(text, true, true), 'utf-16le'],
	['UTF-16 big-endian', utf16(text, false, true), 'utf-16be'],
	['UTF-16 without a byte order mark', utf16(text, true, false), 'utf-16le']
])('%s is read with every letter intact', async (_name, bytes, encoding) => {
	const read = await rowsOf(bytes);
	expect(read.encoding).toBe(encoding);
	expect(read.header).toEqual(['street', 'number', 'name']);
	expect(read.rows.map((row) => row.cells)).toEqual([
		['Rhodfa Llŷr', '14A', 'Tŷ’r Ysgol'],
		['Café Lane', '3', '']
	]);
});

test('Windows-1252 is recognised by what is not UTF-8', async () => {
	const bytes = Uint8Array.from(
		[...'street\nCaf'].map((c) => c.charCodeAt(0)).concat(0xe9, 0x20, 0xa3, 0x0a)
	);
	expect(detectEncoding(bytes)).toBe('windows-1252');
	expect((await rowsOf(bytes)).rows[0]?.cells).toEqual(['Café £']);
});

test('one damaged letter in good UTF-8 does not spoil the others', async () => {
	const bytes = Uint8Array.from([...utf8, 0xe9, 0x0a]);
	const read = await rowsOf(bytes);
	expect(read.encoding).toBe('utf-8');
	expect(read.rows[0]?.cells[0]).toBe('Rhodfa Llŷr');
	expect(read.rows[2]?.cells[0]).toBe('\uFFFD');
});

test('semicolons, tabs, quotes, blank lines and Windows line ends are all read', async () => {
	const read = await rowsOf('street;number\r\n\r\n"Lane; the ""old"" one";2\r\nHigh\tStreet;3\r\n');
	expect(read.rows).toEqual([
		{ line: 3, cells: ['Lane; the "old" one', '2'] },
		{ line: 4, cells: ['High\tStreet', '3'] }
	]);
	expect((await rowsOf('street\tnumber\nHigh Street\t3')).rows[0]?.cells).toEqual(['High Street', '3']);
});

test('fifty thousand rows are read whole, in pieces', async () => {
	const lines = Array.from({ length: 50_000 }, (_, at) => `"Long Road, part ${at % 90}",${at},"two\nlines"`);
	const shares: number[] = [];
	const read = await readRows(new Blob([`street,number,note\n${lines.join('\n')}`]), readExtract, (share) =>
		shares.push(share)
	);
	expect(read.ok && read.rows.length).toBe(50_000);
	expect(read.ok && read.rows.every((row, at) => row.cells[1] === String(at) && row.line === at + 2)).toBe(
		true
	);
	expect(shares.length).toBeGreaterThan(5);
});

test('an open quote does not stop the reading', async () => {
	const read = await rowsOf(`street,number\n"High Street,1\n${'High Street,2\n'.repeat(60_000)}`);
	expect(read.header).toEqual(['street', 'number']);
	expect(read.rows.length).toBeGreaterThan(0);
});

test('what is no text is refused with the reason', async () => {
	const why = async (...bytes: number[]) => {
		const read = await readRows(new Blob([Uint8Array.from(bytes)]), readExtract);
		return read.ok ? 'read' : read.why;
	};
	expect(await why()).toBe('empty');
	expect(await why(10, 13, 32)).toBe('empty');
	expect(await why(0x50, 0x4b, 3, 4, 9)).toBe('spreadsheet');
	expect(await why(0x25, 0x50, 0x44, 0x46, 0x2d)).toBe('not_text');
	expect(await why(7, 0, 0, 200, 0, 0, 1, 2)).toBe('not_text');
});

test('an OpenStreetMap extract becomes rows, numbered by its addresses', async () => {
	const house = (number: string) => ({
		type: 'Feature',
		properties: { 'addr:street': 'Toad Lane', 'addr:housenumber': number },
		geometry: { type: 'Point', coordinates: [-2.15, 53.61] }
	});
	const street = { type: 'Feature', properties: { highway: 'residential' }, geometry: null };
	const read = await rowsOf(
		`\uFEFF\n${JSON.stringify({ type: 'FeatureCollection', features: [street, house('1'), house('3')] })}`
	);
	expect(read.rows.map(({ line }) => line)).toEqual([1, 2]);
	expect(read.rows[1]?.cells).toContain('53.61');
	expect(read.passed).toBe(1);
});

test.each([
	['<!DOCTYPE html><title>Sign in</title>', 'web_page'],
	['\n<html lang="en">', 'web_page'],
	['<?xml version="1.0"?><osm version="0.6">', 'xml'],
	['{"type":"FeatureCollection","features":[', 'json_broken'],
	['{"type":"FeatureCollection","features":[]}', 'no_addresses']
])('%s is told apart', async (file, why) => {
	expect(await readRows(new Blob([file]), readExtract)).toEqual({ ok: false, why });
});
