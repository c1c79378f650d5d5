import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ACCOUNTS, BackendTrouble, type Backend, type Doc } from './backend.ts';

const ATTEMPTS = 60;
const bytes = new TextEncoder();

/**
 * Changes one document of the accounts by compare and swap: `next` gets what stands and answers what shall
 * stand (without `_id` and `_rev`), or undefined to leave it. It may be called several times, so that
 * gateways that race each decide on what the others have written. Answers what stands afterwards.
 */
export async function change<T extends Doc>(
	backend: Backend,
	id: string,
	next: (now: T | undefined) => Omit<T, '_id'> | undefined
): Promise<T | undefined> {
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const now = await backend.get<T>(ACCOUNTS, id);
		const wanted = next(now);
		if (!wanted) return now;
		// Equal contents get equal revisions, and then both of two writers would have won.
		const write = randomBytes(8).toString('hex');
		const doc = { ...wanted, write, _id: id, ...(now?._rev ? { _rev: now._rev } : {}) } as unknown as T;
		const stored = await backend.put(ACCOUNTS, doc);
		if (stored !== 'conflict') return { ...doc, _rev: stored.rev };
		await wait(Math.random() * 20 * Math.min(attempt + 1, 10));
	}
	throw new BackendTrouble('timeout', `${id} is written by too many at once`);
}

/** What is kept of a secret, in hexadecimal. */
export function sha256(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** Compares two hexadecimal digests without telling by the time taken where they differ. */
export function sameHash(a: string, b: string): boolean {
	const [left, right] = [bytes.encode(a), bytes.encode(b)];
	return left.length === right.length && timingSafeEqual(left, right);
}
