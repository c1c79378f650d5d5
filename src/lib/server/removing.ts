import type { Failure } from './answer.ts';
import { devicesOf, revokeDevice, type Device } from './devices.ts';
import { withdrawInvitesOf } from './invites.ts';
import { noteRemoval } from './members.ts';
import type { Site } from './site.ts';

/**
 * Ends a member's access from all devices, withdraws the invites that they could come back by, and says so in
 * the group. The last organiser can't be removed.
 */
export async function removeMember(site: Site, group: string, id: string): Promise<{ ok: true } | Failure> {
	const devices = await devicesOf(site, group);
	const active = devices.filter((device) => !device.revoked_at);
	const theirs = devices.filter((device) => device.member === id);
	if (theirs.length === 0) return { ok: false, status: 404, code: 'member_unknown' };
	const isLast = (device: Device) => device.role === 'organiser' && device.member !== id;
	if (active.some((device) => device.member === id && device.role === 'organiser') && !active.some(isLast)) {
		return { ok: false, status: 409, code: 'last_organiser' };
	}
	// First, so that a removal that is cut short leaves no way back in.
	const ids = theirs.map(({ secret_hash }) => secret_hash.slice(0, 32));
	await withdrawInvitesOf(site, group, id, ids);
	for (const device of theirs) await revokeDevice(site, device);
	await noteRemoval(site, group, id);
	return { ok: true };
}
