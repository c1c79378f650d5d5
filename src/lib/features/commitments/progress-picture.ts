/** How a commitment stands as a picture, tall as phones show them: the figure, the way to it, where to find the group. */
import type { CommitmentRow } from '$lib/store';
import { chartFrame, drawProgressLine, paperColours, startPicture } from '$lib/ui';
import type { ShareWords } from './share-words.ts';

/** In dots. */
export const PROGRESS_PICTURE = { width: 1080, height: 1350 };
const MARGIN = 80;
const QR = 220;
const INNER = PROGRESS_PICTURE.width - 2 * MARGIN;
const BOTTOM = PROGRESS_PICTURE.height - MARGIN;

/** Draws it as a PNG. Rejects where the browser can't. */
export async function drawProgress(commitment: CommitmentRow, words: ShareWords): Promise<Blob> {
	const { pen, lay, write, mark, qr, finish } = await startPicture(PROGRESS_PICTURE);
	const colour = commitment.area === 'action' ? paperColours.green : paperColours.brick;
	const fitting = (text: string, width: number, largest: number, most: number) => {
		let size = largest;
		while (size > 24 && lay(text, size, width, true).length > most) size -= 4;
		return { lines: lay(text, size, width, true), size };
	};
	const line = (text: string, at: number, from: number, most = 1) => {
		const { lines, size } = fitting(text, INNER, from, most);
		return write(lines, { x: MARGIN, y: at }, size, 1.2, true);
	};

	mark(MARGIN, MARGIN);
	write(
		lay(words.group, 40, INNER - 100, true).slice(0, 1),
		{ x: MARGIN + 96, y: MARGIN - 8 },
		40,
		1.1,
		true
	);
	let y = line(words.title, MARGIN + 70, 64, 3);
	pen.fillStyle = colour;
	y = line(words.figure, y + 10, 260);
	pen.fillStyle = paperColours.ink;
	y = line(words.of, y + 20, 60, 2);
	y = write(lay(words.by, 40, INNER), { x: MARGIN, y }, 40, 1.3);

	// The foot is laid out before the chart, which takes what is left.
	const beside = INNER - (words.page ? QR + 40 : 0);
	const small = [words.asOf, words.page?.replace(/^https?:\/\//, '')];
	const foot = small.flatMap((text) => (text ? lay(text, 32, beside) : []));
	const top = BOTTOM - Math.max(words.page ? QR : 0, foot.length * 42);
	write(foot, { x: MARGIN, y: BOTTOM - foot.length * 42 }, 32, 1.3);
	if (words.page) qr(words.page, PROGRESS_PICTURE.width - MARGIN - QR, BOTTOM - QR, QR);
	if (commitment.progress.tracked) drawChart(pen, commitment, colour, y + 30, top - 30);
	return await finish();
}

/** The chart between two heights, as the screen has it: counted in a solid line, the plan dashed. */
function drawChart(
	pen: CanvasRenderingContext2D,
	{ baseline, target, progress }: CommitmentRow,
	colour: string,
	from: number,
	to: number
): void {
	const { points, path, start, end, ground } = drawProgressLine({
		baseline,
		target,
		series: progress.series
	});
	const scale = Math.min(INNER / chartFrame.width, (to - from) / chartFrame.height);
	if (scale <= 0.5) return;
	pen.save();
	pen.translate(MARGIN + (INNER - scale * chartFrame.width) / 2, to - scale * chartFrame.height);
	pen.scale(scale, scale);
	const stroke = (shape: string, width: number, style: string, dash: number[] = []) => {
		pen.lineWidth = width;
		pen.strokeStyle = style;
		pen.setLineDash(dash);
		pen.stroke(new Path2D(shape));
	};
	pen.lineCap = pen.lineJoin = 'round';
	stroke(`M${chartFrame.left} ${ground}H${chartFrame.right}`, 1, paperColours.line);
	stroke(`M${start.x} ${start.y}L${end.x} ${end.y}`, 1.5, paperColours.soft, [5, 4]);
	stroke(path, 3, colour);
	const last = points.at(-1) ?? start;
	pen.fillStyle = colour;
	pen.beginPath();
	pen.arc(last.x, last.y, 5, 0, 2 * Math.PI);
	pen.fill();
	stroke(`M${end.x - 5} ${end.y}a5 5 0 1 0 10 0a5 5 0 1 0-10 0`, 1.5, paperColours.soft);
	pen.restore();
}
