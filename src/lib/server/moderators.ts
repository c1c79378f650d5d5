/** Who may moderate: names, one-time codes, sessions. Of codes and sessions only digests are kept. */
import { randomBytes, randomInt } from 'node:crypto';
import { tidyText } from '../records/index.ts';
import { fold } from '../rules/fold.ts';
import { change, sameHash, sha256 } from './accounts.ts';
import type { Failure } from './answer.ts';
import { ACCOUNTS, BackendTrouble, type Doc } from './backend.ts';
import { countModeratorTry, forgiveModeratorTry } from './limits.ts';
import type { Site } from './site.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Minutes in which a one-time code can be used. */
export const CODE_MINUTES = 60;
/** Hours after which whoever is signed in signs in again. */
export const SESSION_HOURS = 12;
const SESSIONS_KEPT = 8;
const MOST_NAME = 80;
/** Without letters and figures that are taken for each other; 16 of 32 are 80 bits. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 16;

/** A key on a moderator's device, by which they sign in. */
export interface Passkey {
	/** As WebAuthn names it, base64url. */
	id: string;
	/** COSE, base64url. */
	public_key: string;
	/** How often it was used, by its own count; 0 where it keeps none. */
	counter: number;
	transports?: string[];
	added_at: string;
}

export interface Moderator extends Doc {
	name: string;
	made_at: string;
	/** What passkeys know the moderator by: says nothing of who it is. */
	handle: string;
	code?: { hash: string; expires_at: string };
	sessions: { hash: string; until: string }[];
	passkeys: Passkey[];
}

/** The document of whoever has this name; capitals and accents don't count. */
export function moderatorDocument(name: string): string {
	return `moderator:${sha256(`moderator ${fold(tidyText(name))}`).slice(0, 32)}`;
}

/** Whether this can be a moderator's name. */
export function isModeratorName(name: string): boolean {
	const tidy = tidyText(name);
	return tidy.length > 0 && tidy.length <= MOST_NAME;
}

/** Makes the moderator, if there is none of this name, and a one-time code, which ends an earlier one. */
export async function giveCode(
	site: Site,
	name: string
): Promise<{ name: string; code: string; made: boolean; expires_at: string }> {
	const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
	const at = site.now();
	const expires_at = new Date(at.getTime() + CODE_MINUTES * MINUTE).toISOString();
	let made = false;
	const moderator = await change<Moderator>(site.backend, moderatorDocument(name), (now) => {
		made = !now;
		const known = now ?? {
			name: tidyText(name),
			made_at: at.toISOString(),
			handle: randomBytes(32).toString('base64url'),
			sessions: [],
			passkeys: []
		};
		return { ...known, code: { hash: codeHash(code), expires_at } };
	});
	const shown = code.replace(/.{4}(?=.)/g, '$&-');
	return { name: moderator?.name ?? name, code: shown, made, expires_at };
}

/** Every moderator, by name. */
export async function moderators(site: Site): Promise<Moderator[]> {
	const all = await site.backend.allDocs<Moderator>(ACCOUNTS, 'moderator:');
	return all.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** Takes a moderator off with all codes, sessions and passkeys; answers whether there was one. */
export async function removeModerator(site: Site, name: string): Promise<boolean> {
	const id = moderatorDocument(name);
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const now = await site.backend.get(ACCOUNTS, id);
		if (!now) return attempt > 0;
		const gone = await site.backend.put(ACCOUNTS, { _id: id, _rev: now._rev, _deleted: true });
		if (gone !== 'conflict') return true;
	}
	throw new BackendTrouble('timeout', `${id} is written by too many at once`);
}

/** `cookie` is the session's value. */
export type SignedInAs = { ok: true; cookie: string; moderator: Moderator } | Failure;

/**
 * Signs in by a one-time code, which is used up. A code that is wrong, used or expired gets the same answer. Five tries an
 * address, then a pause.
 */
export async function signInByCode(site: Site, typed: string, address: string): Promise<SignedInAs> {
	const allowed = await countModeratorTry(site, address);
	if (!allowed.ok)
		return { ok: false, status: 429, code: 'too_many_tries', retry_after: allowed.retry_after };
	const hash = codeHash(typed);
	const holds = ({ code }: Moderator) =>
		code !== undefined && sameHash(code.hash, hash) && code.expires_at > site.now().toISOString();
	const holder = (await moderators(site)).find(holds);
	const signed = holder && (await openSession(site, holder._id, (now) => holds(now) && withoutCode(now)));
	if (!signed) return { ok: false, status: 401, code: 'code_wrong' };
	await forgiveModeratorTry(site, address);
	return signed;
}

/**
 * Opens a session in the same step in which `accept` says what the moderator's document shall be; undefined where it
 * says no, or the moderator is gone.
 */
export async function openSession(
	site: Site,
	id: string,
	accept: (now: Moderator) => Omit<Moderator, '_id'> | false
): Promise<Extract<SignedInAs, { ok: true }> | undefined> {
	const token = randomBytes(32).toString('hex');
	const hash = sha256(token);
	const time = site.now().getTime();
	const until = new Date(time + SESSION_HOURS * HOUR).toISOString();
	const moderator = await change<Moderator>(site.backend, id, (now) => {
		const accepted = now && accept(now);
		if (!accepted) return undefined;
		const open = now.sessions.filter((session) => session.until > new Date(time).toISOString());
		return { ...accepted, sessions: [{ hash, until }, ...open].slice(0, SESSIONS_KEPT) };
	});
	if (!moderator?.sessions.some((session) => sameHash(session.hash, hash))) return undefined;
	return { ok: true, cookie: `${id.slice('moderator:'.length)}.${token}`, moderator };
}

/** Who is signed in by this cookie's value. Read afresh each time: a removal counts at once. */
export async function moderatorBy(site: Site, cookie: string | undefined): Promise<Moderator | undefined> {
	const [, id, token] = /^([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(cookie ?? '') ?? [];
	if (!id || !token) return undefined;
	const known = await site.backend.get<Moderator>(ACCOUNTS, `moderator:${id}`);
	const session = known?.sessions.find(({ hash }) => sameHash(hash, sha256(token)));
	return session && session.until > site.now().toISOString() ? known : undefined;
}

/** Ends the session of this cookie's value. */
export async function signOut(site: Site, cookie: string | undefined): Promise<void> {
	const [id, token] = (cookie ?? '').split('.');
	if (!/^[0-9a-f]{32}$/.test(id ?? '') || !token) return;
	await change<Moderator>(site.backend, `moderator:${id}`, (now) => {
		const sessions = now?.sessions.filter(({ hash }) => !sameHash(hash, sha256(token)));
		return now && sessions && sessions.length < now.sessions.length ? { ...now, sessions } : undefined;
	});
}

function withoutCode({ code: _, ...rest }: Moderator): Omit<Moderator, '_id'> {
	return rest as Omit<Moderator, '_id'>;
}

/** Case, blanks and dashes don't matter in a code. */
function codeHash(code: string): string {
	return sha256(`moderator ${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`);
}
