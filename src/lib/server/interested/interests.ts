/**
 * People without a group who say that they are interested. What they say stands among the gateway's own accounts, never in
 * the registry, under a digest of the key that they alone have; after 90 days, or when they withdraw, nothing of it is left.
 */
import { randomBytes } from 'node:crypto';
import { daysAfter, INTEREST_DAYS } from '../../rules/interested.ts';
import { change, sha256 } from '../accounts.ts';
import type { Failure } from '../answer.ts';
import { ACCOUNTS, BackendTrouble } from '../backend.ts';
import { countInterest, countLetterTo } from '../limits.ts';
import type { Site } from '../site.ts';
import { INTERESTED, isCurrent, type Interest } from './interest.ts';
import { noteLetter, relays } from './letters.ts';
import { readTyped, type TypedInterest } from './typed.ts';

export type Said = { ok: true; key: string; interest: Interest } | Failure;

const KEY = /^[0-9a-f]{32}$/;

/** The id that a key belongs to: nobody finds the key by it. */
export const interestId = (key: string): string => INTERESTED + sha256(`interested ${key}`);

/**
 * Keeps what somebody said in the form. The same form once more is the same person: sent twice it counts once, and with
 * other words it is changed. `agreed` are the words that stand beside the box which was ticked.
 */
export async function sayInterested(
	site: Site,
	typed: TypedInterest,
	agreed: string,
	address: string
): Promise<Said> {
	const read = readTyped(typed, relays(site));
	if (!read.ok) return { ok: false, status: 400, code: 'wrong', problems: read.problems };
	const key = sha256(`interested form ${typed.key}`).slice(0, 32);
	const id = interestId(key);
	const known = await findInterest(site, key);
	if (known && isTheSame(known, read.said)) return { ok: true, key, interest: known };
	const allowed = await countInterest(site, address);
	if (!allowed.ok) return { ok: false, status: 429, code: 'too_many', retry_after: allowed.retry_after };
	const { email } = read.said;
	if (email && email !== known?.email) {
		const more = await countLetterTo(site, email);
		if (!more.ok) return { ok: false, status: 429, code: 'too_many_letters', retry_after: more.retry_after };
	}
	const now = site.now().toISOString();
	const check = randomBytes(16).toString('hex');
	const interest = await change<Interest>(site.backend, id, (before) => {
		const kept = before && isCurrent(before, site.now()) ? before : undefined;
		if (kept && isTheSame(kept, read.said)) return undefined;
		const proved = email !== undefined && kept?.email === email;
		return {
			...(before?._rev && { _rev: before._rev }),
			...read.said,
			...(email && { key, ...(proved ? proofOf(kept) : { check }) }),
			agreed,
			at: now,
			until: daysAfter(now, INTEREST_DAYS),
			invited: kept?.invited ?? []
		};
	});
	if (!interest) throw new BackendTrouble('timeout', 'what was said is gone again');
	if (interest.check === check) await noteLetter(site, id, { kind: 'confirm' });
	return { ok: true, key, interest };
}

const proofOf = ({ check, proved_at }: Interest) => ({
	...(check !== undefined && { check }),
	...(proved_at !== undefined && { proved_at })
});

const isTheSame = (one: Interest, said: Pick<Interest, 'area' | 'tags' | 'name' | 'email'>) =>
	JSON.stringify([one.area, one.tags, one.name, one.email]) ===
	JSON.stringify([said.area, said.tags, said.name, said.email]);

/** What is kept under a key, if it has not had its time. */
export async function findInterest(site: Site, key: string): Promise<Interest | undefined> {
	if (!KEY.test(key)) return undefined;
	const found = await site.backend.get<Interest>(ACCOUNTS, interestId(key));
	return found && isCurrent(found, site.now()) ? found : undefined;
}

/** Keeps it for another 90 days from now. Answers whether there was anything to keep. */
export async function keepLonger(site: Site, key: string): Promise<boolean> {
	return changeKept(site, key, (now) => ({
		...now,
		until: daysAfter(site.now().toISOString(), INTEREST_DAYS)
	}));
}

/** Whoever has read the first letter says so: from now on invitations are sent there as well. */
export async function proveAddress(site: Site, key: string, check: string): Promise<boolean> {
	let right = false;
	await changeKept(site, key, (now) => {
		const { check: wanted, ...rest } = now;
		right = wanted === undefined ? now.proved_at !== undefined : wanted === check;
		if (!right || wanted === undefined) return undefined;
		return { ...rest, proved_at: site.now().toISOString() };
	});
	return right;
}

async function changeKept(
	site: Site,
	key: string,
	next: (now: Interest) => Omit<Interest, '_id'> | undefined
): Promise<boolean> {
	if (!KEY.test(key)) return false;
	const stands = await change<Interest>(site.backend, interestId(key), (now) =>
		now && isCurrent(now, site.now()) ? next(now) : undefined
	);
	return stands !== undefined && isCurrent(stands, site.now());
}

/** Takes it out, whole. Twice is as good as once; answers whether it was there. */
export async function withdraw(site: Site, key: string): Promise<boolean> {
	if (!KEY.test(key)) return false;
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const now = await site.backend.get<Interest>(ACCOUNTS, interestId(key));
		if (!now) return attempt > 0;
		const gone = await site.backend.put(ACCOUNTS, { _id: now._id, _rev: now._rev, _deleted: true });
		if (gone !== 'conflict') return true;
	}
	throw new BackendTrouble('timeout', 'a withdrawal is written by too many at once');
}

/** Deletes what has had its time. */
export async function sweepInterests(site: Site): Promise<void> {
	for (const one of await site.backend.allDocs<Interest>(ACCOUNTS, INTERESTED)) {
		if (isCurrent(one, site.now())) continue;
		// Somebody who keeps it longer at this moment is first.
		await site.backend.put(ACCOUNTS, { _id: one._id, _rev: one._rev, _deleted: true });
	}
}
