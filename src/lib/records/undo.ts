/** Takes back one visit, progress entry, suppression, audit note or co-op that the group added. Both stay in the history. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export interface Undo extends Base {
	type: 'undo';
	/** The id of what is taken back. */
	of: string;
	/** Door id, for a visit or suppression. */
	door?: string;
	/** Patch id, for a visit or suppression. */
	patch?: string;
}

export type UndoInput = Omit<Undo, keyof Base>;

export const undoRule: KindRule<Undo> = {
	type: 'undo',
	schema: 1,
	immutable: true,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		of: f.idOf('visit', 'progress', 'suppression', 'audit', 'coop'),
		door: f.optional(f.doorId),
		patch: f.optional(f.idOf('patch'))
	},
	sets: [],
	writers: ['organiser', 'volunteer']
};

export const undo = /* @__PURE__ */ define<Undo, UndoInput>(undoRule, {
	begin: (input) => ({ id: newId('undo'), fields: input }),
	personal: ['of', 'door', 'patch'],
	sample: () => ({
		_id: 'undo:01k0toad0ane000000000000n1',
		type: 'undo',
		schema: 1,
		created_at: '2026-07-12T17:30:05.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		of: 'visit:01k0toad0ane000000000000v1',
		door: 'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
		patch: 'patch:01k0toad0ane000000000000t1'
	}),
	variant: () => ({
		of: 'visit:01k0toad0ane000000000000v2'
	})
});
