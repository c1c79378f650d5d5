/**
 * One count at an event: so many more, or so many fewer after a slip. Never edited, so that several phones that count at
 * once with no network add up exactly.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

/** What is counted; `gram` and `pence` are whole ones, so that sums are exact. */
export const TALLIED = ['person', 'new_person', 'item_in', 'item_out', 'bag', 'gram', 'pence'] as const;

export type Tallied = (typeof TALLIED)[number];

export interface Tally extends Base {
	type: 'tally';
	/** Event id. */
	event: string;
	of: Tallied;
	amount: number;
	at: string;
}

export type TallyInput = Pick<Tally, 'event' | 'of' | 'amount'>;

/** The most that one tap can count: a tonne, or £10,000. */
const most = 1_000_000;

export const tallyRule: KindRule<Tally> = {
	type: 'tally',
	schema: 1,
	immutable: true,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		event: f.idOf('event'),
		of: f.oneOf(TALLIED),
		amount: f.whole(-most, most),
		at: f.time
	},
	sets: [],
	writers: ['organiser', 'volunteer']
};

export const tally = /* @__PURE__ */ define<Tally, TallyInput>(tallyRule, {
	begin: (input, author) => ({ id: newId('tally'), fields: { ...input, at: author.at } }),
	personal: ['event', 'of', 'amount', 'at'],
	sample: () => ({
		_id: 'tally:01k0toad0ane000000000000y1',
		type: 'tally',
		schema: 1,
		created_at: '2026-07-12T14:05:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		event: 'event:01k0toad0ane000000000000e1',
		of: 'person',
		amount: 1,
		at: '2026-07-12T14:05:00.000Z'
	}),
	variant: () => ({ of: 'gram', amount: -2500, at: '2026-07-12T15:05:00.000Z' })
});
