/**
 * A door that asked not to be called on, or `moved`, which lifts that. An append like a visit, so that it
 * cannot be in conflict: whichever phone hears of one obeys it.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export const SUPPRESSION_KINDS = ['do_not_knock', 'no_cold_callers', 'moved'] as const;

export interface Suppression extends Base {
	type: 'suppression';
	/** Door id. */
	door: string;
	/** Patch id. */
	patch: string;
	kind: (typeof SUPPRESSION_KINDS)[number];
	/** With `moved`: the suppressions it lifts, exactly those its author had seen. */
	lifts?: string[];
}

export type SuppressionInput = Omit<Suppression, keyof Base>;

export const suppressionRule: KindRule<Suppression> = {
	type: 'suppression',
	schema: 1,
	immutable: true,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		door: f.doorId,
		patch: f.idOf('patch'),
		kind: f.oneOf(SUPPRESSION_KINDS),
		lifts: f.optional(f.setOf(f.idOf('suppression'), 200))
	},
	sets: ['lifts'],
	agree({ door, patch, kind, lifts }) {
		if (door.split(':')[1] !== patch.split(':')[1]) return [{ field: 'patch', code: 'contradiction' }];
		if (kind === 'moved') return lifts?.length ? [] : [{ field: 'lifts', code: 'required' }];
		return lifts === undefined ? [] : [{ field: 'lifts', code: 'contradiction' }];
	},
	writers: ['organiser', 'volunteer']
};

export const suppression = /* @__PURE__ */ define<Suppression, SuppressionInput>(suppressionRule, {
	begin: (input) => ({ id: newId('suppression'), fields: input }),
	personal: ['door', 'patch', 'kind', 'lifts'],
	sample: () => ({
		_id: 'suppression:01k0toad0ane000000000000s1',
		type: 'suppression',
		schema: 1,
		created_at: '2026-07-12T17:40:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		door: 'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
		patch: 'patch:01k0toad0ane000000000000t1',
		kind: 'do_not_knock'
	}),
	variant: () => ({
		kind: 'moved',
		lifts: ['suppression:01k0toad0ane000000000000s2']
	})
});
