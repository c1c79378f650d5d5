/**
 * How to reach somebody who offered it at their door: what for, in which words they agreed, and until when. Can be
 * erased, by anybody who may write it, and is when its time is over.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule, Problem } from './record.ts';

export interface Contact extends Base {
	type: 'contact';
	/** Door id. */
	door: string;
	/** Patch id. */
	patch: string;
	name: string;
	phone?: string;
	email?: string;
	/** What they may be called or written to for, in words that follow *to*. */
	for: string;
	/** The very words that were read out, and that they agreed to. */
	agreed: string;
	agreed_at: string;
	/** The last day on which it may be kept, YYYY-MM-DD. */
	expires: string;
}

/** `agreed_at` is the author's time where left out. */
export type ContactInput = Omit<Contact, keyof Base | 'agreed_at'> & { agreed_at?: string };

/** Twelve months, and a day for those whose clock is ahead of UTC. */
const mostDays = 367;

export const contactRule: KindRule<Contact> = {
	type: 'contact',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		door: f.doorId,
		patch: f.idOf('patch'),
		name: f.line(80),
		phone: f.optional(f.matching(/^\+?[0-9][0-9 ()-]{3,28}[0-9]$/, 30)),
		email: f.optional(f.matching(/^[^\s@<>"',;:\\]+@[^\s@<>"',;:\\]+\.[^\s@<>"',;:\\]+$/, 120)),
		for: f.line(280),
		agreed: f.lines(1000),
		agreed_at: f.time,
		expires: f.day
	},
	sets: [],
	kept: ['door', 'patch'],
	agree(record) {
		const { door, patch } = record;
		if (door.split(':')[1] !== patch.split(':')[1]) return [{ field: 'patch', code: 'contradiction' }];
		return record.erased === undefined ? agreeAlive(record) : [];
	},
	writers: ['organiser', 'volunteer']
};

function agreeAlive({ phone, email, agreed_at, expires }: Contact): Problem[] {
	if (phone === undefined && email === undefined) return [{ field: 'phone', code: 'required' }];
	const days = (Date.parse(`${expires}T00:00:00Z`) - Date.parse(agreed_at)) / 86_400_000;
	return days < -1 || days > mostDays ? [{ field: 'expires', code: 'contradiction' }] : [];
}

export const contact = /* @__PURE__ */ define<Contact, ContactInput>(contactRule, {
	begin: (input, author) => ({
		id: newId('contact'),
		fields: { ...input, agreed_at: input.agreed_at ?? author.at }
	}),
	personal: ['door', 'patch', 'name', 'phone', 'email', 'for', 'agreed', 'agreed_at', 'expires'],
	sample: () => ({
		_id: 'contact:01k0toad0ane000000000000k1',
		type: 'contact',
		schema: 1,
		created_at: '2026-07-12T17:31:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		door: 'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
		patch: 'patch:01k0toad0ane000000000000t1',
		name: 'Mrs Ashworth',
		phone: '01706 000000',
		for: 'invite you to what we do',
		agreed:
			'Around Toad Lane may keep your name and number to invite you to what we do, until 30 September 2026.',
		agreed_at: '2026-07-12T17:31:00.000Z',
		expires: '2026-09-30'
	}),
	variant: () => ({
		door: 'door:01k0toad0ane000000000000t1:60303ae22b998861',
		name: 'Mr Ashworth',
		phone: '+44 1706 000001',
		email: 'ashworth@example.org',
		for: 'ask you about the tools you offered',
		agreed: 'You may ask me about the tools until Christmas.',
		agreed_at: '2026-07-13T17:31:00.000Z',
		expires: '2026-12-24'
	})
});
