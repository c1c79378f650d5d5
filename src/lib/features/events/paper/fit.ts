/** Type as large as its box takes it, broken between words alone. */

export interface Box {
	width: number;
	height: number;
	/** The largest and the smallest size that is tried. */
	largest: number;
	smallest: number;
	/** How far lines stand apart, as a share of the size. */
	leading: number;
}

export interface Fitted {
	lines: string[];
	size: number;
}

/** A title that is smaller can't be read at three metres by passers-by (points, on A4 and on A5). */
export const READABLE = { a4: 120, a5: 60 } as const;

/** Breaks a text for a box; `measure` answers how wide a line is at size 1. A text that fits at no size is cut into its letters. */
export function fit(text: string, box: Box, measure: (line: string) => number): Fitted {
	const words = text.split(/\s+/).filter(Boolean);
	for (let size = box.largest; size >= box.smallest; size--) {
		const lines = layWords(words, box.width / size, measure);
		const fits = lines.every((line) => measure(line) * size <= box.width);
		if (fits && lines.length * size * box.leading <= box.height) return { lines, size };
	}
	const lines = layWords(cut(words, box.width / box.smallest, measure), box.width / box.smallest, measure);
	const most = Math.max(1, Math.floor(box.height / (box.smallest * box.leading)));
	return { lines: lines.slice(0, most), size: box.smallest };
}

/** Words in lines of at most `width`; one that is longer has a line of its own. */
export function layWords(
	words: readonly string[],
	width: number,
	measure: (line: string) => number
): string[] {
	const lines: string[] = [];
	for (const word of words) {
		const longer = `${lines.at(-1)} ${word}`;
		if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

/** Words in pieces that are not wider than a line. */
function cut(words: readonly string[], width: number, measure: (line: string) => number): string[] {
	return words.flatMap((word) => {
		const pieces: string[] = [''];
		for (const letter of word) {
			const piece = pieces[pieces.length - 1] as string;
			if (piece !== '' && measure(piece + letter) > width) pieces.push(letter);
			else pieces[pieces.length - 1] = piece + letter;
		}
		return pieces;
	});
}

const FONT = '"Atkinson Hyperlegible Next", Verdana, system-ui, sans-serif';

/** Measures lines in the product's type, once it is there; without a canvas, by a guess that is rather too wide. */
export async function measureType(bold: boolean): Promise<(line: string) => number> {
	const font = `${bold ? 700 : 400} 100px ${FONT}`;
	await document.fonts.load(font).catch(() => []);
	const pen = document.createElement('canvas').getContext('2d');
	if (!pen) return (line) => line.length * 0.62;
	pen.font = font;
	return (line) => pen.measureText(line).width / 100;
}
