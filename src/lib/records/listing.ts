/** What a community shows in the registry. Derived as a whole from the group's records, never edited. */
import { commitmentRule, publicMeasure, type Area, type Measure } from './commitment.ts';
import { COMMUNITY_STATUSES, communityRule, type Community, type Partner } from './community.ts';
import { define } from './define.ts';
import * as f from './fields.ts';
import { canonical } from './json.ts';
import { AREAS, COMMUNITY_KINDS, STATUSES } from './lists.ts';
import { withoutRevision } from './merge.ts';
import type { Base, Check, KindRule } from './record.ts';

export type Status = (typeof STATUSES)[number];

/** A commitment as published: no names, no notes. */
export interface ListedCommitment {
	/** Bare ULID. */
	id: string;
	area: Area;
	title: string;
	difference: string;
	measure: Measure;
	baseline: { value: number; at: string };
	target: { value: number; by: string };
	status: Status;
	value?: number;
	/** Where the straight line to the target stands. */
	expected?: number;
	/** Part of the way from baseline to target, 0 to 1. */
	share?: number;
	tracked: boolean;
	/** At most 60 points. */
	series: { at: string; value: number }[];
	/** The example it was made from. */
	example?: string;
}

/** What a review of a year came to, in figures and the group's own words. */
export interface ListedReview {
	/** The last day that it looked at. */
	to: string;
	kept: number;
	changed: number;
	dropped: number;
	summary?: string;
}

export interface Listing extends Base {
	type: 'listing';
	name: string;
	kind: Community['kind'];
	about?: string;
	place?: string;
	/** The district alone, such as `OL12`. */
	postcode?: string;
	/** [longitude, latitude] to two decimals. */
	point?: [number, number];
	display_area?: string;
	tags: string[];
	links?: string[];
	partners?: Partner[];
	status: Community['status'];
	commitments: ListedCommitment[];
	review?: ListedReview;
	as_of: string;
}

/** `group` is the bare group id. */
export type ListingInput = Omit<Listing, keyof Base> & { group: string };

const coarse: Check = (value, field, problems) => {
	f.point(value, field, problems);
	const degrees = Array.isArray(value) ? value : [];
	const fine = degrees.some((part) => typeof part === 'number' && Math.round(part * 100) / 100 !== part);
	if (fine) problems.push({ field, code: 'format' });
};

type ListedChecks = Record<'title' | 'difference' | 'measure' | 'baseline' | 'target' | 'example', Check>;
const { title, difference, measure, baseline, target, example } = commitmentRule.fields as ListedChecks;
const { links, partners } = communityRule.fields as Record<'links' | 'partners', Check>;
const some = f.whole(0, 1000);

export const listingRule: KindRule<Listing> = {
	type: 'listing',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	ofGroup: true,
	created: 'free',
	fields: {
		name: f.line(80),
		kind: f.oneOf(COMMUNITY_KINDS),
		about: f.optional(f.lines(400)),
		place: f.optional(f.line(80)),
		postcode: f.optional(f.matching(/^[A-Z]{1,2}[0-9][A-Z0-9]?$/)),
		point: f.optional(coarse),
		display_area: f.optional(f.line(80)),
		tags: f.setOf(f.line(40), 10),
		links,
		partners,
		status: f.oneOf(COMMUNITY_STATUSES),
		commitments: f.list(
			f.shape({
				id: f.bareUlid,
				area: f.oneOf(AREAS),
				title,
				difference,
				measure,
				baseline,
				target,
				status: f.oneOf(STATUSES),
				value: f.optional(f.figure),
				expected: f.optional(f.figure),
				share: f.optional(f.number(0, 1)),
				tracked: f.flag,
				series: f.list(f.shape({ at: f.time, value: f.figure }), 60),
				example
			}),
			40
		),
		review: f.optional(
			f.shape({ to: f.day, kept: some, changed: some, dropped: some, summary: f.optional(f.lines(1000)) })
		),
		as_of: f.time
	},
	sets: [],
	agree({ commitments }) {
		const ids = commitments.map(({ id }) => id).sort();
		return ids.some((id, i) => id === ids[i + 1]) ? [{ field: 'commitments', code: 'contradiction' }] : [];
	},
	writers: ['organiser']
};

