/** An introduce-yourself card as a picture: the same words, mark and QR code as on paper. Drawn on the phone. */
import { markShapes, qrCode } from '$lib/ui';

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
const [INK, GREEN, PAPER] = ['#1d2420', '#1f6b4a', '#ffffff'];
const FONT = '"Atkinson Hyperlegible Next", Verdana, system-ui, sans-serif';
const LARGEST = 58;
const SMALLEST = 24;

/** Breaks a text into lines that are not longer than `width` as `measure` has it; a word that is too long is cut. */
export function breakLines(text: string, width: number, measure: (line: string) => number): string[] {
	return text.split('\n').flatMap((paragraph) => {
		const lines: string[] = [];
		let line = '';
		for (const word of paragraph.split(' ')) {
			const longer = line === '' ? word : `${line} ${word}`;
			if (measure(longer) <= width) {
				line = longer;
				continue;
			}
			if (line !== '') lines.push(line);
			line = '';
			for (const letter of word) {
				if (line !== '' && measure(line + letter) > width) {
					lines.push(line);
					line = '';
				}
				line += letter;
			}
		}
		return [...lines, line];
	});
}

/** The card as a PNG. Rejects where the browser can't draw one. */
export async function drawCard({ hello, words, reach, group, page }: CardWords): Promise<Blob> {
	const canvas = document.createElement('canvas');
	Object.assign(canvas, CARD);
	const pen = canvas.getContext('2d');
	if (!pen) throw new Error('no 2d canvas');
	const font = (size: number, bold = false) => `${bold ? 700 : 400} ${size}px ${FONT}`;
	// Without its font the card is drawn in another.
	await Promise.all([document.fonts.load(font(40)), document.fonts.load(font(40, true))]).catch(() => []);

	const inner = CARD.width - 2 * MARGIN;
	const lay = (text: string, size: number, width: number, bold = false) => {
		pen.font = font(size, bold);
		return breakLines(text, width, (line) => pen.measureText(line).width);
	};
	let y = 0;
	const write = (lines: readonly string[], size: number, height: number, bold = false, x = MARGIN) => {
		pen.font = font(size, bold);
		for (const line of lines) pen.fillText(line, x, (y += size * height));
	};

	pen.fillStyle = PAPER;
	pen.fillRect(0, 0, CARD.width, CARD.height);
	pen.fillStyle = INK;

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
	y = MARGIN - size * 0.3;
	write(lay(hello, size * 1.5, inner, true), size * 1.5, 1.15, true);
	y += size * 0.4;
	write(lay(words, size, inner), size, 1.3);

	y = bottom - who.length * 55 - small.length * 45;
	drawMark(pen, MARGIN, y + 8);
	write(who, 44, 1.25, true, MARGIN + 90);
	write(small, 36, 1.25);
	if (page) drawQr(pen, page, CARD.width - MARGIN - QR, bottom - QR);

	return await new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
	);
}

function drawMark(pen: CanvasRenderingContext2D, x: number, y: number): void {
	pen.save();
	pen.translate(x, y);
	pen.scale(1.5, 1.5);
	pen.lineWidth = 3;
	pen.lineJoin = 'round';
	pen.strokeStyle = INK;
	pen.stroke(new Path2D(markShapes.gables));
	pen.fillStyle = INK;
	pen.fill(new Path2D(markShapes.door));
	pen.fillStyle = GREEN;
	pen.fill(new Path2D(markShapes.leaf));
	pen.restore();
}

/** Every dot a whole number of the picture's: a camera reads sharp edges best. */
function drawQr(pen: CanvasRenderingContext2D, text: string, x: number, y: number): void {
	const code = qrCode(text);
	const dot = Math.floor(QR / code.size);
	pen.save();
	pen.translate(x + QR - dot * code.size, y + QR - dot * code.size);
	pen.scale(dot, dot);
	pen.fill(new Path2D(code.path));
	pen.restore();
}
