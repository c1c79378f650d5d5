import { groupDatabase, type Role } from '../records/index.ts';
import { change, sameHash, sha256 } from './accounts.ts';
import { ACCOUNTS, type Doc } from './backend.ts';
import { addDevice, deviceId, findDevice, startSession } from './devices.ts';
import { findGroup } from './groups.ts';
import { countCodeTry, forgiveCodeTry } from './limits.ts';
import { claimMember, writeMember } from './members.ts';
import type { Failure } from './answer.ts';
import type { Site } from './site.ts';

/** How long a code may be used, however late its phone's clock is. */
const CODE_LIFE = 15 * 60_000;

export interface Invite extends Doc {
	group: string;
	invite: string;
	secret_hash: string;
	role: Role;
	expires_at: string;
	uses: number;
	/** The organiser who made it. */
	made_by?: string;
	/** The devices that have used it. */
	taken: string[];
	withdrawn_at?: string;
}

interface Pointer extends Doc {
	group: string;
	invite: string;
	expires_at: string;
}

export interface NewInvite {
	id: string;
	secret_hash: string;
	code_hash?: string;
	code_expires_at?: string;
	role: Role;
	expires_at: string;
	uses: number;
}

export interface Joining {
	/** One of the two: the link's secret, or the code as typed. */
	secret?: string;
	code?: string;
	group?: string;
	name: string;
	member: string;
	device_secret: string;
}

export type Joined =
	{ ok: true; group: string; group_name: string; member: string; role: Role; session: string } | Failure;

/**
 * Registers an invite that an organiser's phone has made. Asking again with the same one changes nothing but
 * its code, if it brings another.
 */
export async function registerInvite(
	site: Site,
	group: string,
	asked: NewInvite,
	made_by: string
): Promise<{ ok: true; created: boolean } | Failure> {
	const id = inviteDocument(group, asked.id);
	const known = await site.backend.get<Invite>(ACCOUNTS, id);
	const same = known && sameInvite(known, asked);
	if (same && !same.ok) return same;
	if (asked.code_hash && !(await claimCode(site, group, asked)))
		return { ok: false, status: 409, code: 'code_taken' };
	if (same) return same;
	const pointer = { group, invite: asked.id, expires_at: asked.expires_at };
	await change<Pointer>(site.backend, `secret:${asked.secret_hash}`, (now) => (now ? undefined : pointer));
	let created = false;
	const invite = await change<Invite>(site.backend, id, (now) => {
		created = !now;
		if (now) return undefined;
		const { secret_hash, role, expires_at, uses } = asked;
		return { group, invite: asked.id, secret_hash, role, expires_at, uses, made_by, taken: [] };
	});
	return created ? { ok: true, created } : sameInvite(invite as Invite, asked);
}

/** All invites of a group, for its organisers. */
export function invitesOf(site: Site, group: string): Promise<Invite[]> {
	return site.backend.allDocs<Invite>(ACCOUNTS, `invite:${group}:`);
}

/** Nobody joins by this invite any more. */
export async function withdrawInvite(site: Site, group: string, id: string): Promise<{ ok: true } | Failure> {
	const invite = await change<Invite>(site.backend, inviteDocument(group, id), (now) =>
		!now || now.withdrawn_at ? undefined : { ...now, withdrawn_at: site.now().toISOString() }
	);
	return invite ? { ok: true } : { ok: false, status: 404, code: 'invite_unknown' };
}

/**
 * Withdraws the invites that a member made or came in by: whoever was sent away still has the link. One of
 * which nobody knows who made it goes too.
 */
export async function withdrawInvitesOf(
	site: Site,
	group: string,
	member: string,
	devices: string[]
): Promise<void> {
	for (const { invite, made_by = member, taken, withdrawn_at } of await invitesOf(site, group)) {
		const theirs = made_by === member || taken.some((device) => devices.includes(device));
		if (theirs && !withdrawn_at) await withdrawInvite(site, group, invite);
	}
}

/**
 * Lets a device into a group by an invite. A use counts once per device: asking again with the same device
 * secret, after an answer that was lost, answers the same. Codes may be tried five times an address.
 */
