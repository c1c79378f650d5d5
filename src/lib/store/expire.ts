import { expiredAt, toErase, type Expiring } from '../rules/index.ts';
import type { GroupStore } from './types.ts';

/**
 * Erases the contacts and messages whose time is over; answers how many. `now` is a time that more than this phone's clock
 * tells of, or nothing is erased: it can't be taken back. Phones that do this each for itself write the same.
 */
export async function eraseExpired(store: GroupStore, now: Date | undefined): Promise<number> {
	if (!now) return 0;
	const kept = await Promise.all([store.list('contact'), store.list('message')]);
	const expired = toErase(kept.flat() as unknown as Expiring[], now);
	for (const one of expired) await store.erase(one._id, expiredAt(one));
	return expired.length;
}
