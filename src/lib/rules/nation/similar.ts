/** Communities like another one: those nearby, and those that care about the same. */
import { DEGREE, metresBetween } from '../distance.ts';
import type { IndexedCommunity } from './find.ts';
import { isDemo, type CommunitySummary, type Promised } from './summary.ts';

/** What is compared of a community. */
export type Comparable = Pick<IndexedCommunity, 'summary' | 'tags'> & { promised: readonly Promised[] };

type Shown = Pick<CommunitySummary, 'slug' | 'name' | 'kind' | 'place' | 'postcode'>;

export interface Similar {
	/** The nearest first; `metres` from middle to middle, which are no finer than what is published. */
	near: (Shown & { metres: number })[];
	/** Those first with whom it shares what fewest others have: tags as it wrote them itself, and examples. */
	alike: (Shown & { tags: string[]; examples: number })[];
}

const MOST = 3;
/** Further away nobody calls it near: 25 miles. */
const NEAR = 40_234;

/**
 * Up to three nearby and up to three others that share tags or examples. Never itself, never an example made for looking
 * around, and nobody that `isOut` says has gone quiet. A nation is looked through once, and nothing is made of those that
 * have nothing in common with it.
 */
export function similarCommunities(
	of: Comparable,
	all: Iterable<Comparable>,
	isOut: (one: CommunitySummary) => boolean
): Similar {
	const near = new Best<CommunitySummary>();
	const mine = {
		tags: new Set(of.tags),
		examples: new Set(of.promised.flatMap(({ example = [] }) => example))
	};
	const sharing: { summary: CommunitySummary; shared: Shared }[] = [];
	const counts = new Map<string, number>();
	let others = 0;
	for (const one of all) {
		const { summary } = one;
		if (summary.slug === of.summary.slug || isDemo(summary) || isOut(summary)) continue;
		others += 1;
		const metres = metresTo(of.summary.point, summary.point);
		if (metres !== undefined) near.offer(summary, -metres);
		const shared = sharedOf(mine, one);
		if (!shared) continue;
		sharing.push({ summary, shared });
		for (const thing of [...shared.tags, ...shared.examples]) counts.set(thing, (counts.get(thing) ?? 0) + 1);
	}
	const shown = new Set(near.list.map(({ item }) => item.slug));
	// What everybody has brings nobody together: the logarithm of how rare it is.
	const worth = (thing: string) => Math.log(1 + others / (counts.get(thing) ?? 1));
	const alike = new Best<CommunitySummary, Shared>();
	for (const { summary, shared } of sharing) {
		if (shown.has(summary.slug)) continue;
		const score = [...shared.tags, ...shared.examples].reduce((sum, thing) => sum + worth(thing), 0);
		alike.offer(summary, score, shared);
	}
	return {
		near: near.list.map(({ item, score }) => ({ ...shownOf(item), metres: -score })),
		alike: alike.list.map(({ item, with: shared }) => ({
			...shownOf(item),
			tags: of.summary.tags.filter((_, i) => shared?.tags.includes(of.tags[i] ?? '')),
			examples: shared?.examples.length ?? 0
		}))
	};
}

/** How far, where that is near. */
function metresTo(from: CommunitySummary['point'], to: CommunitySummary['point']): number | undefined {
	if (!from || !to || Math.abs(to[1] - from[1]) * DEGREE > NEAR) return undefined;
	const metres = metresBetween(from, to);
	return metres <= NEAR ? metres : undefined;
}

/** Folded tags, and ids of examples. */
interface Shared {
	tags: string[];
	examples: string[];
}

function sharedOf(
	mine: { tags: ReadonlySet<string>; examples: ReadonlySet<string> },
	{ tags, promised }: Comparable
): Shared | undefined {
	let shared: Shared | undefined;
	const note = (thing: string, as: keyof Shared) => {
		shared ??= { tags: [], examples: [] };
		if (!shared[as].includes(thing)) shared[as].push(thing);
	};
	for (const tag of tags) if (mine.tags.has(tag)) note(tag, 'tags');
	for (const { example } of promised)
		if (example !== undefined && mine.examples.has(example)) note(example, 'examples');
	return shared;
}

/** The few with the highest score, and of those alike the first by name. */
class Best<T extends Pick<Shown, 'name' | 'slug'>, With = undefined> {
	readonly list: { item: T; score: number; with?: With }[] = [];

	offer(item: T, score: number, more?: With): void {
		const before = (one: { item: T; score: number }) =>
			score === one.score ? comesFirst(item, one.item) : score > one.score;
		const last = this.list[MOST - 1];
		if (last && !before(last)) return;
		const at = this.list.findIndex(before);
		this.list.splice(at < 0 ? this.list.length : at, 0, { item, score, with: more });
		this.list.length = Math.min(this.list.length, MOST);
	}
}

const comesFirst = (a: Pick<Shown, 'name' | 'slug'>, b: Pick<Shown, 'name' | 'slug'>): boolean =>
	a.name === b.name ? a.slug < b.slug : a.name < b.name;

const shownOf = ({ slug, name, kind, place, postcode }: CommunitySummary): Shown => ({
	...{ slug, name, kind, ...(place && { place }), ...(postcode && { postcode }) }
});
