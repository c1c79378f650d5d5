/**
 * Doors of a building that opened or did not, as numbers alone: nothing is kept of any home. Written once; a slip is put
 * right by a count that takes away.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';
import { SLOTS, type Slot } from './visit.ts';

export interface Count extends Base {
	type: 'count';
	/** Building id. */
	building: string;
	/** Patch id. */
	patch: string;
	at: string;
	slot: Slot;
	opened: number;
	not_opened: number;
}

export type CountInput = Pick<Count, 'building' | 'patch' | 'slot' | 'opened' | 'not_opened'>;

const most = 1000;

export const countRule: KindRule<Count> = {
	type: 'count',
	schema: 1,
	immutable: true,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		building: f.buildingId,
		patch: f.idOf('patch'),
		at: f.time,
		slot: f.oneOf(SLOTS),
		opened: f.whole(-most, most),
		not_opened: f.whole(-most, most)
	},
	sets: [],
	agree({ building, patch }) {
		return building.split(':')[1] === patch.split(':')[1] ? [] : [{ field: 'patch', code: 'contradiction' }];
	},
	writers: ['organiser', 'volunteer']
};

export const count = /* @__PURE__ */ define<Count, CountInput>(countRule, {
	begin: (input, author) => ({ id: newId('count'), fields: { ...input, at: author.at } }),
	personal: ['building', 'patch', 'slot', 'opened', 'not_opened'],
	sample: () => ({
		_id: 'count:01k0toad0ane000000000000q1',
		type: 'count',
		schema: 1,
		created_at: '2026-07-12T17:30:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		building: 'building:01k0toad0ane000000000000t1:3e23e8160039594a',
		patch: 'patch:01k0toad0ane000000000000t1',
		at: '2026-07-12T17:30:00.000Z',
		slot: 'sunday',
		opened: 1,
		not_opened: 0
	}),
	variant: () => ({ at: '2026-07-13T18:30:00.000Z', slot: 'weekday_evening', opened: 0, not_opened: 3 })
});
