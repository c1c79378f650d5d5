import { editRecord, groupDatabase, member, type Author, type Member, type Role } from '../records/index.ts';
import { change, sha256 } from './accounts.ts';
import { BackendTrouble, type Doc } from './backend.ts';
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

/** Says in the group that a member was removed. */
export function noteRemoval(site: Site, group: string, id: string): Promise<void> {
	return changeMember(site, group, id, (now, author) =>
		now && !now.removed_at ? editRecord(now, { removed_at: author.at }, author) : undefined
	);
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
