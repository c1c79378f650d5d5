import { editRecord, groupDatabase, member, type Author, type Member, type Role } from '../records/index.ts';
import { change, sha256 } from './accounts.ts';
import { BackendTrouble, type Doc } from './backend.ts';
import { devicesOf, revokeDevice, type Device } from './devices.ts';
import type { Failure } from './answer.ts';
import type { Site } from './site.ts';

interface Claim extends Doc {
	secret_hash: string;
}

/** Binds a member's id to the first device that brings it, so that nobody joins as somebody else. */
export async function claimMember(site: Site, group: string, id: string, secret: string): Promise<boolean> {
	const secret_hash = sha256(secret);
	const claim = await change<Claim>(site.backend, `claim:${group}:${id}`, (now) =>
		now ? undefined : { secret_hash }
	);
	return claim?.secret_hash === secret_hash;
}

/** Puts a member with this role on the group's list; one who is on it gets the role and is no longer removed. */
export async function writeMember(
	site: Site,
	group: string,
	as: { id: string; name: string; role: Role }
): Promise<void> {
	await changeMember(site, group, as.id, (now, author) => {
		if (now && now.role === as.role && !now.removed_at) return undefined;
		if (now) return editRecord(now, { role: as.role, removed_at: undefined }, author);
		const made = member.make({ id: as.id, name: as.name, role: as.role }, { ...author, member: as.id });
		if (!made.ok) throw new Error(`a checked name was refused: ${JSON.stringify(made.problems)}`);
		return made.record;
	});
}

/** Ends a member's access from all devices and says so in the group. The last organiser can't be removed. */
export async function removeMember(site: Site, group: string, id: string): Promise<{ ok: true } | Failure> {
	const devices = await devicesOf(site, group);
	const active = devices.filter((device) => !device.revoked_at);
	const theirs = devices.filter((device) => device.member === id);
	if (theirs.length === 0) return { ok: false, status: 404, code: 'member_unknown' };
	const isLast = (device: Device) => device.role === 'organiser' && device.member !== id;
	if (active.some((device) => device.member === id && device.role === 'organiser') && !active.some(isLast)) {
		return { ok: false, status: 409, code: 'last_organiser' };
	}
	for (const device of theirs) await revokeDevice(site, device);
	await changeMember(site, group, id, (now, author) =>
		now && !now.removed_at ? editRecord(now, { removed_at: author.at }, author) : undefined
	);
	return { ok: true };
}

async function changeMember(
	site: Site,
	group: string,
	id: string,
	next: (now: Member | undefined, author: Author) => Member | undefined
): Promise<void> {
	const db = groupDatabase(group);
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const now = await site.backend.get<Member & Doc>(db, id);
		const author: Author = { member: 'server', device: 'server', at: site.now().toISOString() };
		const { _revisions: _, ...plain } = now ?? ({} as Member & Doc);
		const wanted = next(now && (plain as Member), author);
		if (!wanted) return;
		const doc = { ...wanted, _id: id, ...(now?._rev ? { _rev: now._rev } : {}) };
		if ((await site.backend.put(db, doc as unknown as Doc)) !== 'conflict') return;
	}
	throw new BackendTrouble('timeout', `${id} is written by too many at once`);
}
