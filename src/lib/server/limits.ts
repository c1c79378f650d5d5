import { change, sha256 } from './accounts.ts';
import type { Doc } from './backend.ts';
import type { Site } from './site.ts';

const MINUTES = 60_000;
const CODE_TRIES = 5;
const CODE_PAUSE = 15 * MINUTES;

interface Count extends Doc {
	count: number;
	at: string;
}

/** Whether one more try is allowed; `retry_after` in seconds. */
export type Allowed = { ok: true } | { ok: false; retry_after: number };

/**
 * Counts one try at a code from an address before it is looked at, so that tries at the same time count
 * too. Five, then a pause of 15 minutes.
 */
export function countCodeTry(site: Site, address: string): Promise<Allowed> {
	return countUp(site, `tries:${addressKey(site, address)}`, CODE_TRIES, CODE_PAUSE);
}

/** A try that was right is not held against the address. */
export function forgiveCodeTry(site: Site, address: string): Promise<void> {
	return giveBack(site, `tries:${addressKey(site, address)}`);
}

/** Counts one try at a moderator's one-time code: five, then a pause of 15 minutes. */
export function countModeratorTry(site: Site, address: string): Promise<Allowed> {
	return countUp(site, `tries:moderate:${addressKey(site, address)}`, CODE_TRIES, CODE_PAUSE);
}

/** A code that was right is not held against the address. */
export function forgiveModeratorTry(site: Site, address: string): Promise<void> {
	return giveBack(site, `tries:moderate:${addressKey(site, address)}`);
}

const PASSKEY_TRIES = 30;

/** Counts one sign-in by passkey that was begun: thirty, then a pause of 15 minutes. */
export function countPasskeyTry(site: Site, address: string): Promise<Allowed> {
	return countUp(site, `tries:passkey:${addressKey(site, address)}`, PASSKEY_TRIES, CODE_PAUSE);
}

/** Counts a new group from an address. */
export function countNewGroup(site: Site, address: string): Promise<Allowed> {
	const day = 24 * 60 * MINUTES;
	return countUp(site, newGroupsKey(site, address), site.settings.newGroupsADay, day);
}

/** Takes back the count of a group that was not made after all. */
export function forgiveNewGroup(site: Site, address: string): Promise<void> {
	return giveBack(site, newGroupsKey(site, address));
}

const HOUR = 60 * MINUTES;
const ANSWERS_FROM_ONE = 10;
const ANSWERS_TO_ONE = 200;

/** Counts an answer to a public event: ten from one address, then a pause of an hour. */
export function countAnswer(site: Site, address: string): Promise<Allowed> {
	return countUp(site, `answers:${addressKey(site, address)}`, ANSWERS_FROM_ONE, HOUR);
}

/** Counts an answer to one event (its bare id), wherever it comes from. */
export function countAnswerTo(site: Site, event: string): Promise<Allowed> {
	return countUp(site, `answers-to:${event}`, ANSWERS_TO_ONE, HOUR);
}

const MESSAGES_FROM_ONE = 5;
const MESSAGES_TO_ONE = 100;

/** Counts a message to a community: five from one address, then a pause of an hour. */
export function countMessage(site: Site, address: string): Promise<Allowed> {
	return countUp(site, `messages:${addressKey(site, address)}`, MESSAGES_FROM_ONE, HOUR);
}

/** Counts a message to one community (its bare group id): a hundred a day, wherever they come from. */
export async function countMessageTo(site: Site, group: string): Promise<Allowed> {
	const now = site.now();
	const id = `messages-to:${now.toISOString().slice(0, 10)}:${group}`;
	const allowed = await countUp(site, id, MESSAGES_TO_ONE, 24 * HOUR);
	if (allowed.ok) return allowed;
	const midnight = new Date(now).setUTCHours(24, 0, 0, 0);
	return { ok: false, retry_after: Math.ceil((midnight - now.getTime()) / 1000) };
}

const DAY = 24 * HOUR;
const INTERESTS_FROM_ONE = 5;
const LETTERS_TO_ONE = 3;
const INVITATIONS_FROM_ONE = 20;

/** Counts somebody who says that they are interested: five from one address, then a pause of a day. */
export function countInterest(site: Site, address: string): Promise<Allowed> {
	return countUp(site, `interested-from:${addressKey(site, address)}`, INTERESTS_FROM_ONE, DAY);
}

/** Counts a first letter to an e-mail address, whoever typed it: three, then a pause of a day. */
export function countLetterTo(site: Site, email: string): Promise<Allowed> {
	const digest = sha256(`${site.epoch} ${email.toLowerCase()}`).slice(0, 32);
	return countUp(site, `interested-to:${digest}`, LETTERS_TO_ONE, DAY);
}

/** Counts an invitation that a group sends: twenty, then a pause of a day. */
export function countInvitation(site: Site, group: string): Promise<Allowed> {
	return countUp(site, `interested-by:${group}`, INVITATIONS_FROM_ONE, DAY);
}

const REPORTS_FROM_ONE = 5;

/** Counts a report of a community: five from one address, then a pause of an hour. */
export function countReport(site: Site, address: string): Promise<Allowed> {
	return countUp(site, `reports-from:${addressKey(site, address)}`, REPORTS_FROM_ONE, HOUR);
}

function newGroupsKey(site: Site, address: string): string {
	return `new-groups:${site.now().toISOString().slice(0, 10)}:${addressKey(site, address)}`;
}

async function countUp(site: Site, id: string, limit: number, pause: number): Promise<Allowed> {
	if (limit === Infinity) return { ok: true };
	const time = site.now().getTime();
	let refused = 0;
	await change<Count>(site.backend, id, (now) => {
		const ends = now ? Date.parse(now.at) + pause : 0;
		const count = ends > time ? (now?.count ?? 0) : 0;
		refused = count >= limit ? Math.ceil((ends - time) / 1000) : 0;
		if (refused > 0) return undefined;
		return { ...now, count: count + 1, at: new Date(time).toISOString() };
	});
	return refused > 0 ? { ok: false, retry_after: refused } : { ok: true };
}

async function giveBack(site: Site, id: string): Promise<void> {
	if (site.settings.newGroupsADay === Infinity && id.startsWith('new-groups:')) return;
	await change<Count>(site.backend, id, (now) =>
		now && now.count > 0 ? { ...now, count: now.count - 1 } : undefined
	);
}

/** Stands for an address without naming it. Of an IPv6 address the half that a household shares counts. */
export function addressKey(site: Site, address: string): string {
	const plain = address.replace(/^::ffff:/i, '');
	const shared = plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
	return sha256(`${site.epoch} ${shared}`).slice(0, 32);
}
