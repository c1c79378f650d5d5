/** The marks of doors as the map draws them, each on a disc of ground that sets it off. */
import type { Colours } from './colours.ts';

/** A stroke on a square of 28, filled where it has no width. */
export interface Stroke {
	path: string;
	colour: keyof Colours;
	width?: number;
}

/** The strokes of each mark, by its name. */
export type Marks = Readonly<Record<string, readonly Stroke[]>>;

/** Every mark, drawn twice as large as shown for sharp edges. */
export function drawMarks(marks: Marks, colours: Colours): [string, ImageData][] {
	return Object.entries(marks).map(([name, strokes]) => [name, drawMark(strokes, colours)]);
}

function drawMark(strokes: readonly Stroke[], colours: Colours): ImageData {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 64;
	const pen = canvas.getContext('2d', { willReadFrequently: true });
	if (!pen) throw new Error('no 2d canvas');
	pen.setTransform(2, 0, 0, 2, 4, 4);
	pen.lineCap = pen.lineJoin = 'round';
	pen.fillStyle = colours.ground;
	pen.beginPath();
	pen.arc(14, 14, 13, 0, 2 * Math.PI);
	pen.fill();
	for (const { path, colour, width } of strokes) {
		pen.fillStyle = pen.strokeStyle = colours[colour];
		pen.lineWidth = width ?? 0;
		if (width) pen.stroke(new Path2D(path));
		else pen.fill(new Path2D(path));
	}
	return pen.getImageData(0, 0, 64, 64);
}
