/**
 * What came of an event: its figures where they differ from what was counted on the day, and what those who held it would
 * tell others. One an event.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId } from './ids.ts';
import type { Base, KindRule } from './record.ts';
import { TALLIED, type Tallied } from './tally.ts';

export interface Outcome extends Base, Partial<Record<Tallied, number>> {
	type: 'outcome';
	/** Event id. */
	event: string;
	/** The day that it is counted on, YYYY-MM-DD. */
	day: string;
	went_well?: string;
	do_otherwise?: string;
	/** Whom to thank. */
	thanks?: string;
}

export type OutcomeInput = Omit<Outcome, keyof Base>;

/** The id of what came of an event (its id). */
export const outcomeId = (event: string): string => `outcome:${bareId(event)}`;

const figure = f.optional(f.whole(0, 1_000_000_000));
const figures: Record<string, typeof figure> = {};
for (const of of TALLIED) figures[of] = figure;
const words = f.optional(f.lines(1000));

export const outcomeRule: KindRule<Outcome> = {
	type: 'outcome',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'shared',
	fields: Object.assign({}, figures, {
		event: f.idOf('event'),
		day: f.day,
		went_well: words,
		do_otherwise: words,
		thanks: words
	}),
	sets: [],
	agree({ _id, event }) {
		return bareId(_id) === bareId(event) ? [] : [{ field: 'event', code: 'contradiction' }];
	},
	writers: ['organiser', 'volunteer']
};

export const outcome = /* @__PURE__ */ define<Outcome, OutcomeInput>(outcomeRule, {
	begin: (input) => ({ id: outcomeId(input.event), fields: input }),
	personal: ['event', 'day', ...TALLIED, 'went_well', 'do_otherwise', 'thanks'],
	sample: () => ({
		_id: 'outcome:01k0toad0ane000000000000e1',
		type: 'outcome',
		schema: 1,
		created_at: '2026-07-13T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		event: 'event:01k0toad0ane000000000000e1',
		day: '2026-07-12',
		person: 84,
		went_well: 'The long table.'
	}),
	variant: () => ({
		day: '2026-07-13',
		person: 86,
		new_person: 31,
		item_in: 120,
		item_out: 96,
		bag: 14,
		gram: 82_500,
		pence: 12_340,
		went_well: 'The band.',
		do_otherwise: 'Ask about the road in April.',
		thanks: 'The chapel, for its tables.'
	})
});
