import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { barePicture } from './bare-picture.ts';

const text = (words: string) => [...new TextEncoder().encode(words)];
const bytes = (...parts: (string | number[])[]) =>
	Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? text(part) : part)));

const segment = (marker: number, content: number[]) => [0xff, marker, 0, content.length + 2, ...content];
const scan = [...segment(0xda, [1, 2]), 9, 9, 0xff, 0xd9];

test('a JPEG keeps its look and loses what was written beside it', () => {
	const looks = [...segment(0xe0, text('JFIF')), ...segment(0xe2, text('ICC'))];
	const table = segment(0xdb, [3, 4]);
	const said = [...segment(0xe1, text('Exif: 53.6, -2.1')), ...segment(0xfe, text('by Ann'))];
	const whole = bytes([0xff, 0xd8], looks, said, table, scan);
	expect(barePicture(whole, 'image/jpeg')).toEqual(bytes([0xff, 0xd8], looks, table, scan));
});

const sign = [0x89, ...text('PNG'), 0x0d, 0x0a, 0x1a, 0x0a];
const png = (name: string, content: number[]) => [
	0,
	0,
	0,
	content.length,
	...text(name),
	...content,
	0,
	0,
	0,
	0
];

test('a PNG keeps its look and loses what was written beside it, and after it', () => {
	const [head, data, end] = [png('IHDR', [1]), png('IDAT', [...deflateSync('x')]), png('IEND', [])];
	const said = [...png('tEXt', text('by Ann')), ...png('eXIf', text('53.6'))];
	const whole = bytes(sign, head, said, data, end, 'and more');
	expect(barePicture(whole, 'image/png')).toEqual(bytes(sign, head, data, end));
});

const chunk = (name: string, content: number[]) => [
	...text(name),
	...[content.length, 0, 0, 0],
	...content,
	...(content.length % 2 ? [0] : [])
];
const webp = (...chunks: number[][]) => {
	const all = [...text('WEBP'), ...chunks.flat()];
	return bytes('RIFF', [all.length, 0, 0, 0], all);
};

test('a WebP keeps its look and loses what was written beside it, and says so', () => {
	const picture = chunk('VP8 ', [1, 2, 3]);
	const whole = webp(
		chunk('VP8X', [0x1c, 0]),
		picture,
		chunk('EXIF', text('53.6')),
		chunk('XMP ', text('Ann'))
	);
	expect(barePicture(whole, 'image/webp')).toEqual(webp(chunk('VP8X', [0x10, 0]), picture));
});

test.each(['image/jpeg', 'image/png', 'image/webp'] as const)('what is no %s is none', (format) => {
	const wholes = { 'image/jpeg': bytes([0xff, 0xd8], scan), 'image/png': bytes(sign), 'image/webp': webp() };
	for (const junk of [
		bytes(),
		bytes('<svg onload=alert(1)>'),
		bytes([0xff, 0xd8]),
		bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff]),
		bytes(sign, [0xff, 0xff, 0xff, 0xff], 'IDAT'),
		bytes('RIFF', [0xff, 0xff, 0, 0], 'WEBP'),
		webp(),
		...Object.entries(wholes).flatMap(([other, whole]) => (other === format ? [] : [whole]))
	])
		expect(barePicture(junk, format)).toBeUndefined();
});
