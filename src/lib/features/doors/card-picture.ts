/** An introduce-yourself card as a picture: the same words, mark and QR code as on paper. Drawn on the phone. */
import { startPicture } from '$lib/ui';

export interface CardWords {
	hello: string;
	words: string;
	reach: string;
	group: string;
	/** The address of the community's page; without one there is no QR code. */
	page?: string | undefined;
}

/** In dots: an A6 card on its side. */
export const CARD = { width: 1480, height: 1050 };
const MARGIN = 90;
const QR = 330;
const LARGEST = 58;
const SMALLEST = 24;

/** The card as a PNG. Rejects where the browser can't draw one. */
export async function drawCard({ hello, words, reach, group, page }: CardWords): Promise<Blob> {
	const { lay, write, mark, qr, finish } = await startPicture(CARD);
	const inner = CARD.width - 2 * MARGIN;

	// The foot first: what it takes is not there for the words.
	const beside = inner - (page ? QR + 40 : 0);
	const shown = page?.replace(/^https?:\/\//, '');
	const who = lay(group, 44, beside - 90, true);
	const small = [reach, shown].flatMap((text) => (text ? lay(text, 36, beside) : []));
	const foot = Math.max(page ? QR : 0, who.length * 55 + small.length * 45);
	const bottom = CARD.height - MARGIN;

	// As large as fits.
	let size = LARGEST;
	const heights = () =>
		lay(hello, size * 1.5, inner, true).length * size * 1.725 + lay(words, size, inner).length * size * 1.3;
	while (size > SMALLEST && heights() > bottom - foot - MARGIN - 40) size -= 2;
	let y = MARGIN - size * 0.3;
	y = write(lay(hello, size * 1.5, inner, true), { x: MARGIN, y }, size * 1.5, 1.15, true);
	write(lay(words, size, inner), { x: MARGIN, y: y + size * 0.4 }, size, 1.3);

	y = bottom - who.length * 55 - small.length * 45;
	mark(MARGIN, y + 8);
	y = write(who, { x: MARGIN + 90, y }, 44, 1.25, true);
	write(small, { x: MARGIN, y }, 36, 1.25);
	if (page) qr(page, CARD.width - MARGIN - QR, bottom - QR, QR);
	return await finish();
}
