/**
 * Who comes to an event: a household at its door, or somebody by name. What people can't eat, and what they need to get
 * there, is kept as numbers alone. Names go when it is erased; the numbers stay.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId, newId } from './ids.ts';
import type { Base, Check, KindRule } from './record.ts';

export const RSVP_ANSWERS = ['yes', 'maybe', 'no'] as const;
export const RSVP_NEEDS = [
	'vegetarian',
	'vegan',
	'halal',
	'kosher',
	'no_nuts',
	'no_gluten',
	'no_dairy',
	'step_free',
	'hearing',
	'quiet'
] as const;

export type RsvpNeed = (typeof RSVP_NEEDS)[number];

export interface Rsvp extends Base {
	type: 'rsvp';
	/** Event id. */
	event: string;
	answer: (typeof RSVP_ANSWERS)[number];
	/** How many they are. */
	people: number;
	/** How many of them need what. */
	needs?: Partial<Record<RsvpNeed, number>>;
	/** Door id. */
	door?: string;
	name?: string;
	note?: string;
	source: 'door' | 'hand' | 'public';
	/** What they were told: that there is room, or that they wait for it. */
	told?: 'place' | 'waiting';
}

export type RsvpInput = Omit<Rsvp, keyof Base>;

/** The id of what a household (a door's id) answered to an event: two phones at one door make one record. */
export const rsvpId = (event: string, door: string): string =>
	`rsvp:${bareId(event)}:${door.split(':')[1]}:${bareId(door)}`;

const most = f.whole(0, 500);
const counts: Record<string, Check> = {};
for (const need of RSVP_NEEDS) counts[need] = f.optional(most);
const countsOf = f.shape(counts);

const needs: Check = (value, field, problems) => {
	const before = problems.length;
	countsOf(value, field, problems);
	if (problems.length > before) return;
	const known = value as Record<string, unknown>;
	if (!RSVP_NEEDS.some((need) => known[need] !== undefined)) problems.push({ field, code: 'required' });
};

export const rsvpRule: KindRule<Rsvp> = {
	type: 'rsvp',
	schema: 1,
	immutable: false,
	id: /^[0-9a-z]{26}(:[0-9a-z]{26}:[0-9a-f]{16})?$/,
	created: 'shared',
	fields: {
		event: f.idOf('event'),
		answer: f.oneOf(RSVP_ANSWERS),
		people: most,
		needs: f.optional(needs),
		door: f.optional(f.doorId),
		name: f.optional(f.line(80)),
		note: f.optional(f.line(280)),
		source: f.oneOf(['door', 'hand', 'public']),
		told: f.optional(f.oneOf(['place', 'waiting']))
	},
	sets: [],
	kept: ['event', 'answer', 'people', 'needs', 'source', 'told'],
	writers: ['organiser', 'volunteer']
};

export const rsvp = /* @__PURE__ */ define<Rsvp, RsvpInput>(rsvpRule, {
	begin: (input) => ({ id: input.door ? rsvpId(input.event, input.door) : newId('rsvp'), fields: input }),
	personal: ['event', 'answer', 'people', 'needs', 'door', 'name', 'note', 'source', 'told'],
	sample: () => ({
		_id: 'rsvp:01k0toad0ane000000000000s1',
		type: 'rsvp',
		schema: 1,
		created_at: '2026-06-20T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		event: 'event:01k0toad0ane000000000000e1',
		answer: 'yes',
		people: 4,
		needs: { vegetarian: 1 },
		name: 'Joyce and family',
		source: 'hand',
		told: 'place'
	}),
	variant: () => ({
		event: 'event:01k0toad0ane000000000000e2',
		answer: 'maybe',
		people: 2,
		needs: { vegetarian: 1, step_free: 1 },
		door: 'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
		name: 'Joyce',
		note: 'After church.',
		source: 'door',
		told: 'waiting'
	})
});
