import { newUlid, type Role } from '$lib/records';
import { device, type DeviceGroup } from '$lib/store';
import { CODE_MINUTES, hashOf, newInviteCode, newInviteSecret } from './invite.ts';

/** An invite that this phone made. Only here, and with those who are given it, stand its secret and code. */
export interface OwnInvite {
	id: string;
	secret: string;
	code: string;
	code_expires_at: string;
	role: Role;
	expires_at: string;
	/** For how long it was made. */
	days: number;
	uses: number;
	/** The request that makes it known to the registry; waits in the outbox until there is a network. */
	request: string;
}

export interface InviteTerms {
	role: Role;
	days: number;
	uses: number;
}

/** What an invite is made with unless somebody wants it otherwise: enough to hand it round a meeting. */
export const USUAL: InviteTerms = { role: 'volunteer', days: 7, uses: 5 };

const DAY = 86_400_000;

/** The invites made on this phone that have not run out, newest first. */
export async function ownInvites(gid: string, now = new Date()): Promise<OwnInvite[]> {
	const kept = (await device.outbox.invites<OwnInvite[]>(gid)) ?? [];
	return kept.filter((invite) => invite.expires_at > now.toISOString());
}

/**
 * Makes an invite, with no network: link and QR code can be handed over at once, and the request that makes it
 * known waits in the outbox. The registry learns hashes only.
 */
export async function makeInvite(
	group: DeviceGroup,
	terms: InviteTerms,
	now = new Date()
): Promise<OwnInvite> {
	const invite = {
		id: newUlid(),
		secret: newInviteSecret(),
		role: terms.role,
		expires_at: new Date(now.getTime() + terms.days * DAY).toISOString(),
		days: terms.days,
		uses: terms.uses
	};
	return await announce(group.id, invite, now);
}

/**
 * The usual invite: the one that this phone made last while its code works and it is not among those `spent`, so that
 * opening the sheet again makes no more of them; else a fresh one.
 */
export async function usualInvite(
	group: DeviceGroup,
	spent: readonly string[],
	now = new Date()
): Promise<OwnInvite> {
	const standing = (await ownInvites(group.id, now)).find(
		(invite) =>
			invite.role === USUAL.role &&
			invite.days === USUAL.days &&
			invite.uses === USUAL.uses &&
			invite.code_expires_at > now.toISOString() &&
			!spent.includes(invite.id)
	);
	return standing ?? (await makeInvite(group, USUAL, now));
}

/** Gives an invite another code, for one that has run out or that another group has drawn too. */
export async function renewCode(gid: string, invite: OwnInvite, now = new Date()): Promise<OwnInvite> {
	return await announce(gid, invite, now, invite.request);
}

async function announce(
	gid: string,
	invite: Omit<OwnInvite, 'code' | 'code_expires_at' | 'request'>,
	now: Date,
	before?: string
): Promise<OwnInvite> {
	const code = newInviteCode();
	const code_expires_at = new Date(now.getTime() + CODE_MINUTES * 60_000).toISOString();
	const request = {
		path: `/api/groups/${gid}/invites`,
		body: {
			id: invite.id,
			secret_hash: hashOf(invite.secret),
			code_hash: hashOf(code),
			code_expires_at,
			role: invite.role,
			expires_at: invite.expires_at,
			uses: invite.uses
		}
	};
	let made: OwnInvite = { ...invite, code, code_expires_at, request: '' };
	await device.outbox.exchange<OwnInvite[]>(gid, before, request, (kept = [], id) => {
		made = { ...made, request: id };
		const others = kept.filter((other) => other.id !== made.id && other.expires_at > now.toISOString());
		return [made, ...others].slice(0, 50);
	});
	return made;
}

/** Forgets the secret of an invite on this phone, once it has been withdrawn. */
export async function forgetInvite(gid: string, id: string): Promise<void> {
	const gone = (await ownInvites(gid)).find((invite) => invite.id === id);
	await device.outbox.exchange<OwnInvite[]>(gid, gone?.request, undefined, (kept = []) =>
		kept.filter((invite) => invite.id !== id)
	);
}
