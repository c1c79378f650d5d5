/** One entry in a commitment's log: where it stands, or by how much it moved. Never edited. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export interface Progress extends Base {
	type: 'progress';
	/** Commitment id. */
	commitment: string;
	at: string;
	/** Where it stands now; or else `change`. */
	value?: number;
	/** By how much it moved; or else `value`. */
	change?: number;
	note?: string;
	/** The entry that this one stands in the place of. */
	corrects?: string;
	/** Picture id. */
	picture?: string;
	source: 'person' | 'fed';
}

/** `at` is the author's time and `source` a person where left out. */
export type ProgressInput = Pick<Progress, 'commitment'> &
	Partial<Pick<Progress, 'at' | 'value' | 'change' | 'note' | 'corrects' | 'picture' | 'source'>>;

export const progressRule: KindRule<Progress> = {
	type: 'progress',
	schema: 1,
	immutable: true,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		commitment: f.idOf('commitment'),
		at: f.time,
		value: f.optional(f.figure),
		change: f.optional(f.figure),
		note: f.optional(f.lines(280)),
		corrects: f.optional(f.idOf('progress')),
		picture: f.optional(f.idOf('picture')),
		source: f.oneOf(['person', 'fed'])
	},
	sets: [],
	agree({ value, change }) {
		if (value === undefined && change === undefined) return [{ field: 'value', code: 'required' }];
		return value !== undefined && change !== undefined ? [{ field: 'change', code: 'contradiction' }] : [];
	},
	writers: ['organiser', 'volunteer']
};

export const progress = /* @__PURE__ */ define<Progress, ProgressInput>(progressRule, {
	begin: (input, author) => ({
		id: newId('progress'),
		fields: { ...input, at: input.at ?? author.at, source: input.source ?? 'person' }
	}),
	personal: ['note', 'corrects', 'picture'],
	publicView: (record) => ({ at: record.at, value: record.value, change: record.change }),
	sample: () => ({
		_id: 'progress:01k0toad0ane000000000000p1',
		type: 'progress',
		schema: 1,
		created_at: '2026-07-12T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		commitment: 'commitment:01k0toad0ane000000000000c1',
		at: '2026-07-12T18:00:00.000Z',
		value: 120,
		note: 'Two evenings on Toad Lane.',
		source: 'person'
	}),
	variant: () => ({
		at: '2026-07-13T18:00:00.000Z',
		value: undefined,
		change: 12,
		note: 'One more evening.',
		corrects: 'progress:01k0toad0ane000000000000p0',
		picture: 'picture:01k0toad0ane000000000000h1',
		source: 'fed'
	})
});
