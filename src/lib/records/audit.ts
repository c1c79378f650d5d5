/**
 * An audit note: what somebody saw of one co-op on one day. Never edited, so that two auditors with no network can't be in
 * each other's way; what was wrong is taken back, or put right by a later note (decision 021).
 */
import type { Need } from './coop.ts';
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import { NEEDS } from './lists.ts';
import type { Base, Check, KindRule, Problem } from './record.ts';

export const SEEN = ['confirmed', 'gone', 'moved', 'new', 'unsure'] as const;
/** What a place is, where somebody asked; `no` is none of them. */
export const ENTERPRISES = ['coop', 'mutual', 'social_enterprise', 'charity', 'no', 'unsure'] as const;
export const WANTS_TRADE = ['yes', 'no', 'unsure'] as const;

export type Seen = (typeof SEEN)[number];
export type Enterprise = (typeof ENTERPRISES)[number];

/** What shows that one of the ICA's seven principles is lived, in words. */
export interface Evidence {
	principle: number;
	words: string;
}

export interface AuditNote extends Base {
	type: 'audit';
	/** The directory's id of the co-op, such as `cuk-organisations:R006884`, or the id of one that the group added. */
	of: string;
	/** When it was looked at. */
	at: string;
	seen: Seen;
	/** Left out where nobody asked. */
	is_coop?: Enterprise;
	/** What neighbours can use it for. */
	needs?: Need[];
	/** The same in words. */
	uses?: string;
	members?: number;
	/** When it is open, in words. */
	hours?: string;
	/** Whether it wants to trade with other co-ops. */
	wants_trade?: (typeof WANTS_TRADE)[number];
	/** At most one a principle. */
	evidence?: Evidence[];
	/** Picture id. */
	picture?: string;
	note?: string;
	/** Where it is now, of one that moved. */
	moved_to?: { place?: string; point?: [number, number] };
}

export type AuditNoteInput = Omit<AuditNote, keyof Base | 'at'> & Partial<Pick<AuditNote, 'at'>>;

/** A group's own co-op has an id of this app; any other is named by its source and that source's own id. */
const coopId = f.matching(
	/^(coop:[0-9a-z]{26}|(?!coop:)[a-z][a-z0-9-]{1,29}:[A-Za-z0-9][A-Za-z0-9._-]{0,39})$/,
	80
);

const onePrincipleEach: Check = (value, field, problems) => {
	f.list(f.shape({ principle: f.whole(1, 7), words: f.line(200) }), 7)(value, field, problems);
	const principles = Array.isArray(value) ? value.map((one: Evidence | null) => one?.principle) : [];
	if (principles.some((one, i) => one !== undefined && principles.indexOf(one) < i))
		problems.push({ field, code: 'contradiction' });
};

const somewhere: Check = (value, field, problems) => {
	const before = problems.length;
	f.shape({ place: f.optional(f.line(200)), point: f.optional(f.point) })(value, field, problems);
	if (problems.length > before) return;
	const { place, point } = value as { place?: string; point?: unknown };
	if (place === undefined && point === undefined) problems.push({ field, code: 'required' });
};

export const auditRule: KindRule<AuditNote> = {
	type: 'audit',
	schema: 1,
	immutable: true,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		of: coopId,
		at: f.time,
		seen: f.oneOf(SEEN),
		is_coop: f.optional(f.oneOf(ENTERPRISES)),
		needs: f.optional(f.setOf(f.oneOf(NEEDS), NEEDS.length)),
		uses: f.optional(f.lines(400)),
		members: f.optional(f.whole(0, 100_000_000)),
		hours: f.optional(f.line(200)),
		wants_trade: f.optional(f.oneOf(WANTS_TRADE)),
		evidence: f.optional(onePrincipleEach),
		picture: f.optional(f.idOf('picture')),
		note: f.optional(f.lines(280)),
		moved_to: f.optional(somewhere)
	},
	sets: ['needs'],
	agree({ of, seen, moved_to }) {
		const problems: Problem[] = [];
		if (seen === 'new' && of.slice(0, 5) !== 'coop:') problems.push({ field: 'seen', code: 'contradiction' });
		if (moved_to && seen !== 'moved') problems.push({ field: 'moved_to', code: 'contradiction' });
		return problems;
	},
	writers: ['organiser', 'volunteer']
};

export const audit = /* @__PURE__ */ define<AuditNote, AuditNoteInput>(auditRule, {
	begin: (input, author) => ({ id: newId('audit'), fields: { ...input, at: input.at ?? author.at } }),
	personal: ['note', 'picture'],
	sample: () => ({
		_id: 'audit:01k0toad0ane000000000000z1',
		type: 'audit',
		schema: 1,
		created_at: '2026-09-12T10:05:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		of: 'cuk:R000000',
		at: '2026-09-12T10:05:00.000Z',
		seen: 'confirmed'
	}),
	variant: () => ({
		of: 'coop:01k0toad0ane000000000000q1',
		at: '2026-09-12T11:00:00.000Z',
		seen: 'moved',
		is_coop: 'coop',
		needs: ['food', 'work'],
		uses: 'Bread, and a table to sit at.',
		members: 14,
		hours: 'Tuesday to Saturday, 8 to 2',
		wants_trade: 'yes',
		evidence: [{ principle: 2, words: 'Meets every first Monday; one vote each.' }],
		picture: 'picture:01k0toad0ane000000000000h1',
		note: 'Ask for Ellen.',
		moved_to: { place: 'Yorkshire Street', point: [-2.155, 53.617] }
	})
});
