import { randomBytes } from 'node:crypto';
import type { Role } from '../records/index.ts';
import { change, sameHash, sha256 } from './accounts.ts';
import { ACCOUNTS, type Doc } from './backend.ts';
import type { Site } from './site.ts';

const SESSION_DAYS = 30;
const SESSIONS_KEPT = 4;

/** A device's place in one group. Of its secret and its sessions only digests are kept. */
export interface Device extends Doc {
	group: string;
	member: string;
	role: Role;
	secret_hash: string;
	added_at: string;
	last_seen_at: string;
	/** Digests of session tokens with their last day. */
	sessions: { hash: string; until: string }[];
	revoked_at?: string;
}

export type SignedIn =
	| { ok: true; device: Device }
	| { ok: false; status: 401; code: 'sign_in' }
	| { ok: false; status: 403; code: 'removed' };

/** A device's public name: the beginning of its secret's digest. */
export function deviceId(secret: string): string {
	return sha256(secret).slice(0, 32);
}

/** Finds a device of a group by its secret. */
export async function findDevice(site: Site, group: string, secret: string): Promise<Device | undefined> {
	const device = await site.backend.get<Device>(ACCOUNTS, documentId(group, deviceId(secret)));
	return device && sameHash(device.secret_hash, sha256(secret)) ? device : undefined;
}

/** Adds a device, or lets a device that was removed in again; one that is a member stays as it is. */
export async function addDevice(
	site: Site,
	group: string,
	secret: string,
	as: { member: string; role: Role }
): Promise<Device | undefined> {
	const at = site.now().toISOString();
	return change<Device>(site.backend, documentId(group, deviceId(secret)), (now) => {
		if (now && !now.revoked_at) return undefined;
		const { revoked_at: _, ...kept } = now ?? {};
		return {
			...kept,
			group,
			secret_hash: sha256(secret),
			sessions: [],
			added_at: at,
			last_seen_at: at,
			...as
		};
	});
}

/** Starts a session and answers the cookie's value. Undefined when the device is unknown or removed. */
export async function startSession(site: Site, group: string, secret: string): Promise<string | undefined> {
	const token = randomBytes(32).toString('hex');
	const now = site.now();
	const until = new Date(now.getTime() + SESSION_DAYS * 86_400_000).toISOString();
	const device = await change<Device>(site.backend, documentId(group, deviceId(secret)), (known) => {
		if (!known || known.revoked_at || !sameHash(known.secret_hash, sha256(secret))) return undefined;
		const open = known.sessions.filter((session) => session.until > now.toISOString());
		const sessions = [{ hash: sha256(token), until }, ...open].slice(0, SESSIONS_KEPT);
		return { ...known, sessions, last_seen_at: now.toISOString() };
	});
	const started = device?.sessions.some((session) => sameHash(session.hash, sha256(token)));
	return started ? `${deviceId(secret)}.${token}` : undefined;
}

/** Who a request for a group comes from, by its cookie. Read afresh each time: a removal counts at once. */
export async function signedIn(site: Site, group: string, cookies: string | null): Promise<SignedIn> {
	const unknown: SignedIn = { ok: false, status: 401, code: 'sign_in' };
	const [, id, token] = cookieOf(group, cookies) ?? [];
	if (!id || !token) return unknown;
	const device = await site.backend.get<Device>(ACCOUNTS, documentId(group, id));
	const session = device?.sessions.find(({ hash }) => sameHash(hash, sha256(token)));
	if (!device || !session || session.until <= site.now().toISOString()) return unknown;
	if (device.revoked_at) return { ok: false, status: 403, code: 'removed' };
	return { ok: true, device };
}

/** The header that gives a device its session; `secure` on HTTPS. */
export function sessionCookie(group: string, value: string, secure: boolean): string {
	const age = SESSION_DAYS * 86_400;
	return `tl-${group}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

/** The header that takes a device's session away. */
export const endedCookie = (group: string, secure: boolean): string =>
	`tl-${group}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** Ends the sessions of these cookies; answers the groups that they were of, whether or not they still held. */
export async function endSessions(site: Site, cookies: string | null): Promise<string[]> {
	const groups = [...(cookies ?? '').matchAll(/(?:^|; *)tl-([0-9a-hjkmnp-tv-z]{26})=/g)].map(
		([, group]) => group as string
	);
	for (const group of groups) {
		const [, id, token] = cookieOf(group, cookies) ?? [];
		if (!id || !token) continue;
		await change<Device>(site.backend, documentId(group, id), (known) => {
			const left = known?.sessions.filter(({ hash }) => !sameHash(hash, sha256(token)));
			return known && left && left.length < known.sessions.length ? { ...known, sessions: left } : undefined;
		});
	}
	return groups;
}

/** All devices of a group, removed ones too. */
export function devicesOf(site: Site, group: string): Promise<Device[]> {
	return site.backend.allDocs<Device>(ACCOUNTS, `device:${group}:`);
}

/** Ends a device's access; its data stay on it. */
export async function revokeDevice(site: Site, device: Device): Promise<void> {
	await change<Device>(site.backend, device._id, (now) =>
		!now || now.revoked_at ? undefined : { ...now, revoked_at: site.now().toISOString() }
	);
}

function documentId(group: string, id: string): string {
	return `device:${group}:${id}`;
}

function cookieOf(group: string, cookies: string | null): RegExpExecArray | null {
	const pair = (cookies ?? '').split(/; */).find((part) => part.startsWith(`tl-${group}=`));
	return /=([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(pair ?? '');
}
