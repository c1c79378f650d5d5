/** A long file that is made of pieces: what is made and compressed of a piece is kept for as long as the piece is. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, gunzip } from 'node:zlib';
import { joinedCrc } from './joined-crc.ts';
import type { Piece } from './pieces.ts';

const pack = promisify(deflateRaw);
const unpack = promisify(gunzip);
type Bytes = Uint8Array<ArrayBuffer>;

/** What is kept of a part: compressed so that parts can be joined, and a mark of what it says. */
interface Part {
	packed: Uint8Array;
	crc: number;
	length: number;
	/** Hexadecimal SHA-256. */
	mark: string;
}

/** A file as it is sent, with a mark of what it says. */
export interface JoinedFile {
	gzip: Bytes;
	/** As it is, for who can't read gzip. */
	plain(): Promise<Bytes>;
	etag: string;
}

/** A kind of file over pieces of `T`. */
export interface FileOf<T> {
	/** The text of a piece. */
	piece(of: Piece<T>): string | Promise<string>;
	/** Between two pieces. */
	between?: string;
}

/** RFC 1952: gzip, compressed by deflate, without a name or a time, from an unknown system. */
const HEAD = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** RFC 1951: a last block with nothing in it. */
const END = new Uint8Array([3, 0]);

/**
 * Makes files of one kind. Each part is compressed by itself up to a byte's end (a full flush), and parts stand one after the
 * other in one gzip stream: who changes one compresses one. What is asked for is the file of pieces, with what stands before
 * and after them.
 */
export function joinedFiles<T>({ piece, between = '' }: FileOf<T>) {
	const kept = new WeakMap<Piece<T>, Promise<Part>>();
	const partOf = (one: Piece<T>) => {
		const made = kept.get(one) ?? Promise.resolve(piece(one)).then(partFrom);
		kept.set(one, made);
		return made;
	};
	return async (pieces: readonly Piece<T>[], before: string, after: string): Promise<JoinedFile> => {
		const comma = between === '' ? [] : [await partFrom(between)];
		const parts = [await partFrom(before)];
		for (const [i, one] of pieces.entries()) {
			if (i > 0) parts.push(...comma);
			parts.push(await partOf(one));
		}
		parts.push(await partFrom(after));
		return join(parts);
	};
}

async function partFrom(text: string): Promise<Part> {
	const plain = new TextEncoder().encode(text);
	const packed = new Uint8Array(await pack(plain, { level: 9, finishFlush: constants.Z_FULL_FLUSH }));
	const mark = createHash('sha256').update(plain).digest('hex');
	return { packed, crc: crc32(plain), length: plain.length, mark };
}

function join(parts: readonly Part[]): JoinedFile {
	let [crc, length] = [0, 0];
	for (const part of parts) {
		crc = joinedCrc(crc, part.crc, part.length);
		length += part.length;
	}
	const foot = new DataView(new ArrayBuffer(8));
	foot.setUint32(0, crc, true);
	foot.setUint32(4, length % 2 ** 32, true);
	const gzip = concat([HEAD, ...parts.map(({ packed }) => packed), END, new Uint8Array(foot.buffer)]);
	const mark = createHash('sha256').update(parts.map((part) => part.mark).join(' '));
	const etag = `W/"${mark.digest('base64url').slice(0, 27)}"`;
	return { gzip, plain: async () => new Uint8Array(await unpack(gzip)), etag };
}

function concat(parts: readonly Uint8Array[]): Bytes {
	const whole: Bytes = new Uint8Array(parts.reduce((n, { length }) => n + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
