/** The streets that a few people look after, and how they are walked. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export const WALK_ORDERS = ['sides', 'both', 'nearest', 'floors', 'list'] as const;
export type WalkOrder = (typeof WALK_ORDERS)[number];

/** How many facts a patch has at most. */
export const MAX_FACTS = 3;
/** How long one of them is at most. */
export const MAX_FACT = 140;

export interface Patch extends Base {
	type: 'patch';
	name: string;
	/** Ring of [longitude, latitude]. */
	area?: [number, number][];
	streets?: string[];
	/** Odd side then even; both sides as one; nearest next; flats from the top floor down; as listed. */
	walk_order: WalkOrder;
	/** Such as `Summer 2026`. */
	season?: string;
	/** Member ids. */
	assigned?: string[];
	/** What to say at the door. */
	script?: string;
	/** What people are invited to at the moment. */
	invite?: string;
	/** Up to three things worth telling there: the nearest co-op, the next event. */
	facts?: string[];
}

export type PatchInput = Omit<Patch, keyof Base | 'walk_order'> & { walk_order?: WalkOrder };

export const patchRule: KindRule<Patch> = {
	type: 'patch',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		name: f.line(80),
		area: f.optional(f.ring),
		streets: f.optional(f.setOf(f.line(120), 200)),
		walk_order: f.oneOf(WALK_ORDERS),
		season: f.optional(f.line(40)),
		assigned: f.optional(f.setOf(f.memberId, 50)),
		script: f.optional(f.lines(2000)),
		invite: f.optional(f.line(120)),
		// In the group's order, which a set would lose.
		facts: f.optional(f.list(f.line(MAX_FACT), MAX_FACTS))
	},
	sets: ['streets', 'assigned'],
	writers: ['organiser', 'volunteer']
};

export const patch = /* @__PURE__ */ define<Patch, PatchInput>(patchRule, {
	begin: (input) => ({ id: newId('patch'), fields: { ...input, walk_order: input.walk_order ?? 'sides' } }),
	personal: ['area', 'streets', 'assigned', 'script', 'invite', 'facts'],
	sample: () => ({
		_id: 'patch:01k0toad0ane000000000000t1',
		type: 'patch',
		schema: 1,
		created_at: '2026-06-02T10:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		name: 'Around Toad Lane',
		streets: ['Hunters Lane', 'Toad Lane'],
		walk_order: 'sides',
		season: 'Summer 2026',
		assigned: ['member:01k0toad0ane000000000000m1']
	}),
	variant: () => ({
		name: 'Yorkshire Street',
		area: [
			[-2.16, 53.61],
			[-2.15, 53.61],
			[-2.15, 53.62],
			[-2.16, 53.61]
		],
		streets: ['Toad Lane', 'Yorkshire Street'],
		walk_order: 'nearest',
		season: 'Autumn 2026',
		assigned: ['member:01k0toad0ane000000000000m2'],
		script: 'Hello, we are neighbours.',
		invite: 'Street party',
		facts: ['Food co-op at St Mary’s, Saturdays 10 to 12', 'Next meeting: 12 July, the Old Chapel']
	})
});
