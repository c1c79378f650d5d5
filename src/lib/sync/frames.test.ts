import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameReader, framesOf } from './frames.ts';

const bytes = fc.uint8Array({ maxLength: 2_000 }).map((some) => Uint8Array.from(some));

/** What the reader has after all of these texts. */
function readAll(texts: readonly string[]) {
	const read = frameReader();
	let whole: Uint8Array | undefined;
	for (const text of texts) whole = read(text)?.whole ?? whole;
	return whole;
}

test('frames are joined in whatever order they are seen, however often', () => {
	const seen = bytes.chain((some) => {
		const frames = framesOf(some);
		const order = fc.shuffledSubarray(frames, { minLength: frames.length });
		return fc.tuple(fc.constant(some), order, fc.array(fc.constantFrom(...frames), { maxLength: 20 }));
	});
	fc.assert(
		fc.property(seen, ([some, order, again]) => {
			expect(readAll([...again, ...order])).toEqual(some);
		})
	);
});

test('as long as one frame is missing there is nothing, and how many there are is told', () => {
	fc.assert(
		fc.property(bytes, fc.nat(), (some, n) => {
			const frames = framesOf(some);
			const rest = frames.filter((_, i) => i !== n % frames.length);
			expect(readAll([...rest, ...rest])).toBeUndefined();
			const read = frameReader();
			expect(rest.map(read).at(-1)?.have ?? 0).toBe(frames.length - 1);
		})
	);
});

test('a frame with a wrong letter is passed by, and comes to nothing else', () => {
	fc.assert(
		fc.property(bytes, fc.nat(), fc.nat(), fc.constantFrom('0', 'Z', ':', 'a', ''), (some, n, at, letter) => {
			const frames = framesOf(some);
			const frame = frames[n % frames.length] as string;
			const from = at % frame.length;
			const wrong = frame.slice(0, from) + letter + frame.slice(from + 1);
			if (wrong === frame) return;
			expect(frameReader()(wrong)).toBeUndefined();
			expect(readAll([wrong, ...frames])).toEqual(some);
		})
	);
});

test('another hand-over begins anew, and what is no frame is told apart', () => {
	const [one, other] = [new Uint8Array(500).fill(1), new Uint8Array(500).fill(2)];
	expect(readAll([...framesOf(one).slice(0, 2), ...framesOf(other)])).toEqual(other);
	for (const text of ['', 'TLH:', 'https://toadlane.test/join#x', 'TLH:00'])
		expect(frameReader()(text)).toBeUndefined();
});

test('a frame fits into a QR code that an old camera can read off a small screen', () => {
	const frames = framesOf(crypto.getRandomValues(new Uint8Array(5_000)));
	expect(frames).toHaveLength(25);
	for (const frame of frames) expect(frame).toMatch(/^[0-9A-Z $%*+\-./:]{1,325}$/);
});
