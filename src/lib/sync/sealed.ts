import { sha256 } from '@noble/hashes/sha2.js';
import { isObject } from './ours.ts';

/**
 * What leaves the store sealed, for another phone or for another day: packed with gzip and sealed with AES-GCM, whose key
 * comes from a code that people tell each other or write down. Layout: 3 bytes of name, 1 of version, 8 that tell whose it
 * is, 16 of salt, 12 of nonce, 4 of length, the sealed part, and 8 bytes of SHA-256 over all before them. That checksum
 * protects nothing; it tells a file that was cut or damaged from a code that was mistyped.
 */

const name = [0x54, 0x4c, 0x48];
const version = 1;
const at = { version: 3, group: 4, salt: 12, nonce: 28, length: 40, sealed: 44 };
const checkLength = 8;
const iterations = 600_000;
/** What may come out of the packed part: more than a season's records of a group. */
const mostUnpacked = 64 * 1024 * 1024;

export type Bytes = Uint8Array<ArrayBuffer>;

/** Why nothing was opened. */
export type SealProblem = 'not_ours' | 'damaged' | 'newer_app' | 'other_group' | 'wrong_code';

/** What was sealed, or why it stays so. */
export type Unsealed = { ok: true; content: Record<string, unknown> } | { ok: false; problem: SealProblem };

/** No vowels, so that no words come about; no L, which is taken for an I or a 1. */
const letters = 'BCDFGHJKMNPQRSTVWXYZ';
const codeLength = 12;

/**
 * A fresh code of 12 letters out of 20: 51.8 bits. With 600,000 rounds of PBKDF2 for each guess, trying half of all codes
 * takes about 2^71 hashes, thousands of years for a room full of graphics cards.
 */
export function newCode(): string {
	const fair = 256 - (256 % letters.length);
	let code = '';
	while (code.length < codeLength)
		for (const byte of crypto.getRandomValues(new Uint8Array(32)))
			if (byte < fair && code.length < codeLength) code += letters[byte % letters.length];
	return code;
}

/** Reads a code however it was typed; `undefined` when it can't be one. */
export function readCode(typed: string): string | undefined {
	const code = typed.toUpperCase().replace(/[\s\-–.]/g, '');
	return code.length === codeLength && [...code].every((letter) => letters.includes(letter))
		? code
		: undefined;
}

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
const markOf = (group: string) => sha256(utf8(group)).slice(0, at.salt - at.group);
const checkOf = (bytes: Uint8Array) => sha256(bytes).slice(0, checkLength);
const isSame = (one: Uint8Array, other: Uint8Array) =>
	one.length === other.length && one.every((byte, i) => byte === other[i]);

function joined(...parts: ArrayLike<number>[]): Bytes {
	const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let from = 0;
	for (const part of parts) {
		all.set(part, from);
		from += part.length;
	}
	return all;
}

async function keyOf(code: string, salt: Bytes): Promise<CryptoKey> {
	const base = await crypto.subtle.importKey('raw', utf8(code), 'PBKDF2', false, ['deriveKey']);
	return await crypto.subtle.deriveKey(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
		base,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
}

/** Seals a content of `group`, whose name is bound to it. */
export async function seal(group: string, content: object, code: string): Promise<Bytes> {
	const text = JSON.stringify({ ...content, group });
	const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
	const plain = await new Response(stream).arrayBuffer();
	const salt = crypto.getRandomValues(new Uint8Array(at.nonce - at.salt));
	const nonce = crypto.getRandomValues(new Uint8Array(at.length - at.nonce));
	const length = new Uint8Array(4);
	// Sixteen bytes of AES-GCM's own follow what is sealed.
	new DataView(length.buffer).setUint32(0, plain.byteLength + 16);
	const head = joined(name, [version], markOf(group), salt, nonce, length);
	const key = await keyOf(code, salt);
	const how = { name: 'AES-GCM', iv: nonce, additionalData: head };
	const all = joined(head, new Uint8Array(await crypto.subtle.encrypt(how, key, plain)));
	return joined(all, checkOf(all));
}

/** Opens what `seal` made. Takes any junk, and opens all of it or nothing. */
export async function unseal(bytes: Bytes, group: string, code: string): Promise<Unsealed> {
	const no = (problem: SealProblem): Unsealed => ({ ok: false, problem });
	if (!isSame(bytes.subarray(0, at.version), Uint8Array.from(name))) return no('not_ours');
	const end = bytes.length - checkLength;
	if (end < at.sealed) return no('damaged');
	if (!isSame(bytes.subarray(end), checkOf(bytes.subarray(0, end)))) return no('damaged');
	if (bytes[at.version] !== version) return no('newer_app');
	if (!isSame(bytes.subarray(at.group, at.salt), markOf(group))) return no('other_group');
	const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at.length);
	if (length !== end - at.sealed) return no('damaged');
	const key = await keyOf(code, bytes.slice(at.salt, at.nonce));
	const how = {
		name: 'AES-GCM',
		iv: bytes.slice(at.nonce, at.length),
		additionalData: bytes.slice(0, at.sealed)
	};
	const plain = await crypto.subtle.decrypt(how, key, bytes.slice(at.sealed, end)).catch(() => undefined);
	if (!plain) return no('wrong_code');
	const content = await contentOf(plain);
	if (!isObject(content)) return no('damaged');
	if (content.group !== group) return no('other_group');
	return { ok: true, content };
}

/** What is packed in it; `undefined` when it is broken or comes to far too much. */
async function contentOf(packed: ArrayBuffer): Promise<unknown> {
	const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
	const parts: Bytes[] = [];
	let length = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return JSON.parse(await new Blob(parts).text()) as unknown;
			length += value.length;
			if (length > mostUnpacked) return void (await reader.cancel());
			parts.push(value);
		}
	} catch {
		return undefined;
	}
}
