import { formatNumber, m } from '$lib/i18n';
import type { Cover } from '$lib/rules';
import type { Stroke } from '$lib/map/door-marks';

/** The parts of a coverage in reading order. */
export const COVERS = ['done', 'once', 'never', 'blocked'] as const satisfies readonly (keyof Cover)[];

const words = {
	done: m.coverage_done,
	once: m.coverage_once,
	never: m.coverage_never,
	blocked: m.coverage_blocked
};

/** Each part as a map draws it, filled as its part of the bar is: told apart in black and white as well. */
export const coverShapes: Readonly<Record<keyof Cover, readonly Stroke[]>> = {
	done: [{ path: 'M4 4h20v20H4z', colour: 'green' }],
	once: [
		{ path: 'M5 5h18v18H5z', colour: 'mustard-ink', width: 2.5 },
		{ path: 'M5 14 14 5M5 23 23 5M14 23l9-9', colour: 'mustard-ink', width: 2.5 }
	],
	never: [{ path: 'M5 5h18v18H5z', colour: 'field-line', width: 2.5 }],
	blocked: [{ path: 'M4 4h20v20H4z', colour: 'ink' }]
};

/** "12 to call on again" */
export const coverWords = (part: keyof Cover, cover: Cover): string =>
	words[part]({ shown: formatNumber(cover[part]) });

/** All parts that are there: "14 done · 3 never called on". */
export const sayCover = (cover: Cover): string =>
	COVERS.filter((part) => cover[part] > 0)
		.map((part) => coverWords(part, cover))
		.join(' · ');
