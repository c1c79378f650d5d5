import type { ErrorCode } from '$lib/errors';
import { isId, newId, ROLES, type Role } from '$lib/records';
import { device, type DeviceGroup } from '$lib/store';
import { isObject } from '$lib/sync';
import { askRegistry } from './ask-registry.ts';
import { newDeviceSecret, type Invite } from './invite.ts';

/** Who is joining: made once and kept with the draft, so that asking twice never counts as two people. */
export interface Newcomer {
	member: string;
	secret: string;
}

export type JoinOutcome =
	| { outcome: 'in' | 'waiting' | 'already'; gid: string }
	/** Nothing is kept; `again` says that asking later may help. */
	| { outcome: 'refused'; code: ErrorCode; retry_after?: number; again: boolean };

interface Joined {
	group: string;
	group_name: string;
	member: string;
	role: Role;
}

const isJoined = (answer: unknown): answer is Joined =>
	isObject(answer) &&
	isId(`community:${String(answer.group)}`) &&
	isId(answer.member) &&
	ROLES.some((role) => role === answer.role);

/** Not the invite's fault: asking again may help. */
const PASSING: ErrorCode[] = ['no_network', 'too_slow', 'server_trouble', 'server_busy', 'not_our_server'];

export function newcomer(): Newcomer {
	return { member: newId('member'), secret: newDeviceSecret() };
}

/** The group on this phone that an invite leads to, if it needs no joining any more. */
export async function alreadyIn(gid: string): Promise<DeviceGroup | undefined> {
	const entry = await device.group(gid);
	return entry && entry.state !== 'removed' && !entry.problem ? entry : undefined;
}

/**
 * Goes into a group by a link or QR code. Without a network, or while the registry doesn't know the invite yet, the
 * group is opened as *joining*: what is done there waits, and the sync loop asks again.
 */
export async function joinByLink(invite: Invite, name: string, fresh: Newcomer): Promise<JoinOutcome> {
	const known = await device.group(invite.group);
	if (known && (await alreadyIn(invite.group))) return { outcome: 'already', gid: known.id };
	const who = known ? sameAs(known) : fresh;
	// Kept before asking: if the answer is lost on its way, the same device asks again.
	const entry: DeviceGroup = {
		id: invite.group,
		name: invite.name,
		member_name: name,
		role: invite.role,
		state: 'joining',
		invite: { secret: invite.secret },
		added_at: known?.added_at ?? new Date().toISOString(),
		...who
	};
	await device.saveGroup(entry);
	const answer = await askRegistry<Joined>('/api/join', {
		method: 'POST',
		body: { secret: invite.secret, group: invite.group, name, member: who.member, device_secret: who.secret },
		is: (answer) => isJoined(answer) && answer.group === invite.group
	});
	if (answer.ok) {
		await device.saveGroup(joined(entry, answer.value));
		return { outcome: 'in', gid: entry.id };
	}
	if (PASSING.includes(answer.code)) return { outcome: 'waiting', gid: entry.id };
	if (answer.code === 'invite_unknown') return { outcome: 'waiting', gid: entry.id };
	if (known) await device.saveGroup(known);
	else await device.forgetGroup(entry.id);
	return { outcome: 'refused', code: answer.code, again: false };
}

/** Goes into a group by a code, which only the registry can read: without a network it has to wait. */
export async function joinByCode(code: string, name: string, fresh: Newcomer): Promise<JoinOutcome> {
	// Which group it leads to only the registry knows; most likely the one that waits for a new invite.
	const known = (await device.groups()).findLast((group) => group.state === 'joining' && group.problem);
	const who = known ? sameAs(known) : fresh;
	const answer = await askRegistry<Joined>('/api/join', {
		method: 'POST',
		body: { code, name, member: who.member, device_secret: who.secret },
		is: isJoined
	});
	if (!answer.ok) {
		const { code, retry_after } = answer;
		return { outcome: 'refused', code, retry_after, again: PASSING.includes(code) };
	}
	const gid = answer.value.group;
	if (await alreadyIn(gid)) return { outcome: 'already', gid };
	await device.saveGroup(
		joined(
			{
				id: gid,
				name: answer.value.group_name,
				member_name: name,
				role: answer.value.role,
				state: 'member',
				added_at: new Date().toISOString(),
				...who
			},
			answer.value
		)
	);
	return { outcome: 'in', gid };
}

/** Who made the entries that wait in a group: nobody else may send them. */
const sameAs = ({ member, secret }: DeviceGroup): Newcomer => ({ member, secret });

function joined(entry: DeviceGroup, answer: Joined): DeviceGroup {
	const { invite: _used, problem: _past, ...kept } = entry;
	return {
		...kept,
		name: answer.group_name || entry.name,
		member: answer.member,
		role: answer.role,
		state: 'member'
	};
}
