/**
 * Makes a photo small on the phone. It is drawn and encoded anew, so that nothing of the file comes along: not where it
 * was taken, not when, not with what.
 */

/** A picture that is small enough to be kept and sent. */
export interface SmallPicture {
	bytes: Uint8Array<ArrayBuffer>;
	format: 'image/jpeg';
	width: number;
	height: number;
}

export type PictureProblem = 'not_a_picture' | 'too_large_to_read';

/** Bytes of a file that a phone can be asked to open. */
const MOST_FILE_BYTES = 60_000_000;
const SIDES = [1600, 1280, 1000, 800, 640];
const QUALITIES = [0.82, 0.7, 0.55];

/** The size that fits into a square, in the same shape; never larger than it was, never without a pixel. */
export function fitInto(side: number, width: number, height: number): { width: number; height: number } {
	const share = Math.min(1, side / Math.max(width, height));
	return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

/** A photo of at most so many bytes, upright and without anything but what is to be seen; or why there is none. */
export async function shrinkPicture(
	file: Blob,
	most = 200_000
): Promise<({ ok: true } & SmallPicture) | { ok: false; problem: PictureProblem }> {
	if (file.size > MOST_FILE_BYTES) return { ok: false, problem: 'too_large_to_read' };
	const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
	if (!image) return { ok: false, problem: 'not_a_picture' };
	try {
		for (const side of SIDES) {
			const size = fitInto(side, image.width, image.height);
			const canvas = draw(image, size);
			for (const quality of QUALITIES) {
				const made = await encode(canvas, quality);
				if (made && made.size <= most)
					return {
						ok: true,
						bytes: new Uint8Array(await made.arrayBuffer()),
						format: 'image/jpeg',
						...size
					};
			}
		}
		return { ok: false, problem: 'too_large_to_read' };
	} finally {
		image.close();
	}
}

function draw(image: ImageBitmap, size: { width: number; height: number }): HTMLCanvasElement {
	const canvas = Object.assign(document.createElement('canvas'), size);
	const pen = canvas.getContext('2d');
	if (pen) {
		pen.imageSmoothingQuality = 'high';
		// Where a picture can be seen through, JPEG would be black.
		pen.fillStyle = 'white';
		pen.fillRect(0, 0, size.width, size.height);
		pen.drawImage(image, 0, 0, size.width, size.height);
	}
	return canvas;
}

const encode = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
	new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
