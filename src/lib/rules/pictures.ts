/** A picture's bytes as records, and back: one that says what it is, and parts that a bad line can carry. */
import {
	part,
	PART_BYTES,
	picture,
	type Author,
	type Made,
	type Part,
	type Picture,
	type PictureInput
} from '../records/index.ts';

/** What is known of a picture beside its bytes. */
export type PictureSort = Omit<PictureInput, 'bytes'>;

/** A picture and its parts, to be saved in one go; or what is wrong with it. */
export function pictureRecords(
	bytes: Uint8Array,
	sort: PictureSort,
	author: Author
): Made<{ picture: Picture; parts: Part[] }> {
	const made = picture.make({ ...sort, bytes: bytes.length }, author);
	if (!made.ok) return made;
	const parts: Part[] = [];
	for (let n = 0; n < made.record.parts; n++) {
		const data = toBase64(bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES));
		const one = part.make({ picture: made.record._id, n, data }, author);
		if (!one.ok) return one;
		parts.push(one.record);
	}
	return { ok: true, record: { picture: made.record, parts } };
}

/** The bytes that the data of all parts come to, in their order; undefined where they are not what the picture says. */
export function joinParts(
	{ bytes }: Pick<Picture, 'bytes'>,
	data: readonly string[]
): Uint8Array<ArrayBuffer> | undefined {
	const chunks = data.map(fromBase64);
	const joined = new Uint8Array(bytes);
	let length = 0;
	for (const chunk of chunks) {
		if (!chunk || length + chunk.length > bytes) return undefined;
		joined.set(chunk, length);
		length += chunk.length;
	}
	return length === bytes ? joined : undefined;
}

function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return btoa(text);
}

function fromBase64(data: string): Uint8Array | undefined {
	try {
		return Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
	} catch {
		// What came from elsewhere may look like base64 and be none.
		return undefined;
	}
}
