import { bareId } from '../records/index.ts';
import { dayAfter, timeOf, todayAt } from '../rules/index.ts';
import { currentSite } from './current-site.ts';
import type { EventView, ShownEvent } from './publish-events.ts';
import { isDemo } from '../rules/nation/index.ts';
import { readNation, untilKinds } from './nation/kept.ts';
import type { Site } from './site.ts';

/** A published event as anybody may read it. */
export interface PublicEvent extends EventView {
	/** Bare ULID. */
	id: string;
	/** The address of its community. */
	slug: string;
	/** When the registry heard of its last change, RFC 3339. */
	changed_at: string;
}

/** An event with the name of who plans it. */
export type ToldEvent = PublicEvent & { community: string };

/** How long an event that is over stays in a feed, in days. */
const KEPT_IN_FEEDS = 90;

/** A community's events, cancelled ones too, by time. */
export async function eventsOf(slug: string, site?: Site): Promise<PublicEvent[]> {
	return (await readEvents(site ?? (await currentSite()))).filter((one) => one.slug === slug);
}

/** Those of a community that are not over, the next one first. */
export async function aheadOf(slug: string, site?: Site): Promise<PublicEvent[]> {
	const at = site ?? (await currentSite());
	return (await eventsOf(slug, at)).filter((one) => timeOf(one, at.now()) !== 'past');
}

/** One of a community's events by its bare id. */
export async function findEvent(slug: string, id: string, site?: Site): Promise<PublicEvent | undefined> {
	return (await eventsOf(slug, site)).find((one) => one.id === id);
}

export interface EventsAsked {
	/** At most 51, which is also the default. */
	limit?: number;
	/** The id of the event after which to go on. */
	after?: string;
	/** Those of one community alone. */
	slug?: string;
	/** Without those made up for looking around in. */
	real?: boolean;
}

/** Events at a time, one more for who wants to know whether others follow. */
const MOST = 51;

/** What communities plan, the next one first. Undefined where `after` is none of these. */
export async function eventsAfter(asked: EventsAsked, site: Site): Promise<ToldEvent[] | undefined> {
	const events = await readEvents(site);
	const { bySlug } = await readNation(site);
	const now = site.now();
	// Most are long over, wherever in the world: what is left is looked at by its own clock, until there are enough.
	const over = dayAfter(now.toISOString().slice(0, 10), -2);
	const limit = Math.min(Math.max(asked.limit ?? MOST, 1), MOST);
	const at = asked.after ? events.findIndex(({ id }) => id === asked.after) : -1;
	if (asked.after && at < 0) return undefined;
	const page: ToldEvent[] = [];
	for (let i = at + 1; i < events.length && page.length < limit; i += 1) {
		const one = events[i]!;
		const summary = bySlug.get(one.slug)?.summary;
		const isWanted =
			asked.slug === undefined ? !(asked.real && summary && isDemo(summary)) : one.slug === asked.slug;
		if (!isWanted || one.when.end.slice(0, 10) < over || timeOf(one, now) === 'past') continue;
		page.push({ ...one, community: summary?.name ?? '' });
	}
	return page;
}

/** The same, from the beginning where nobody knows `after` any more. */
export async function upcomingEvents(asked: EventsAsked = {}, site?: Site): Promise<ToldEvent[]> {
	const at = site ?? (await currentSite());
	const { after: _, ...first } = asked;
	return (await eventsAfter(asked, at)) ?? (await eventsAfter(first, at)) ?? [];
}

/**
 * What stands in a feed: all that lies ahead, and what was over not long ago; of one community, or of the whole registry but
 * for what was made up for looking around in.
 */
export async function eventsInFeed(slug?: string, site?: Site): Promise<ToldEvent[]> {
	const at = site ?? (await currentSite());
	const isIn = (one: ToldEvent & { demo: boolean }) =>
		(slug ? one.slug === slug : !one.demo) &&
		one.when.end.slice(0, 10) >= dayAfter(todayAt(one, at.now()), -KEPT_IN_FEEDS);
	return (await allEvents(at)).filter(isIn);
}

async function allEvents(site: Site): Promise<(ToldEvent & { demo: boolean })[]> {
	const events = await readEvents(site);
	const { bySlug } = await readNation(site);
	return events.map((one) => {
		const summary = bySlug.get(one.slug)?.summary;
		return { ...one, community: summary?.name ?? '', demo: summary !== undefined && isDemo(summary) };
	});
}

/** Every published event by time. */
const readEvents = untilKinds(['event'], (nation): PublicEvent[] => {
	const shown = [...nation.of<ShownEvent>('event').values()];
	const rank = (one: ShownEvent) => `${one.when.start} ${one._id}`;
	return shown.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).map(toPublic);
});

function toPublic(doc: ShownEvent): PublicEvent {
	const { kind, title, when, place, point, about, capacity, status, sign_up, sequence } = doc;
	const { slug, changed_at } = doc;
	return {
		...{ id: bareId(doc._id), slug, changed_at },
		...{ kind, title, when, place, point, about, capacity, status, sign_up, sequence }
	};
}
