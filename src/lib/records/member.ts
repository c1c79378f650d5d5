/** A person of the group: a name and a role. No address, no e-mail. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule, Role } from './record.ts';

export const ROLES = ['organiser', 'volunteer', 'viewer'] as const satisfies readonly Role[];

export interface Member extends Base {
	type: 'member';
	name: string;
	role: Role;
	removed_at?: string;
}

/** `id` is the member's id where the phone has it already. */
export type MemberInput = { id?: string; name: string; role: Role };

/**
 * Who belongs, and in which role, is decided by the server alone. A phone writes its own member's
 * record, with the role that the server gave.
 */
export const memberRule: KindRule<Member> = {
	type: 'member',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'shared',
	fields: { name: f.line(80), role: f.oneOf(ROLES), removed_at: f.optional(f.time) },
	sets: [],
	writers: ROLES,
	allow(who, next, before) {
		if (next._id !== who.member) return 'not_yours';
		if (next.role !== who.role && next.role !== before?.role) return 'role_change';
		return next.removed_at === before?.removed_at ? true : 'role_change';
	}
};

export const member = /* @__PURE__ */ define<Member, MemberInput>(memberRule, {
	begin: ({ id, ...fields }) => ({ id: id ?? newId('member'), fields }),
	personal: ['name'],
	sample: () => ({
		_id: 'member:01k0toad0ane000000000000m1',
		type: 'member',
		schema: 1,
		created_at: '2026-06-01T09:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		name: 'Ann Tweedale',
		role: 'organiser'
	}),
	variant: () => ({
		name: 'Bea Whitworth',
		role: 'volunteer',
		removed_at: '2026-07-01T09:00:00.000Z'
	})
});
