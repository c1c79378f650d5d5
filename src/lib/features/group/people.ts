import type { Member, Role } from '$lib/records';
import type { DeviceGroup } from '$lib/store';
import { isObject } from '$lib/sync';
import { askAsMember, type Answer } from './ask-registry.ts';

/** One phone or laptop of a member, as the registry knows it. */
export interface MemberDevice {
	id: string;
	member: string;
	role: Role;
	added_at: string;
	last_seen_at?: string;
	revoked_at?: string;
}

export interface OpenInvite {
	id: string;
	role: Role;
	expires_at: string;
	uses: number;
	used: number;
	withdrawn_at?: string;
}

/** What only the registry knows of a group's people. */
export interface Register {
	devices: MemberDevice[];
	invites: OpenInvite[];
}

/** Devices and invites; organisers only, and only with a network. */
export function fetchRegister(group: DeviceGroup): Promise<Answer<Register>> {
	return askAsMember<Register>(group, '/people', {
		is: (answer) => isObject(answer) && Array.isArray(answer.devices) && Array.isArray(answer.invites)
	});
}

export function withdrawInvite(group: DeviceGroup, id: string): Promise<Answer<unknown>> {
	return askAsMember(group, `/invites/${encodeURIComponent(id)}/withdraw`, {
		method: 'POST',
		is: (answer) => isObject(answer) && answer.id === id
	});
}

/** Shuts a member's devices out. What they have sent stays. */
export function removeMember(group: DeviceGroup, member: string): Promise<Answer<unknown>> {
	return askAsMember(group, `/members/${encodeURIComponent(member)}/remove`, {
		method: 'POST',
		is: (answer) => isObject(answer) && answer.member === member
	});
}

/** The members in the order in which they are listed: oneself, the others by name, those who left at the end. */
export function inOrder(members: Member[], self: string): Member[] {
	const rank = (member: Member) => (member._id === self ? 0 : member.removed_at ? 2 : 1);
	return members.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en-GB'));
}

/** Invites that somebody could still use. */
export function openInvites(register: Register, now: Date): OpenInvite[] {
	return register.invites.filter(
		(invite) => !invite.withdrawn_at && invite.used < invite.uses && invite.expires_at > now.toISOString()
	);
}
