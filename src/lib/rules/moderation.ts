/** When what a community says of itself is looked at before strangers see it. */
import type { Listing } from '../records/index.ts';
import { metresBetween } from './distance.ts';
import { linksWithin } from './found-links.ts';

/**
 * `waiting`: never public yet. `shown`: public. `hidden`: out of sight until somebody has looked. `removed`: out of sight
 * for a reason that a moderator gave.
 */
export const STANDINGS = ['waiting', 'shown', 'hidden', 'removed'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Why an edit waits: it adds links, or it makes another community of it. */
export type EditReason = 'links' | 'much';

/** How a group stands, as its own phones are told. */
export interface GroupStanding {
	state: Standing;
	/** Why it is hidden or removed; without one, reports hid it. */
	reason?: string;
	edit?: { since: string; why: EditReason[] };
	/** An edit was not let through; `reason` if the moderator gave one. */
	refused?: { reason?: string };
	/** Stories and events that wait. */
	held: number;
	vouches: number;
	appealed?: string;
	pilot?: 'asked' | 'yes' | 'no';
}

/** How many registered communities let another one in, and how many reports take one that nobody has looked at out of sight. */
export const VOUCHES_NEEDED = 2;
export const REPORTS_THAT_HIDE = 3;

/** The furthest that a community moves without a look, in metres: its displayed place may become coarser or finer. */
const FAR = 50_000;
/** Fewer words than these say too little for a share of them to mean anything. */
const FEW = 6;

/** The part of a published view that is looked at. */
export type LookedAt = Pick<Listing, 'name' | 'kind' | 'commitments'> &
	Partial<Pick<Listing, 'about' | 'place' | 'postcode' | 'point' | 'display_area' | 'tags' | 'review'>>;

/**
 * Why the next view can't simply take the place of the one that is shown; empty when it can. It waits when it adds a link
 * anywhere, when the name changes beyond case, accents and punctuation, when it becomes another kind of community, when it
 * moves further than 50 km (where a point is missing: to another postcode area, else to a place without a word in common), or when most of
 * its words go at once and others come. Taking away never waits.
 */
export function needsLook(shown: LookedAt, next: LookedAt): EditReason[] {
	const why: EditReason[] = [];
	const known = new Set(linksWithin(shown));
	if (linksWithin(next).some((link) => !known.has(link))) why.push('links');
	const much =
		bare(shown.name) !== bare(next.name) ||
		shown.kind !== next.kind ||
		isFar(shown, next) ||
		isReplaced(wordsOf(shown), wordsOf(next));
	if (much) why.push('much');
	return why;
}

/** What was looked at, the same for the same words: figures, days and progress are no part of it. */
export function lookedAt(view: LookedAt): string {
	const { name, kind, about, place, postcode, point, display_area, tags, review } = view;
	const { links, partners } = view as { links?: unknown; partners?: unknown };
	const promised = view.commitments.map(({ area, title, difference, measure }) => [
		...[area, title, difference, measure.label, measure.unit]
	]);
	const all = [
		name,
		kind,
		about,
		place,
		postcode,
		point,
		display_area,
		tags,
		review?.summary,
		links,
		partners
	];
	return JSON.stringify([...all.map((one) => one ?? null), promised]);
}

function isFar(shown: LookedAt, next: LookedAt): boolean {
	if (shown.point && next.point) return metresBetween(shown.point, next.point) > FAR;
	const area = ({ postcode }: LookedAt) => /^[A-Z]+/.exec(postcode ?? '')?.[0];
	if (area(shown) && area(next)) return area(shown) !== area(next);
	const [before, after] = [words(shown.place ?? ''), words(next.place ?? '')];
	return before.size > 0 && after.size > 0 && ![...after].some((word) => before.has(word));
}

/** More than half of the words are gone, and at least as many others as half of those that were there have come. */
function isReplaced(before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
	if (before.size < FEW) return false;
	const gone = [...before].filter((word) => !after.has(word)).length;
	const come = [...after].filter((word) => !before.has(word)).length;
	return gone > before.size / 2 && come >= before.size / 2;
}

function wordsOf({ about, commitments }: LookedAt): Set<string> {
	const promised = commitments.flatMap(({ title, difference }) => [title, difference]);
	return words([about ?? '', ...promised].join(' '));
}

const folded = (text: string) =>
	text
		.normalize('NFKD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase();
const bare = (text: string) => folded(text).replace(/[^\p{L}\p{N}]/gu, '');
const words = (text: string) => new Set(folded(text.replace(/['’]/g, '')).match(/[\p{L}\p{N}]+/gu) ?? []);
