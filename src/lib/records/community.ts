/** The action group itself: who it is for, where, and how it stands in the registry. */
import { postcodeDistrict, tidyPostcode } from './address.ts';
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId, newGroupId } from './ids.ts';
import { COMMUNITY_KINDS } from './lists.ts';
import type { Base, KindRule } from './record.ts';

export const COMMUNITY_STATUSES = ['forming', 'registered', 'paused', 'archived'] as const;
export const PARTNER_ROLES = [
	'council',
	'regional_coop_council',
	'coop_society',
	'development_body',
	'tenants',
	'youth',
	'other'
] as const;

export interface Partner {
	name: string;
	role: (typeof PARTNER_ROLES)[number];
}

export interface Community extends Base {
	type: 'community';
	name: string;
	kind: (typeof COMMUNITY_KINDS)[number];
	about?: string;
	postcode?: string;
	/** The place's name as typed. */
	place?: string;
	/** [longitude, latitude] */
	point?: [number, number];
	/** The area to show in public, in words. */
	display_area?: string;
	/** GSS codes; unknown ones are kept. */
	area_codes?: string[];
	tags: string[];
	links?: string[];
	partners?: Partner[];
	status: (typeof COMMUNITY_STATUSES)[number];
	pilot?: boolean;
	/** What may be ticked at a door, in the group's own choice; the usual ones where left out. */
	door_interests?: string[];
	door_offers?: string[];
	door_needs?: string[];
	/** What stands on the cards left at doors: a greeting, the group's words, and how to reach it. */
	card_hello?: string;
	card_words?: string;
	card_reach?: string;
	last_review_at?: string;
	/** The co-ops that somebody saw are shown in the registry. */
	coops_shown?: boolean;
}

/** `group` is the bare group id, made when left out. */
export type CommunityInput = Omit<Community, keyof Base | 'tags' | 'status'> & {
	group?: string;
	tags?: string[];
	status?: Community['status'];
};

// In the group's order, which a set would lose.
const chips = f.optional(f.list(f.line(40), 20));

export const communityRule: KindRule<Community> = {
	type: 'community',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	ofGroup: true,
	created: 'fixed',
	fields: {
		name: f.line(80),
		kind: f.oneOf(COMMUNITY_KINDS),
		about: f.optional(f.lines(400)),
		postcode: f.optional(f.postcode),
		place: f.optional(f.line(80)),
		point: f.optional(f.point),
		display_area: f.optional(f.line(80)),
		area_codes: f.optional(f.setOf(f.line(20), 20)),
		tags: f.setOf(f.line(40), 10),
		links: f.optional(f.setOf(f.link, 10)),
		partners: f.optional(f.setOf(f.shape({ name: f.line(80), role: f.oneOf(PARTNER_ROLES) }), 20)),
		status: f.oneOf(COMMUNITY_STATUSES),
		pilot: f.optional(f.flag),
		door_interests: chips,
		door_offers: chips,
		door_needs: chips,
		card_hello: f.optional(f.line(60)),
		card_words: f.optional(f.lines(300)),
		card_reach: f.optional(f.line(80)),
		last_review_at: f.optional(f.time),
		coops_shown: f.optional(f.flag)
	},
	sets: ['area_codes', 'tags', 'links', 'partners'],
	writers: ['organiser']
};

export const community = /* @__PURE__ */ define<Community, CommunityInput>(communityRule, {
	begin: ({ group, ...fields }) => ({
		id: `community:${group ?? newGroupId()}`,
		fields: {
			...fields,
			...(fields.postcode && { postcode: tidyPostcode(fields.postcode) }),
			tags: [...new Set(fields.tags ?? [])],
			status: fields.status ?? 'forming'
		}
	}),
	personal: ['postcode', 'card_reach', 'last_review_at'],
	publicView: (record) => ({
		group: bareId(record._id),
		name: record.name,
		kind: record.kind,
		about: record.about,
		place: record.place,
		postcode_district: record.postcode && postcodeDistrict(record.postcode),
		point: record.point && coarsePoint(record.point),
		display_area: record.display_area,
		area_codes: record.area_codes,
		tags: record.tags,
		links: record.links,
		partners: record.partners?.map(({ name, role }) => ({ name, role })),
		status: record.status,
		pilot: record.pilot
	}),
	sample: () => ({
		_id: 'community:01k0toad0ane000000000000g1',
		type: 'community',
		schema: 1,
		created_at: '2026-06-01T09:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		name: 'Spotland Neighbours',
		kind: 'neighbourhood',
		about: 'Neighbours around Spotland Bridge who want to buy, share and run more things together.',
		postcode: 'OL12 6AA',
		place: 'Rochdale',
		point: [-2.1711, 53.6203],
		tags: ['energy', 'food'],
		links: ['https://spotland.example/'],
		partners: [{ name: 'Rochdale Tenants', role: 'tenants' }],
		status: 'forming'
	}),
	variant: () => ({
		door_interests: ['food', 'Allotments'],
		door_offers: ['tools'],
		door_needs: ['lift'],
		card_hello: 'Good evening from over the bridge',
		card_words: 'We share tools.\nWhat would you like?',
		card_reach: 'Ann at No. 3',
		name: 'Milnrow Neighbours',
		kind: 'village',
		about: 'People of Milnrow and Newhey.',
		postcode: 'OL16 3TA',
		place: 'Milnrow',
		point: [-2.1102, 53.6099],
		display_area: 'Milnrow and Newhey',
		area_codes: ['E05011234'],
		tags: ['care', 'food'],
		links: ['mailto:hello@milnrow.example'],
		partners: [{ name: 'Rochdale Council', role: 'council' }],
		status: 'registered',
		pilot: true,
		last_review_at: '2026-06-30T18:00:00.000Z',
		coops_shown: true
	})
});

/** A point to about a kilometre, which shows a place and no home. */
export function coarsePoint([longitude, latitude]: readonly [number, number]): [number, number] {
	return [Math.round(longitude * 100) / 100, Math.round(latitude * 100) / 100];
}