export async function joinGroup(site: Site, asked: Joining, address: string): Promise<Joined> {
	if (asked.code !== undefined) {
		const allowed = await countCodeTry(site, address);
		if (!allowed.ok)
			return { ok: false, status: 429, code: 'too_many_tries', retry_after: allowed.retry_after };
	}
	const found = await findInvite(site, asked);
	if (!found.ok) return found;
	if (asked.code !== undefined) await forgiveCodeTry(site, address);
	const { group, invite } = found.invite;
	if (!(await claimMember(site, group, asked.member, asked.device_secret))) {
		return { ok: false, status: 409, code: 'member_taken' };
	}
	const used = await useInvite(site, group, invite, asked.device_secret, found.lapsed);
	return used.ok ? admit(site, used.invite, asked, used.again) : used;
}

/** A device that asks again is not let in a second time: it may have been removed since. */
async function admit(site: Site, invite: Invite, asked: Joining, again: boolean): Promise<Joined> {
	const { group, role } = invite;
	const { member, device_secret: secret } = asked;
	const known = await findDevice(site, group, secret);
	if (!known || (known.revoked_at && !again)) await addDevice(site, group, secret, { member, role });
	const session = await startSession(site, group, secret);
	const device = await findDevice(site, group, secret);
	if (!session || !device) return { ok: false, status: 403, code: 'removed' };
	await writeMember(site, group, { id: device.member, name: asked.name, role: device.role });
	const group_name = await nameOf(site, group);
	return { ok: true, group, group_name, member: device.member, role: device.role, session };
}

/** As the group calls itself today, which may not be what it was called when it was made. */
async function nameOf(site: Site, group: string): Promise<string> {
	const known = await site.backend.get<Doc & { name: string }>(groupDatabase(group), `community:${group}`);
	return known?.name ?? (await findGroup(site, group))?.name ?? '';
}

type Used = { ok: true; invite: Invite; again: boolean } | Failure;

async function useInvite(
	site: Site,
	group: string,
	id: string,
	secret: string,
	lapsed: boolean
): Promise<Used> {
	const device = deviceId(secret);
	const now = site.now().toISOString();
	let outcome: Failure | 'again' | 'taken' = { ok: false, status: 404, code: 'invite_unknown' };
	const gone = (code: string): Failure => ({ ok: false, status: 410, code });
	const invite = await change<Invite>(site.backend, inviteDocument(group, id), (known) => {
		if (!known) return undefined;
		if (known.taken.includes(device)) outcome = 'again';
		else if (known.withdrawn_at) outcome = gone('invite_withdrawn');
		else if (lapsed || known.expires_at <= now) outcome = gone('invite_expired');
		else if (known.taken.length >= known.uses) outcome = gone('invite_used_up');
		else outcome = 'taken';
		return outcome === 'taken' ? { ...known, taken: [...known.taken, device] } : undefined;
	});
	const ended = outcome as Failure | 'again' | 'taken';
	if (typeof ended !== 'string') return ended;
	return { ok: true, invite: invite as Invite, again: ended === 'again' };
}

type Found = { ok: true; invite: Pointer; lapsed: boolean } | Failure;

async function findInvite(site: Site, asked: Joining): Promise<Found> {
	const id =
		asked.code === undefined ? `secret:${sha256(asked.secret ?? '')}` : `code:${codeHash(asked.code)}`;
	const invite = await site.backend.get<Pointer>(ACCOUNTS, id);
	const elsewhere = asked.group !== undefined && invite?.group !== asked.group;
	if (!invite || elsewhere) return { ok: false, status: 404, code: 'invite_unknown' };
	return { ok: true, invite, lapsed: invite.expires_at <= site.now().toISOString() };
}

/** A code is free when nobody has it, or whoever had it no longer can use it. */
async function claimCode(site: Site, group: string, asked: NewInvite): Promise<boolean> {
	const now = site.now();
	const latest = new Date(now.getTime() + CODE_LIFE).toISOString();
	const wanted = asked.code_expires_at ?? latest;
	const expires_at = wanted < latest ? wanted : latest;
	const code = await change<Pointer>(site.backend, `code:${asked.code_hash}`, (known) =>
		known && known.expires_at > now.toISOString()
			? undefined
			: { ...known, group, invite: asked.id, expires_at }
	);
	return code?.group === group && code.invite === asked.id;
}

/** Case and blanks don't matter in a code. */
function codeHash(code: string): string {
	return sha256(code.toUpperCase().replace(/[\s-]/g, ''));
}

function sameInvite(known: Invite, asked: NewInvite): { ok: true; created: boolean } | Failure {
	if (sameHash(known.secret_hash, asked.secret_hash)) return { ok: true, created: false };
	return { ok: false, status: 409, code: 'invite_taken' };
}

function inviteDocument(group: string, id: string): string {
	return `invite:${group}:${id}`;
}
