import { formatNumber, m } from '$lib/i18n';
import type { Cover } from '$lib/rules';

/** The parts of a coverage in reading order. */
export const COVERS = ['done', 'once', 'never', 'blocked'] as const satisfies readonly (keyof Cover)[];

const words = {
	done: m.coverage_done,
	once: m.coverage_once,
	never: m.coverage_never,
	blocked: m.coverage_blocked
};

/** "12 to call on again" */
export const coverWords = (part: keyof Cover, cover: Cover): string =>
	words[part]({ shown: formatNumber(cover[part]) });

/** All parts that are there: "14 done · 3 never called on". */
export const sayCover = (cover: Cover): string =>
	COVERS.filter((part) => cover[part] > 0)
		.map((part) => coverWords(part, cover))
		.join(' · ');
