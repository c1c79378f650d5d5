import { encode } from 'uqr';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { qrReader } from './read-qr.ts';

/** What a camera has before it: how light each dot is, 0 to 255. */
interface View {
	videoWidth: number;
	videoHeight: number;
	light(x: number, y: number): number;
}

/** A grey wall with this code in its middle, `dot` pixels to one of its dots. */
function codeOnAWall(text: string, dot: number): View {
	const { size, data } = encode(text, { ecc: 'M', border: 3 });
	const [videoWidth, videoHeight] = [1280, 960];
	const [left, top] = [(videoWidth - size * dot) / 2, (videoHeight - size * dot) / 2];
	const light = (x: number, y: number) => {
		const dark = data[Math.floor((y - top) / dot)]?.[Math.floor((x - left) / dot)];
		return dark === undefined ? 140 : dark ? 40 : 220;
	};
	return { videoWidth, videoHeight, light };
}

/** As much of a canvas as is used here: each of its dots is the picture's nearest. */
class Canvas {
	width = 0;
	height = 0;
	#data = new Uint8ClampedArray();
	getContext = () => this;
	drawImage(view: View, _x: number, _y: number, width: number, height: number) {
		this.#data = new Uint8ClampedArray(width * height * 4).fill(255);
		for (let i = 0; i < width * height; i++) {
			const x = ((i % width) * view.videoWidth) / width;
			const y = (Math.floor(i / width) * view.videoHeight) / height;
			this.#data.fill(view.light(x, y), 4 * i, 4 * i + 3);
		}
	}
	getImageData = () => ({ data: this.#data });
}

const see = async (view: View) => (await qrReader())(view as never);
const canvas = () => vi.stubGlobal('document', { createElement: () => new Canvas() });
const link = 'https://toadlane.test/join#01k0toad0ane000000000000c1.q8Zr0Vt3kXb7LmNc5PwYdA.v.Canal%20Side';

afterEach(() => void vi.unstubAllGlobals());

describe('a browser that reads no codes itself', () => {
	it('reads an invite as large as it fills the square, and far smaller', async () => {
		canvas();
		for (const dot of [15, 8]) expect(await see(codeOnAWall(link, dot))).toBe(link);
	});

	it('sees nothing in a bare wall, nor before the camera has begun', async () => {
		canvas();
		const wall = { ...codeOnAWall(link, 8), light: () => 140 };
		expect(await see(wall)).toBeUndefined();
		expect(await see({ ...wall, videoWidth: 0, videoHeight: 0 })).toBeUndefined();
	});
});

describe('a browser that reads codes itself', () => {
	function detector(formats: string[], detect: () => Promise<{ rawValue: string }[]>) {
		vi.stubGlobal(
			'BarcodeDetector',
			class {
				static getSupportedFormats = async () => formats;
				detect = detect;
			}
		);
	}

	it('is asked', async () => {
		detector(['ean_13', 'qr_code'], async () => [{ rawValue: link }]);
		expect(await see(codeOnAWall('something else', 8))).toBe(link);
	});

	it('is passed by when it reads other codes only', async () => {
		canvas();
		detector(['ean_13'], async () => [{ rawValue: 'never' }]);
		expect(await see(codeOnAWall(link, 8))).toBe(link);
	});

	it('that fails on one picture is asked again with the next', async () => {
		const seen = vi
			.fn()
			.mockRejectedValueOnce(new Error('no picture yet'))
			.mockResolvedValue([{ rawValue: link }]);
		detector(['qr_code'], seen);
		const read = await qrReader();
		expect(await read({} as never)).toBeUndefined();
		expect(await read({} as never)).toBe(link);
	});
});
