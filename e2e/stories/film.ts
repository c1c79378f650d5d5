import { writeFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 10;

/**
 * Films what another phone shows, as somebody does who holds a camera over it. The file is what Chromium's
 * `--use-file-for-fake-video-capture` takes, and plays over and over: https://wiki.multimedia.cx/index.php/YUV4MPEG2
 */
export async function film(shown: Locator, file: string) {
	const picture = (await shown.screenshot()).toString('base64');
	// An empty page, whose content policy lets the picture in.
	const page = await shown.page().context().newPage();
	const light = await page.evaluate(
		async ({ picture, width, height }) => {
			const image = new Image();
			image.src = `data:image/png;base64,${picture}`;
			await image.decode();
			const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!;
			context.fillStyle = '#777';
			context.fillRect(0, 0, width, height);
			const size = height * 0.8;
			context.drawImage(image, (width - size) / 2, (height - size) / 2, size, size);
			const { data } = context.getImageData(0, 0, width, height);
			return Array.from({ length: width * height }, (_, i) => data[4 * i + 1]!);
		},
		{ picture, width: WIDTH, height: HEIGHT }
	);
	await page.close();
	const colourless = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
	const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.from(light), colourless]);
	const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1\n`);
	writeFileSync(file, Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]));
}