export const listing = /* @__PURE__ */ define<Listing, ListingInput>(listingRule, {
	begin: ({ group, ...fields }) => ({ id: `listing:${group}`, fields }),
	personal: [],
	publicView: (record) => publicListing(record),
	merge(a, b) {
		const [x, y] = [withoutRevision(a), withoutRevision(b)];
		if (x.as_of !== y.as_of) return x.as_of > y.as_of ? x : y;
		return canonical(x) >= canonical(y) ? x : y;
	},
	sample: () => ({
		_id: 'listing:01k0toad0ane000000000000g1',
		type: 'listing',
		schema: 1,
		created_at: '2026-07-12T19:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		name: 'Spotland Neighbours',
		kind: 'neighbourhood',
		place: 'Rochdale',
		postcode: 'OL12',
		point: [-2.17, 53.62],
		tags: ['energy', 'food'],
		links: ['https://spotland.example/'],
		partners: [{ name: 'Rochdale Borough Council', role: 'council' }],
		status: 'registered',
		commitments: [
			{
				id: '01k0toad0ane000000000000c1',
				area: 'action',
				title: 'Knock on every door of the six streets',
				difference: 'Every household has met somebody from the group once.',
				measure: {
					label: 'Doors knocked',
					unit: 'doors',
					kind: 'count',
					adds: 'sum',
					better: 'up',
					fed_by: 'doors'
				},
				baseline: { value: 0, at: '2026-06-01T10:00:00.000Z' },
				target: { value: 400, by: '2026-11-30' },
				status: 'on_track',
				value: 120,
				expected: 91,
				share: 0.3,
				tracked: true,
				series: [{ at: '2026-07-12T18:00:00.000Z', value: 120 }]
			}
		],
		as_of: '2026-07-12T19:00:00.000Z'
	}),
	variant: () => ({
		name: 'Milnrow Neighbours',
		kind: 'village',
		about: 'People of Milnrow and Newhey.',
		place: 'Milnrow',
		postcode: 'OL16',
		point: [-2.11, 53.61],
		display_area: 'Milnrow and Newhey',
		tags: ['care'],
		links: ['mailto:hello@milnrow.example', 'tel:01706 000000'],
		partners: [
			{ name: 'Greater Manchester Co-operative Council', role: 'regional_coop_council' },
			{ name: 'Milnrow Tenants', role: 'tenants' }
		],
		status: 'paused',
		commitments: [],
		review: { to: '2026-07-01', kept: 2, changed: 1, dropped: 0, summary: 'A good year, and a wet one.' },
		as_of: '2026-07-13T19:00:00.000Z'
	})
});

/** Field by field, so that nothing a phone adds to a listing is published by accident. */
function publicListing(record: Listing): object {
	const { name, kind, about, place, postcode, point, display_area, tags, status, as_of } = record;
	const { commitments, review, links, partners } = record;
	return {
		name,
		kind,
		about,
		place,
		postcode,
		point,
		display_area,
		tags,
		links,
		partners: partners?.map(({ name, role }) => ({ name, role })),
		status,
		commitments: commitments.map(publicCommitment),
		review: review && publicReview(review),
		as_of
	};
}

function publicReview({ to, kept, changed, dropped, summary }: ListedReview): ListedReview {
	return { to, kept, changed, dropped, ...(summary !== undefined && { summary }) };
}

function publicCommitment(listed: ListedCommitment): ListedCommitment {
	const view: ListedCommitment = {
		id: listed.id,
		area: listed.area,
		title: listed.title,
		difference: listed.difference,
		...publicMeasure(listed),
		status: listed.status,
		tracked: listed.tracked,
		series: listed.series.map(({ at, value }) => ({ at, value }))
	};
	if (listed.value !== undefined) view.value = listed.value;
	if (listed.expected !== undefined) view.expected = listed.expected;
	if (listed.share !== undefined) view.share = listed.share;
	if (listed.example !== undefined) view.example = listed.example;
	return view;
}
