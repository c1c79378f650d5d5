/** One made-up community as the registry shows it: its listing, and its stories, events and co-ops beside that. */
import {
	coarsePoint,
	event,
	listing,
	story,
	type Base,
	type Community,
	type ListedReview,
	type Listing,
	type PlannedEvent,
	type Review,
	type Story
} from '../../records/index.ts';
import { dayAfter, HOME_ZONE, makeListing } from '../../rules/index.ts';
import type { Doc } from '../backend.ts';
import { chanceFrom, type Chance } from './chance.ts';
import { madeUpCommitments } from './commitments.ts';
import { madeUpGroup, madeUpId } from './ids.ts';
import type { MadeUpPlace } from './places.ts';
import { aboutOf, COOPS, nameOf, PLANS, ROOMS, STORIES, tagsOf } from './words.ts';

const DAY = 86_400_000;
const YEARS_BACK = 3 * 365;
const LITTLE = 10_000;
const LARGE = 100_000;

export interface MadeUpCommunity {
	/** The bare group id. */
	group: string;
	name: string;
	/** What stands in the registry, once it has an address. */
	documents(slug: string): Doc[];
}

/** The community that comes at a place in a seed's order: always the same for the same places and day. */
export function madeUpCommunity(
	seed: number,
	at: number,
	places: readonly MadeUpPlace[],
	today: Date
): MadeUpCommunity {
	const chance = chanceFrom(seed, at);
	const group = madeUpGroup(seed, at);
	// The larger a place is, the likelier: the list begins with the largest.
	const place = places[Math.floor(places.length * chance.share() ** 2)]!;
	const kind = kindOf(place, chance);
	const placeless = kind === 'interest' && chance.happens(0.6);
	const name = nameOf(kind, placeless ? undefined : place.name, chance)
		.slice(0, 80)
		.trim();
	const ago = (days: number) => new Date(today.getTime() - days * DAY);
	const age = 3 + YEARS_BACK * chance.share() ** 1.3;
	const registered = ago(age);
	const { heard, review } = heardOf(age, chance, ago);
	const home: Community = {
		...fixed(`community:${group}`, 'community', registered),
		...{ name, kind, tags: tagsOf(chance) },
		...(chance.happens(0.8) && { about: aboutOf(chance) }),
		...(!placeless && whereOf(place, kind, chance)),
		status: chance.weighed([
			['registered', 94],
			['paused', 4],
			['archived', 2]
		])
	} as Community;
	const { commitments, progress } = madeUpCommitments(registered, heard, chance);
	const none = { undos: [], fed: [], reviews: review ? [review] : [], answers: [] };
	const shown = makeListing({ community: home, commitments, progress, ...none }, heard);
	const { group: _, ...fields } = shown;
	if (fields.review) Object.assign(fields.review, decisionsOn(commitments.length, chance));
	const listed = { ...fixed(`listing:${group}`, 'listing', heard), ...fields } as Listing;
	const pilot = chance.happens(0.01);
	const verified = chance.happens(0.9);
	const documents = (slug: string): Doc[] => [
		{
			...document(listed, listing.publicView!(listed), `listing:${group}`),
			...{ slug, registered_at: registered.toISOString() },
			...(pilot && { pilot }),
			...(verified && { verified })
		},
		...beside.map((doc) => ({ ...doc, slug }))
	];
	const beside = [
		...storiesOf(group, listed, heard, chance),
		...eventsOf(group, place, today, heard, chance),
		...coopsOf(group, place, heard, chance)
	];
	return { group, name, documents };
}

function kindOf({ people }: MadeUpPlace, chance: Chance): Community['kind'] {
	if (chance.happens(0.12)) return 'interest';
	if (people >= LARGE)
		return chance.weighed([
			['neighbourhood', 85],
			['city', 8],
			['region', 7]
		]);
	if (people >= LITTLE)
		return chance.weighed([
			['neighbourhood', 60],
			['town', 36],
			['region', 4]
		]);
	return chance.weighed([
		['village', 75],
		['neighbourhood', 20],
		['town', 5]
	]);
}

function whereOf({ name, point, postcode }: MadeUpPlace, kind: Community['kind'], chance: Chance) {
	const spread = kind === 'neighbourhood' ? 0.02 : 0.005;
	const near = (degrees: number) => degrees + (chance.share() - 0.5) * 2 * spread;
	const at = coarsePoint([near(point[0]), near(point[1])]);
	return { place: name, point: at, ...(kind !== 'region' && { postcode }) };
}

