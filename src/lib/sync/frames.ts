import { sha256 } from '@noble/hashes/sha2.js';

/**
 * A hand-over as pictures: QR codes shown one after the other, over and over, and read by another phone's camera in
 * whatever order it catches them. A frame is text of the 45 letters that QR codes keep most closely (RFC 9285). Its
 * bytes: 4 that tell the hand-over, 2 its number, 2 how many there are, 4 of SHA-256 over the rest, and its part.
 */

/** Larger codes are hard to read off a small screen by an old camera. */
const partLength = 200;
const headLength = 12;
const frameStart = 'TLH:';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const most = 65_535;

type Bytes = Uint8Array<ArrayBuffer>;

/** How many frames of a hand-over have been seen. */
export interface Seen {
	have: number;
	total: number;
	/** All of it, once no frame is missing. */
	whole?: Bytes;
}

/** The texts of all frames, in order. */
export function framesOf(bytes: Bytes): string[] {
	const total = Math.max(1, Math.ceil(bytes.length / partLength));
	if (total > most) throw new RangeError('too long for frames');
	const mark = markOf(bytes);
	return Array.from({ length: total }, (_, index) => {
		const part = bytes.subarray(index * partLength, (index + 1) * partLength);
		const frame = new Uint8Array(headLength + part.length);
		frame.set(mark);
		new DataView(frame.buffer).setUint32(4, index * 0x10000 + total);
		frame.set(part, headLength);
		frame.set(checkOf(frame), 8);
		return frameStart + toText(frame);
	});
}

const markOf = (bytes: Bytes) => sha256(bytes).subarray(0, 4);

function checkOf(frame: Bytes): Uint8Array {
	const counted = frame.slice();
	counted.fill(0, 8, headLength);
	return sha256(counted).subarray(0, 4);
}

/**
 * Puts frames together as they are seen, in any order and however often. Answers how far that is, or `undefined` for
 * what is no frame. A hand-over that is not the one seen before begins anew.
 */
export function frameReader(): (text: string) => Seen | undefined {
	let of = '';
	let parts = new Map<number, Bytes>();
	return (text) => {
		const frame = readFrame(text);
		if (!frame) return undefined;
		if (frame.of !== of) {
			of = frame.of;
			parts = new Map();
		}
		parts.set(frame.index, frame.part);
		const seen = { have: parts.size, total: frame.total };
		if (parts.size < frame.total) return seen;
		const whole = new Uint8Array([...parts].sort(([a], [b]) => a - b).flatMap(([, part]) => [...part]));
		if (markOf(whole).join() === frame.mark) return { ...seen, whole };
		parts = new Map();
		return { have: 0, total: frame.total };
	};
}

function readFrame(text: string) {
	const frame = text.startsWith(frameStart) ? fromText(text.slice(frameStart.length)) : undefined;
	if (!frame || frame.length < headLength) return undefined;
	if (frame.subarray(8, headLength).join() !== checkOf(frame).join()) return undefined;
	const view = new DataView(frame.buffer);
	const [index, total] = [view.getUint16(4), view.getUint16(6)];
	if (index >= total) return undefined;
	const mark = frame.subarray(0, 4).join();
	return { of: `${mark} ${total}`, mark, index, total, part: frame.slice(headLength) };
}

function toText(bytes: Bytes): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 2) {
		const pair = i + 1 < bytes.length;
		let value = pair ? bytes[i]! * 256 + bytes[i + 1]! : bytes[i]!;
		for (let n = pair ? 3 : 2; n > 0; n--) {
			text += alphabet[value % 45];
			value = Math.floor(value / 45);
		}
	}
	return text;
}

function fromText(text: string): Bytes | undefined {
	if (text.length % 3 === 1) return undefined;
	const bytes: number[] = [];
	for (let i = 0; i < text.length; i += 3) {
		const digits = [...text.slice(i, i + 3)].map((letter) => alphabet.indexOf(letter));
		const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
		const pair = digits.length === 3;
		if (digits.includes(-1) || value > (pair ? 0xffff : 0xff)) return undefined;
		bytes.push(...(pair ? [value >> 8] : []), value & 0xff);
	}
	return Uint8Array.from(bytes);
}
