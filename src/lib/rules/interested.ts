/** People who have no group yet and say that they are interested: how they are counted, and who is near whom. */
import { metresBetween } from './distance.ts';

type Point = readonly [number, number];

/** How long it is kept, and by how much it can be made longer. */
export const INTEREST_DAYS = 90;
/** How many days before its end somebody is reminded. */
export const REMIND_DAYS = 10;
/** Metres from the middle of a postcode district. */
export const NEAR = 10_000;
/** How many tags somebody can say. */
export const MOST_TAGS = 10;
/** Fewer are not told apart in public: docs/decisions/029. */
const FEWEST = 3;

/** How many people are said to be interested: fewer than three are a few. */
export type SaidCount = number | 'few';

/** A count as it may be said in public. */
export const saidCount = (people: number): SaidCount => (people > 0 && people < FEWEST ? 'few' : people);

/** Whether two places are near enough for people to meet. */
export const isNear = (a: Point, b: Point): boolean => metresBetween(a, b) <= NEAR;

/** The day so many days after a moment, as a time stamp. */
export const daysAfter = (moment: string, days: number): string =>
	new Date(Date.parse(moment) + days * 86_400_000).toISOString();

/** Whether two lists have a tag in common, by what `key` says a tag means. */
export function sharesTag(a: readonly string[], b: readonly string[], key: (tag: string) => string): boolean {
	const known = new Set(a.map(key));
	return b.some((tag) => known.has(key(tag)));
}