/** Most look back once a year; some stop. Those registered within a year need not have. */
function heardOf(age: number, chance: Chance, ago: (days: number) => Date): { heard: Date; review?: Review } {
	const reviews = Math.floor(age / 360);
	const kept = chance.weighed([
		[reviews, 70],
		[Math.max(0, reviews - 1), 15],
		[0, 15]
	]);
	if (kept === 0)
		return {
			heard: ago(age < 365 ? chance.share() * Math.min(age, 60) : age - Math.min(age, 200) * chance.share())
		};
	const since = Math.max(0, age - kept * 360 + chance.whole(-20, 5));
	const to = ago(since).toISOString().slice(0, 10);
	const summary = chance.happens(0.5)
		? { summary: 'A good year, and a wet one. We did less than we said, and more than we thought.' }
		: {};
	const review = {
		_id: `review:${madeUpId(chance)}`,
		to,
		closed_at: ago(since).toISOString(),
		...summary
	} as Review;
	return { heard: ago(since * chance.share()), review };
}

function decisionsOn(count: number, chance: Chance): Pick<ListedReview, 'kept' | 'changed' | 'dropped'> {
	const kept = chance.whole(0, count);
	const changed = chance.whole(0, count - kept);
	return { kept, changed, dropped: count - kept - changed };
}

function storiesOf(group: string, { commitments }: Listing, heard: Date, chance: Chance): Doc[] {
	if (!chance.happens(0.18)) return [];
	return chance.some(STORIES, chance.whole(1, 2)).map(([title, text]) => {
		const at = new Date(heard.getTime() - chance.share() * 90 * DAY);
		const of = commitments.find(({ value }) => value !== undefined);
		const figure = of && {
			...{ label: of.measure.label, unit: of.measure.unit, kind: of.measure.kind, value: of.value! },
			...{ target: of.target, status: of.status, at: at.toISOString().slice(0, 10) }
		};
		const told = {
			...fixed(`story:${madeUpId(chance)}`, 'story', at),
			...{ title, text, state: 'published', published_at: at.toISOString(), pictures: [] },
			...(figure && { figure, commitment: `commitment:${of.id}` })
		} as Story;
		const id = told._id.replace(':', `:${group}:`);
		return { ...document(told, story.publicView!(told), id), registered_at: at.toISOString() };
	});
}

/** Some of those that have been heard of lately have something on: before long, or over not long ago. */
function eventsOf(group: string, place: MadeUpPlace, today: Date, heard: Date, chance: Chance): Doc[] {
	if (today.getTime() - heard.getTime() > 120 * DAY || !chance.happens(0.35)) return [];
	return chance.some(PLANS, chance.whole(1, 3)).map(([kind, title, about]) => {
		const day = dayAfter(today.toISOString().slice(0, 10), chance.whole(-60, 90));
		const hour = chance.whole(10, 18);
		const planned = {
			...fixed(`event:${madeUpId(chance)}`, 'event', heard),
			...{ kind, title, about, place: `${chance.pick(ROOMS)}, ${place.name}` },
			when: { start: `${day}T${hour}:00`, end: `${day}T${hour + 2}:30`, zone: HOME_ZONE },
			...{ status: chance.happens(0.03) ? 'cancelled' : 'planned', shown: true },
			...(chance.happens(0.3) && { capacity: chance.whole(2, 20) * 10 })
		} as PlannedEvent;
		const at = heard.toISOString();
		const id = planned._id.replace(':', `:${group}:`);
		return { ...document(planned, event.publicView!(planned), id), registered_at: at, changed_at: at };
	});
}

function coopsOf(group: string, { name: place }: MadeUpPlace, heard: Date, chance: Chance): Doc[] {
	if (!chance.happens(0.25)) return [];
	const seen_on = heard.toISOString().slice(0, 10);
	return chance.some(COOPS, chance.whole(1, 5)).map(([name, need]) => {
		const seen = { name: `${place} ${name}`, needs: [need], where: place, seen_on };
		return document(fixed('', 'coop', heard), seen, `coop:${group}:${madeUpId(chance)}`);
	});
}

const fixed = (_id: string, type: string, at: Date): Base => ({
	...{ _id, type, schema: 1, created_at: at.toISOString(), created_by: 'server' }
});

/** A public view as the publisher writes it, without what is not said. */
function document({ type, schema, created_at }: Base, view: object, _id: string): Doc {
	const said = Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));
	return { ...said, type, schema, created_at, created_by: 'server', _id };
}
