import type { Contact } from '../records/index.ts';
import { expiredAt, expiredContacts } from '../rules/index.ts';
import type { GroupStore } from './types.ts';

/**
 * Erases the contacts whose time is over; answers how many. `now` is a time that more than this phone's clock tells of, or
 * nothing is erased: it can't be taken back. Phones that do this each for itself write the same.
 */
export async function eraseExpired(store: GroupStore, now: Date | undefined): Promise<number> {
	if (!now) return 0;
	const expired = expiredContacts(await store.list<Contact>('contact'), now);
	for (const one of expired) await store.erase(one._id, expiredAt(one));
	return expired.length;
}
