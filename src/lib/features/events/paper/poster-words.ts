/** What a poster says, and how large: the same on paper and as a picture. */
import { m } from '$lib/i18n';
import type { PlannedEvent } from '$lib/records';
import { firstLine, whenWords } from './paper-words.ts';
import { fit, READABLE, type Box, type Fitted } from './fit.ts';

export interface PosterWords {
	title: string;
	day: string;
	hours: string;
	place: string;
	line: string;
	group: string;
	page: string | undefined;
}

/** As long as the one more line may be. */
export const MOST_LINE = 90;

/** The words of a poster. `line` is what somebody typed, or nothing for the event's own. */
export function posterWords(
	event: PlannedEvent,
	{ line, group, page }: { line: string; group: string; page: string | undefined }
): PosterWords {
	const { day, hours } = whenWords(event);
	const title =
		event.status === 'cancelled' ? m.road_poster_cancelled_title({ title: event.title }) : event.title;
	return { title, day, hours, place: event.place ?? '', line: line.trim(), group, page };
}

/** The line that a poster begins with. */
export const lineOf = (event: PlannedEvent): string => firstLine(event.about, MOST_LINE - 1);

export type PosterSize = 'a4' | 'a5' | 'a6';

interface Boxes {
	title: Box;
	when: Box;
	place: Box;
	line: Box;
}

const tight = { leading: 0.9 };
const loose = { leading: 1.2 };

/** Points, within the margins: 527 by 773 on A4, 527 by 368 on its side on A5, 236 by 360 on A6. */
export const BOXES: Record<PosterSize, Boxes> = {
	a4: {
		title: { width: 520, height: 436, largest: 230, smallest: 40, ...tight },
		when: { width: 527, height: 104, largest: 52, smallest: 24, ...tight },
		place: { width: 527, height: 68, largest: 28, smallest: 14, ...loose },
		line: { width: 400, height: 66, largest: 20, smallest: 12, ...loose }
	},
	a5: {
		title: { width: 520, height: 175, largest: 120, smallest: 24, ...tight },
		when: { width: 527, height: 44, largest: 40, smallest: 16, ...tight },
		place: { width: 527, height: 48, largest: 24, smallest: 10, ...loose },
		line: { width: 420, height: 40, largest: 16, smallest: 9, ...loose }
	},
	a6: {
		title: { width: 230, height: 110, largest: 52, smallest: 14, ...tight },
		when: { width: 230, height: 46, largest: 22, smallest: 10, ...loose },
		place: { width: 230, height: 46, largest: 15, smallest: 8, ...loose },
		line: { width: 155, height: 44, largest: 12, smallest: 8, ...loose }
	}
};

export interface SetPoster {
	title: Fitted;
	when: Fitted;
	place: Fitted;
	line: Fitted;
	/** Passers-by can read its title at three metres. */
	readable: boolean;
}

export interface Measures {
	bold: (line: string) => number;
	plain: (line: string) => number;
}

/** Day and hours stand under one another where there is height for both, else side by side. */
function setWhen({ day, hours }: PosterWords, box: Box, measure: (line: string) => number): Fitted {
	const two = [day, hours];
	const widest = Math.max(...two.map(measure));
	const under = Math.floor(Math.min(box.largest, box.width / widest, box.height / (2 * box.leading)));
	const beside = fit(`${day}, ${hours}`, box, measure);
	return under >= beside.size || beside.lines.length > 1 ? { lines: two, size: under } : beside;
}

/** All of a poster as large as it can be. */
export function setPoster(words: PosterWords, size: PosterSize, { bold, plain }: Measures): SetPoster {
	const boxes = BOXES[size];
	const title = fit(words.title, boxes.title, bold);
	return {
		title,
		when: setWhen(words, boxes.when, bold),
		place: fit(words.place, boxes.place, plain),
		line: fit(words.line, boxes.line, plain),
		readable: size === 'a6' || title.size >= READABLE[size]
	};
}
