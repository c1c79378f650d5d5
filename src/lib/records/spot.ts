/** A mark on the plan of a street: where a table, a stall or the way for a fire engine is to be. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, Check, KindRule } from './record.ts';

export const SPOT_SORTS = [
	'table',
	'stall',
	'stage',
	'power',
	'water',
	'first_aid',
	'toilet',
	'barrier',
	'fire_access',
	'other'
] as const;

export interface Spot extends Base {
	type: 'spot';
	/** Event id. */
	event: string;
	sort: (typeof SPOT_SORTS)[number];
	label?: string;
	/** Where it stands: [longitude, latitude], or the corners of a line. */
	at: [number, number][];
	/** Taken off the plan. */
	gone?: boolean;
}

export type SpotInput = Omit<Spot, keyof Base>;

const line: Check = (value, field, problems) => {
	f.list(f.point, 40)(value, field, problems);
	if (Array.isArray(value) && value.length === 0) problems.push({ field, code: 'required' });
};

export const spotRule: KindRule<Spot> = {
	type: 'spot',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		event: f.idOf('event'),
		sort: f.oneOf(SPOT_SORTS),
		label: f.optional(f.line(40)),
		at: line,
		gone: f.optional(f.flag)
	},
	sets: [],
	writers: ['organiser', 'volunteer']
};

export const spot = /* @__PURE__ */ define<Spot, SpotInput>(spotRule, {
	begin: (input) => ({ id: newId('spot'), fields: input }),
	personal: ['event', 'sort', 'label', 'at', 'gone'],
	sample: () => ({
		_id: 'spot:01k0toad0ane000000000000x1',
		type: 'spot',
		schema: 1,
		created_at: '2026-06-20T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		event: 'event:01k0toad0ane000000000000e1',
		sort: 'table',
		at: [[-2.16, 53.62]]
	}),
	variant: () => ({
		sort: 'fire_access',
		label: 'Keep clear',
		at: [
			[-2.16, 53.62],
			[-2.15, 53.62]
		],
		gone: true
	})
});
