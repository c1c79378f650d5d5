/**
 * A picture as it may be shown in public: the picture alone, without what cameras and programs write beside it (place,
 * time, device, words). Phones take that off when they make a picture small; this is for whatever comes from elsewhere.
 */

type Format = 'image/jpeg' | 'image/webp' | 'image/png';

/** The bytes without anything said beside the picture; undefined where they are no picture of this format. */
export function barePicture(bytes: Uint8Array, format: Format): Uint8Array | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		if (format === 'image/jpeg') return bareJpeg(bytes, view);
		return format === 'image/png' ? barePng(bytes, view) : bareWebp(bytes, view);
	} catch (problem) {
		// A length that leads out of the bytes.
		if (problem instanceof RangeError) return undefined;
		throw problem;
	}
}

/** JFIF, the colour profile and Adobe's colour transform: the only application segments that say how it looks. */
const JPEG_APPS_KEPT = [0xe0, 0xe2, 0xee];
const JPEG_COMMENT = 0xfe;
const JPEG_SCAN = 0xda;

function bareJpeg(bytes: Uint8Array, view: DataView): Uint8Array | undefined {
	if (view.getUint16(0) !== 0xffd8) return undefined;
	const kept = [bytes.subarray(0, 2)];
	for (let at = 2; ;) {
		const marker = view.getUint8(at + 1);
		if (view.getUint8(at) !== 0xff || marker < 0xc0 || marker === 0xff) return undefined;
		if (marker === JPEG_SCAN) return joined([...kept, bytes.subarray(at)]);
		const next = at + 2 + view.getUint16(at + 2);
		const says = marker === JPEG_COMMENT || (marker >= 0xe0 && marker <= 0xef);
		if (!says || JPEG_APPS_KEPT.includes(marker)) kept.push(bytes.subarray(at, next));
		at = next;
	}
}

const PNG_SIGN = '\x89PNG\r\n\x1a\n';
const PNG_LEFT_OUT = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];

function barePng(bytes: Uint8Array, view: DataView): Uint8Array | undefined {
	if (ascii(bytes, 0, 8) !== PNG_SIGN) return undefined;
	const kept = [bytes.subarray(0, 8)];
	for (let at = 8; ;) {
		const next = at + 12 + view.getUint32(at);
		const name = ascii(bytes, at + 4, 4);
		if (next > bytes.length) return undefined;
		if (!PNG_LEFT_OUT.includes(name)) kept.push(bytes.subarray(at, next));
		if (name === 'IEND') return joined(kept);
		at = next;
	}
}

const WEBP_LEFT_OUT = ['EXIF', 'XMP '];
/** In the flags of a VP8X chunk: that there is Exif, and XMP. */
const WEBP_FLAGS = 0x0c;

function bareWebp(bytes: Uint8Array, view: DataView): Uint8Array | undefined {
	if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return undefined;
	const end = 8 + view.getUint32(4, true);
	if (end > bytes.length) return undefined;
	const kept = [bytes.slice(0, 12)];
	for (let at = 12; at < end;) {
		const size = view.getUint32(at + 4, true);
		const name = ascii(bytes, at, 4);
		const chunk = bytes.slice(at, at + 8 + size + (size % 2));
		if (name === 'VP8X' && size > 0) chunk[8] = (chunk[8] ?? 0) & ~WEBP_FLAGS;
		if (!WEBP_LEFT_OUT.includes(name)) kept.push(chunk);
		at += 8 + size + (size % 2);
	}
	const bare = joined(kept);
	new DataView(bare.buffer).setUint32(4, bare.length - 8, true);
	return kept.length > 1 ? bare : undefined;
}

const ascii = (bytes: Uint8Array, at: number, length: number) =>
	String.fromCharCode(...bytes.subarray(at, at + length));

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
