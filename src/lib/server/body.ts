/**
 * What a request brings, or `undefined` where that is more than `most` bytes. It is read to its end even then: a
 * connection that is closed while something on it is unread often loses the answer, and whoever asked would hear of a
 * broken network instead of what was too large. How much is read at all, the server limits (BODY_SIZE_LIMIT). Rejects
 * when it breaks off.
 */
export async function bodyOf(
	{ body, headers }: Pick<Request, 'body' | 'headers'>,
	most: number
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const said = Number(headers.get('content-length') ?? 0);
	// Of what is known to be too large nothing is kept.
	return await read(body, said > most ? -1 : most, () => undefined);
}

/** What was packed by gzip, or `undefined` where that is more than `most` bytes; rejects what is no gzip. */
export async function unpacked(
	packed: Uint8Array<ArrayBuffer>,
	most: number
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
	return await read(stream, most, (reader) => reader.cancel());
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** `enough` is told once more has come than is wanted. */
async function read(
	stream: ReadableStream<Uint8Array> | null,
	most: number,
	enough: (reader: Reader) => unknown
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = stream?.getReader();
	try {
		while (reader) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.byteLength;
			if (size <= most) chunks.push(value);
			else await enough(reader);
		}
	} catch (problem) {
		// Beyond the server's own limit it breaks off, and is too large all the same.
		if (size <= most) throw problem;
	}
	if (size > most) return undefined;
	const whole = new Uint8Array(size);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.byteLength;
	}
	return whole;
}
