/** A file as text, piece by piece, in the encoding that it turns out to have. */
import { createReadStream } from 'node:fs';

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

/**
 * Looks through the whole file once: UTF-8 when every byte of it is, UTF-16 when it says so, else what Windows wrote in
 * western Europe. 'binary' for one that is no text at all. A line break of a kind of its own is kept.
 */
export async function findEncoding(file: string): Promise<Encoding | 'binary'> {
	const utf8 = new TextDecoder('utf-8', { fatal: true });
	let sound = true;
	let first = true;
	for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) {
		if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
		first = false;
		if (bytes.includes(0)) return 'binary';
		sound = sound && fits(utf8, bytes);
	}
	return sound && fits(utf8) ? 'utf-8' : 'windows-1252';
}

/** The file's text in pieces that cut no character. */
export async function* readText(file: string, encoding: Encoding): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) {
		const text = decoder.decode(bytes, { stream: true });
		if (text) yield text;
	}
	const rest = decoder.decode();
	if (rest) yield rest;
}

function fits(decoder: TextDecoder, bytes?: Buffer): boolean {
	try {
		decoder.decode(bytes, { stream: bytes !== undefined });
		return true;
	} catch {
		return false;
	}
}
