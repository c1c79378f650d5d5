/** A community as lists, maps and files tell of it: what it is, where, and how its commitments stand, in few words. */
import type { Area, Community, ListedCommitment, Listing, Measure, Status } from '../../records/index.ts';
import { inMonths } from '../contacts.ts';
import { remembered } from '../remembered.ts';
import { liveness, type Liveness } from '../yearly.ts';

export interface CommunitySummary {
	/** The end of its address, `/communities/<slug>`. */
	slug: string;
	name: string;
	kind: Community['kind'];
	place?: string;
	/** The district alone, such as `OL12`. */
	postcode?: string;
	/** [longitude, latitude] to two decimals. */
	point?: [number, number];
	/** The area that it shows, in its own words. */
	area?: string;
	/** The GSS code of the district that it lies in, where the operator imported districts. */
	council?: string;
	/** As people wrote them. */
	tags: string[];
	commitments: { area: Area; status: Status }[];
	/** The day since which it has been registered, YYYY-MM-DD. */
	since: string;
	/** The day up to which its last review looked: a phone's word, and no later than it may be. */
	reviewed?: string;
	pilot?: boolean;
	/** A moderator has looked at it. */
	verified?: boolean;
}

/** What a published listing has beside the record. */
export type PublishedListing = Omit<Listing, '_id' | '_rev' | 'created_by'> & {
	slug: string;
	registered_at: string;
	pilot?: boolean;
	verified?: boolean;
};

/** The summary of what is published; `council` is found by whoever knows districts. */
export function summarise(listing: PublishedListing, council?: string): CommunitySummary {
	const { slug, name, kind, place, postcode, point, display_area, tags, commitments, pilot } = listing;
	return {
		...{ slug, name, kind, ...(place && { place }), ...(postcode && { postcode }) },
		...(point && { point }),
		...(display_area && { area: display_area }),
		...(council && { council }),
		tags: [...tags],
		commitments: commitments.map(({ area, status }) => ({ area, status })),
		since: listing.registered_at.slice(0, 10),
		...(listing.review && { reviewed: listing.review.to }),
		...(pilot === true && { pilot }),
		...(listing.verified === true && { verified: true })
	};
}

type Heard = Pick<CommunitySummary, 'since' | 'reviewed'>;

/** The day that a community was last heard of: of its last review, unless that is still to come, or when it was registered. */
export const heardOf = ({ since, reviewed = '' }: Heard, today: string): string =>
	reviewed > since && reviewed <= today ? reviewed : since;

/** By today and the day that somebody was last heard of: many were on one of few days. */
const livenessBy = remembered(
	(today) => remembered((day) => liveness(day, new Date(`${today}T12:00:00Z`))),
	2
);

/** How lively a community is. */
export function livenessOf(one: Heard, now: Date): Liveness {
	const today = now.toISOString().slice(0, 10);
	return livenessBy(today)(heardOf(one, today));
}

/** Tells many communities from those not heard of for 18 months, which lists leave out unless they are asked for. */
export function dormantBy(now: Date): (one: Heard) => boolean {
	const today = now.toISOString().slice(0, 10);
	const isDormant = (day: string) => liveness(day, now) === 'dormant';
	// The last day that is too long ago, from one that surely is not: months differ in length.
	let last = inMonths(-18, new Date(`${today}T12:00:00`));
	const step = (days: number) =>
		(last = new Date(Date.parse(`${last}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10));
	step(4);
	while (!isDormant(last)) step(-1);
	return (one) => heardOf(one, today) <= last;
}

/** Whether a community is an example made for looking around: those carry the tag. */
export const isDemo = ({ tags }: Pick<CommunitySummary, 'tags'>): boolean => tags.includes('demo');

/** What the nation's figures need of a commitment. */
export interface Promised {
	area: Area;
	status: Status;
	kind: Measure['kind'];
	fed_by?: Measure['fed_by'];
	example?: string;
	share?: number;
	value?: number;
	/** The day it was made, YYYY-MM-DD. */
	made: string;
	/** The day its target was first reached, where it was. */
	reached?: string;
}

/** A published commitment in brief. */
export function promised(one: ListedCommitment): Promised {
	const { area, status, measure, example, share, value, baseline, target, series } = one;
	const isThere = (at: number) => (measure.better === 'down' ? at <= target.value : at >= target.value);
	const reached = status === 'achieved' ? series.find((point) => isThere(point.value))?.at : undefined;
	return {
		...{ area, status, kind: measure.kind, made: baseline.at.slice(0, 10) },
		...(measure.fed_by && { fed_by: measure.fed_by }),
		...(example !== undefined && { example }),
		...(share !== undefined && { share }),
		...(value !== undefined && { value }),
		...(reached && { reached: reached.slice(0, 10) })
	};
}
