/**
 * What a stranger wrote to the group on its public page. The server alone puts it there; organisers mark it answered and
 * erase it, and what was written stays as it was. Nothing of it is left once it is erased, which it is when its time is
 * over at the latest.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import { isSame } from './json.ts';
import type { Base, KindRule } from './record.ts';

export const MESSAGE_ABOUT = ['join', 'help', 'ask', 'invite', 'other'] as const;
/** The longest message, in UTF-16 units. */
export const MOST_MESSAGE = 1500;

export interface Message extends Base {
	type: 'message';
	name: string;
	/** An e-mail address or a telephone number, as typed. */
	reach: string;
	about: (typeof MESSAGE_ABOUT)[number];
	text: string;
	/** The last day on which it may be kept, YYYY-MM-DD. */
	expires: string;
	answered_at?: string;
}

export type MessageInput = Pick<Message, 'name' | 'reach' | 'about' | 'text' | 'expires'>;

/** Twelve months, and a day for clocks that are ahead of UTC. */
const MOST_DAYS = 367;
const WRITTEN = ['name', 'reach', 'about', 'text', 'expires'] as const;

export const messageRule: KindRule<Message> = {
	type: 'message',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		name: f.line(80),
		reach: f.line(120),
		about: f.oneOf(MESSAGE_ABOUT),
		text: f.lines(MOST_MESSAGE),
		expires: f.day,
		answered_at: f.optional(f.time)
	},
	sets: [],
	kept: [],
	agree({ created_at, expires, erased }) {
		if (erased !== undefined) return [];
		const days = (Date.parse(`${expires}T00:00:00Z`) - Date.parse(created_at)) / 86_400_000;
		return days < -1 || days > MOST_DAYS ? [{ field: 'expires', code: 'contradiction' }] : [];
	},
	writers: ['organiser', 'volunteer'],
	allow({ role }, next, before) {
		// Without one before it, an organiser gives back what a server lost.
		if (!before) return next.created_by === 'server' ? true : 'role';
		// Its time may be over on a volunteer's phone first.
		if (next.erased !== undefined) return true;
		if (role !== 'organiser') return 'role';
		return WRITTEN.every((field) => isSame(next[field], before[field])) ? true : 'immutable';
	}
};

export const message = /* @__PURE__ */ define<Message, MessageInput>(messageRule, {
	begin: (input) => ({ id: newId('message'), fields: input }),
	personal: ['name', 'reach', 'about', 'text', 'expires', 'answered_at'],
	sample: () => ({
		_id: 'message:01k0toad0ane000000000000w1',
		type: 'message',
		schema: 1,
		created_at: '2026-07-12T18:00:00.000Z',
		created_by: 'server',
		name: 'Rafiq',
		reach: 'rafiq@example.org',
		about: 'join',
		text: 'I live in the next street and would like to come along.',
		expires: '2027-07-12'
	}),
	variant: () => ({
		name: 'Mrs Clegg',
		reach: '01706 000000',
		about: 'help',
		text: 'I have a van.\nIt is yours on Saturdays.',
		expires: '2027-06-30',
		answered_at: '2026-07-14T18:00:00.000Z'
	})
});
