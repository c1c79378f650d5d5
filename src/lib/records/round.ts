/** Going out to knock, with whom and until when, so that the others know whom to expect back. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export interface Round extends Base {
	type: 'round';
	/** Patch id. */
	patch: string;
	start: string;
	/** When they were back. */
	end?: string;
	/** Who walks along, as the walker calls them. */
	buddy?: string;
	/** When they mean to be back. */
	back_by?: string;
}

export type RoundInput = Pick<Round, 'patch' | 'buddy' | 'back_by'> & { start?: string };

export const roundRule: KindRule<Round> = {
	type: 'round',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		patch: f.idOf('patch'),
		start: f.time,
		end: f.optional(f.time),
		buddy: f.optional(f.line(80)),
		back_by: f.optional(f.time)
	},
	sets: [],
	writers: ['organiser', 'volunteer']
};

export const round = /* @__PURE__ */ define<Round, RoundInput>(roundRule, {
	begin: (input, author) => ({ id: newId('round'), fields: { ...input, start: input.start ?? author.at } }),
	personal: ['patch', 'start', 'end', 'buddy', 'back_by'],
	sample: () => ({
		_id: 'round:01k0toad0ane000000000000r1',
		type: 'round',
		schema: 1,
		created_at: '2026-07-12T17:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		patch: 'patch:01k0toad0ane000000000000t1',
		start: '2026-07-12T17:00:00.000Z',
		buddy: 'Bea'
	}),
	variant: () => ({
		patch: 'patch:01k0toad0ane000000000000t2',
		start: '2026-07-12T17:10:00.000Z',
		end: '2026-07-12T18:40:00.000Z',
		buddy: 'Cem',
		back_by: '2026-07-12T19:00:00.000Z'
	})
});
