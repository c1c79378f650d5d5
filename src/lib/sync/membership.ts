import { ROLES, type Role } from '../records/index.ts';
import type { DeviceGroup, GroupStanding } from '../store/types.ts';
import type { Device } from '../store/device.ts';
import { SyncFailure } from './failure.ts';
import type { Line } from './line.ts';
import { isObject } from './ours.ts';

/** Whether an answer says that this device is in that group, as whom or at least as what. */
const letsIn = (answer: unknown, group: string) =>
	isObject(answer) && answer.group === group && ROLES.some((role) => role === answer.role);

/** Registers or joins where that still waits; answers the group as this phone knows it now. */
export async function settleMembership(line: Line, device: Device, entry: DeviceGroup): Promise<DeviceGroup> {
	if (entry.state === 'creating') await register(line, device, entry);
	if (entry.state === 'joining') await join(line, device, entry);
	return (await device.group(entry.id)) ?? entry;
}

async function register(line: Line, device: Device, entry: DeviceGroup): Promise<void> {
	const { id, name, member, member_name, secret } = entry;
	const answer = await line.ask<{ role: Role; slug?: string }>('/api/groups', {
		method: 'POST',
		body: { id, name, member: { id: member, name: member_name }, secret },
		is: (value) => letsIn(value, id)
	});
	await device.changeGroup(id, { state: 'member', role: answer.role, problem: undefined });
}

async function join(line: Line, device: Device, entry: DeviceGroup): Promise<void> {
	const { id, member_name, member, secret, invite } = entry;
	const asking = line.ask<{ group_name: string; member: string; role: Role }>('/api/join', {
		method: 'POST',
		body: {
			...(invite?.secret ? { secret: invite.secret } : { code: invite?.code }),
			group: id,
			name: member_name,
			member,
			device_secret: secret
		},
		is: (value) => letsIn(value, id) && isObject(value) && typeof value.member === 'string'
	});
	const answer = await asking.catch(async (error: unknown) => {
		// An invite that is not known yet may be: whoever made it may have had no network since.
		const code = error instanceof SyncFailure ? error.code : undefined;
		if (code === 'invite_expired' || code === 'invite_used_up' || code === 'invite_withdrawn') {
			await device.changeGroup(id, { problem: code });
		}
		throw error;
	});
	await device.changeGroup(id, {
		name: answer.group_name || entry.name,
		member: answer.member,
		role: answer.role,
		state: 'member',
		invite: undefined,
		problem: undefined
	});
}

/**
 * Opens a session with this device's secret. A server that was made anew does not know the group: whoever organises
 * it registers it again, with the same secret, and the phones fill it again.
 */
export const signInAs =
	(device: Device, gid: string) =>
	async (line: Line): Promise<void> => {
		const entry = await device.group(gid);
		if (!entry) throw new SyncFailure('group_unknown');
		try {
			await line.ask('/api/session', {
				method: 'POST',
				body: { group: gid, secret: entry.secret },
				is: (value) => value === undefined
			});
			if (entry.state === 'removed') await device.changeGroup(gid, { state: 'member', problem: undefined });
		} catch (error) {
			const code = error instanceof SyncFailure ? error.code : undefined;
			const { state, role } = entry;
			// Who is not in yet comes in by the invite, whatever else is answered.
			if (state === 'joining') throw error;
			if (code === 'group_unknown' && role === 'organiser') return await register(line, device, entry);
			if (code === 'removed') await device.changeGroup(gid, { state: 'removed', problem: 'removed' });
			throw error;
		}
	};

const HOUR_MS = 3_600_000;
const states = ['waiting', 'shown', 'hidden', 'removed'];
const isStanding = (value: unknown): value is GroupStanding =>
	isObject(value) && states.includes(String(value.state)) && typeof value.vouches === 'number';

/**
 * Asks for the community's public address and how it stands in the registry, with every contact as long as something is
 * open, then once an hour: somebody may hide it. It can wait, so nothing that goes wrong here is told.
 */
export async function learnStanding(
	line: Line,
	device: Device,
	entry: DeviceGroup,
	now: Date
): Promise<void> {
	const { id, slug, standing, standing_at } = entry;
	const open =
		standing && (standing.state !== 'shown' || standing.edit || standing.held || standing.pilot === 'asked');
	const asked = now.getTime() - Date.parse(standing_at ?? '');
	if (slug && !open && asked >= 0 && asked < HOUR_MS) return;
	try {
		const answer = await line.ask<{ slug?: string; published_at?: string; standing?: unknown }>(
			`/api/groups/${id}`,
			{ is: (value) => isObject(value) && value.group === id }
		);
		await device.changeGroup(id, {
			...(answer.slug && answer.published_at && { slug: answer.slug }),
			...(isStanding(answer.standing) && { standing: answer.standing }),
			standing_at: now.toISOString()
		});
	} catch (error) {
		if (!(error instanceof SyncFailure)) throw error;
	}
}

/**
 * Sends what waited for a network, in order. What the server refuses for good stays, with its reason; an answer that
 * says nothing of ours, such as a 404 without a code, is noted, holds up no other, and is tried again.
 */
export async function sendOutbox(line: Line, device: Device, gid: string): Promise<void> {
	for (const item of await device.outbox.list(gid)) {
		if (item.problem && !unclear.includes(item.problem)) continue;
		try {
			const { method, body } = item;
			// What waits is named by the phone, and the server's answer names it back.
			const is = (value: unknown) => isObject(value) && isObject(body) && value.id === body.id;
			await line.ask(item.path, { method, body, is });
			await device.outbox.drop(item.id);
		} catch (error) {
			if (!(error instanceof SyncFailure) || !isFinal(error)) throw error;
			await device.outbox.refuse(item.id, error.code);
		}
	}
}

const unclear = ['unexpected', 'not_found', 'too_large'];
const passing = [
	'no_network',
	'not_our_server',
	'too_slow',
	'server_trouble',
	'server_busy',
	'too_many_tries'
];
const isFinal = (failure: SyncFailure) => !passing.includes(failure.code) && failure.code !== 'removed';
