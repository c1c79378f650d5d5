/** Pictures that are drawn on the phone, to be shared: text in the product's type, the mark, a QR code. */
import { markShapes } from './mark-shapes.ts';
import { qrCode } from './qr-code.ts';

/** The colours of paper: pictures are the same in light and dark. */
export const paperColours = {
	ink: '#1d2420',
	soft: '#54605a',
	line: '#d9d3c3',
	green: '#1f6b4a',
	brick: '#a83f28',
	paper: '#ffffff'
} as const;

const FONT = '"Atkinson Hyperlegible Next", Verdana, system-ui, sans-serif';
const font = (size: number, bold: boolean) => `${bold ? 700 : 400} ${size}px ${FONT}`;

export interface Picture {
	pen: CanvasRenderingContext2D;
	/** A text broken into lines of at most `width` dots. */
	lay(text: string, size: number, width: number, bold?: boolean): string[];
	/** Writes lines below `y`, each `size * height` high; answers where the last one stands. */
	write(
		lines: readonly string[],
		at: { x: number; y: number },
		size: number,
		height: number,
		bold?: boolean
	): number;
	/** The mark, 72 by 48 dots. */
	mark(x: number, y: number): void;
	/** A QR code whose right lower corner is that of the square; its dots are whole ones, which a camera reads best. */
	qr(text: string, x: number, y: number, size: number): void;
	/** As a PNG. Rejects where the browser can't make one. */
	finish(): Promise<Blob>;
}

/** An empty white picture of so many dots. Rejects where the browser can't draw. */
export async function startPicture(size: { width: number; height: number }): Promise<Picture> {
	const canvas = document.createElement('canvas');
	Object.assign(canvas, size);
	const pen = canvas.getContext('2d');
	if (!pen) throw new Error('no 2d canvas');
	// Without its font the picture is drawn in another.
	await Promise.all([document.fonts.load(font(40, false)), document.fonts.load(font(40, true))]).catch(
		() => []
	);
	pen.fillStyle = paperColours.paper;
	pen.fillRect(0, 0, size.width, size.height);
	pen.fillStyle = paperColours.ink;
	return {
		pen,
		lay(text, size, width, bold = false) {
			pen.font = font(size, bold);
			return breakLines(text, width, (line) => pen.measureText(line).width);
		},
		write(lines, { x, y }, size, height, bold = false) {
			pen.font = font(size, bold);
			for (const line of lines) pen.fillText(line, x, (y += size * height));
			return y;
		},
		mark: (x, y) => drawMark(pen, x, y),
		qr: (text, x, y, size) => drawQr(pen, text, x, y, size),
		finish: () =>
			new Promise((resolve, reject) =>
				canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
			)
	};
}

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

function drawMark(pen: CanvasRenderingContext2D, x: number, y: number): void {
	pen.save();
	pen.translate(x, y);
	pen.scale(1.5, 1.5);
	pen.lineWidth = 3;
	pen.lineJoin = 'round';
	pen.strokeStyle = paperColours.ink;
	pen.stroke(new Path2D(markShapes.gables));
	pen.fillStyle = paperColours.ink;
	pen.fill(new Path2D(markShapes.door));
	pen.fillStyle = paperColours.green;
	pen.fill(new Path2D(markShapes.leaf));
	pen.restore();
}

function drawQr(pen: CanvasRenderingContext2D, text: string, x: number, y: number, size: number): void {
	const code = qrCode(text);
	const dot = Math.floor(size / code.size);
	pen.save();
	pen.translate(x + size - dot * code.size, y + size - dot * code.size);
	pen.scale(dot, dot);
	pen.fill(new Path2D(code.path));
	pen.restore();
}
