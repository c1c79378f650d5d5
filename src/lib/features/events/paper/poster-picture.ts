/** A poster as a picture, tall as phones show them. Drawn on the phone. */
import { paperColours, startPicture } from '$lib/ui';
import { shownAddress } from './paper-words.ts';
import { fit, type Box, type Fitted } from './fit.ts';
import type { Measures, PosterWords } from './poster-words.ts';

/** In dots. */
export const POSTER_PICTURE = { width: 1080, height: 1350 };
const MARGIN = 80;
const QR = 230;
const INNER = POSTER_PICTURE.width - 2 * MARGIN;
const BOTTOM = POSTER_PICTURE.height - MARGIN;
const box = (height: number, largest: number, smallest: number, leading: number, width = INNER): Box => ({
	...{ width, height, largest, smallest, leading }
});

/** Draws it as a PNG. Rejects where the browser can't. */
export async function drawPoster(words: PosterWords, { bold, plain }: Measures): Promise<Blob> {
	const { pen, lay, write, mark, qr, finish } = await startPicture(POSTER_PICTURE);
	let y = MARGIN - 30;
	const put = ({ lines, size }: Fitted, leading: number, heavy: boolean, gap: number) => {
		if (lines.length > 0) y = write(lines, { x: MARGIN, y: y + gap }, size, leading, heavy);
	};
	put(fit(words.title, box(520, 300, 60, 1), bold), 1, true, 0);
	pen.fillStyle = paperColours.green;
	put(fit(words.day, box(90, 84, 40, 1), bold), 1, true, 50);
	put(fit(words.hours, box(90, 84, 40, 1), bold), 1.1, true, 0);
	pen.fillStyle = paperColours.ink;
	put(fit(words.place, box(130, 54, 30, 1.2), plain), 1.2, false, 20);

	// The foot stands at the bottom, whatever is above it.
	const beside = INNER - (words.page ? QR + 40 : 0);
	const line = fit(words.line, box(130, 42, 26, 1.25, beside), plain);
	const group = lay(words.group, 44, beside - 96, true).slice(0, 2);
	const page = words.page ? lay(shownAddress(words.page), 28, beside) : [];
	const lineHeight = line.lines.length * line.size * 1.25;
	y = BOTTOM - lineHeight - group.length * 53 - page.length * 35 - 30;
	y = write(line.lines, { x: MARGIN, y }, line.size, 1.25) + 20;
	mark(MARGIN, y + 4);
	y = write(group, { x: MARGIN + 96, y }, 44, 1.2, true) + 10;
	write(page, { x: MARGIN, y }, 28, 1.25);
	if (words.page) qr(words.page, POSTER_PICTURE.width - MARGIN - QR, BOTTOM - QR, QR);
	return await finish();
}
