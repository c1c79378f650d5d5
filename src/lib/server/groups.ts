import { groupDatabase } from '../records/index.ts';
import { change, sameHash, sha256 } from './accounts.ts';
import { ACCOUNTS, type Doc } from './backend.ts';
import { addDevice, deviceId, startSession } from './devices.ts';
import { countNewGroup, forgiveNewGroup } from './limits.ts';
import { claimMember } from './members.ts';
import type { Failure } from './answer.ts';
import type { Site } from './site.ts';

export interface Group extends Doc {
	name: string;
	created_at: string;
	/** Digest of the secret of the device that made the group. */
	founder_hash: string;
	/** Its address in the registry, once it has one; never changes. */
	slug?: string;
	published_at?: string;
}

export interface NewGroup {
	id: string;
	name: string;
	member: { id: string; name: string };
	secret: string;
}

export type Created =
	{ ok: true; created: boolean; device: string; slug?: string; session: string } | Failure;

/** What is known of a group, by its bare id. */
export function findGroup(site: Site, id: string): Promise<Group | undefined> {
	return site.backend.get<Group>(ACCOUNTS, `group:${id}`);
}

/**
 * Makes a group with its database and its first organiser. Asking again with the same secret finishes what
 * an earlier try began and answers the same.
 */
export async function createGroup(site: Site, asked: NewGroup, address: string): Promise<Created> {
	const founder = sha256(asked.secret);
	let group = await findGroup(site, asked.id);
	const created = !group;
	if (!group) {
		const allowed = await countNewGroup(site, address);
		if (!allowed.ok)
			return { ok: false, status: 429, code: 'too_many_groups', retry_after: allowed.retry_after };
		let mine = false;
		group = await change<Group>(site.backend, `group:${asked.id}`, (now) => {
			mine = !now;
			if (now) return undefined;
			return { name: asked.name, created_at: site.now().toISOString(), founder_hash: founder };
		});
		if (!mine) await forgiveNewGroup(site, address);
	}
	if (!group || !sameHash(group.founder_hash, founder))
		return { ok: false, status: 409, code: 'group_taken' };
	await site.backend.ensureDatabase(groupDatabase(asked.id));
	return admitFounder(site, asked, group, created);
}

async function admitFounder(site: Site, asked: NewGroup, group: Group, created: boolean): Promise<Created> {
	const { id, secret, member } = asked;
	if (!(await claimMember(site, id, member.id, secret)))
		return { ok: false, status: 409, code: 'member_taken' };
	// A founder who was removed stays removed: only a device that is not there yet is added.
	const known = await site.backend.get(ACCOUNTS, `device:${id}:${deviceId(secret)}`);
	if (!known) await addDevice(site, id, secret, { member: member.id, role: 'organiser' });
	const session = await startSession(site, id, secret);
	if (!session) return { ok: false, status: 403, code: 'removed' };
	return { ok: true, created, device: deviceId(secret), slug: group.slug, session };
}
