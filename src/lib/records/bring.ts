/** Something that is wanted for an event, or that somebody brings, lends or does. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

/** `kit` is lent and given back; `role` is somebody's part on the day. */
export const BRING_SORTS = ['sweet', 'savoury', 'drink', 'kit', 'role', 'other'] as const;
export const BRING_STATES = ['wanted', 'promised', 'here', 'gone'] as const;

export type BringSort = (typeof BRING_SORTS)[number];

export interface Bring extends Base {
	type: 'bring';
	/** Event id. */
	event: string;
	item: string;
	sort: BringSort;
	quantity: number;
	/** Who brings it, as they are called. */
	who?: string;
	/** Or member id. */
	member?: string;
	/** `gone`: struck off the list, or given back. */
	state: (typeof BRING_STATES)[number];
	note?: string;
}

export type BringInput = Omit<Bring, keyof Base | 'quantity' | 'state'> &
	Partial<Pick<Bring, 'quantity' | 'state'>>;

export const bringRule: KindRule<Bring> = {
	type: 'bring',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		event: f.idOf('event'),
		item: f.line(80),
		sort: f.oneOf(BRING_SORTS),
		quantity: f.whole(1, 10_000),
		who: f.optional(f.line(60)),
		member: f.optional(f.memberId),
		state: f.oneOf(BRING_STATES),
		note: f.optional(f.line(280))
	},
	sets: [],
	writers: ['organiser', 'volunteer']
};

export const bring = /* @__PURE__ */ define<Bring, BringInput>(bringRule, {
	begin: (input) => ({
		id: newId('bring'),
		fields: {
			...input,
			quantity: input.quantity ?? 1,
			state: input.state ?? (input.who === undefined && input.member === undefined ? 'wanted' : 'promised')
		}
	}),
	personal: ['event', 'item', 'sort', 'quantity', 'who', 'member', 'state', 'note'],
	sample: () => ({
		_id: 'bring:01k0toad0ane000000000000b1',
		type: 'bring',
		schema: 1,
		created_at: '2026-06-20T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		event: 'event:01k0toad0ane000000000000e1',
		item: 'Folding tables',
		sort: 'kit',
		quantity: 6,
		state: 'wanted'
	}),
	variant: () => ({
		event: 'event:01k0toad0ane000000000000e2',
		item: 'Lemon cake',
		sort: 'sweet',
		quantity: 2,
		who: 'Joyce at the corner',
		member: 'member:01k0toad0ane000000000000m2',
		state: 'promised',
		note: 'Wants her tins back.'
	})
});
