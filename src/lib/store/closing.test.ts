import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
	answer,
	commitment,
	community,
	newGroupId,
	newId,
	review,
	type Author,
	type Commitment,
	type Community,
	type Listing,
	type Made,
	type Review
} from '../records/index.ts';
import { closeReview } from '../rules/index.ts';
import { registryFacts } from './listing.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';
import type { GroupStore } from './types.ts';

const ann: Author = { member: newId('member'), device: 'ann', at: '2027-05-20T18:00:00.000Z' };
const later: Author = { ...ann, at: '2027-05-20T20:00:00.000Z' };
const good = <R>(made: Made<R>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
};
const held = good(review.make({ from: '2026-06-01', to: '2027-05-20' }, ann));
const promise = commitment.sample();

let store: GroupStore;

beforeEach(async () => {
	globalThis.localStorage = memoryStorage();
	store = await openGroup(newGroupId());
	const own: Community = { ...community.sample(), _id: `community:${store.id}`, status: 'registered' };
	await store.put(own, promise, held);
	await store.put(good(answer.make({ review: held._id, of: promise._id, decision: 'drop' }, ann)));
});

afterEach(() => {
	vi.restoreAllMocks();
	store.close();
});

const standing = async () => ({
	closed: (await store.get<Review>(held._id))?.closed_at,
	dropped: (await store.get<Commitment>(promise._id))?.dropped?.at,
	told: (await store.get<Listing>(`listing:${store.id}`))?.review,
	reset: (await store.get<Community>(`community:${store.id}`))?.last_review_at
});
const close = async () => store.put(...closeReview(await registryFacts(store), held, 'A wet year.', later));

test('a review is closed as a whole: decisions, the community’s clock and what the public is told', async () => {
	await close();
	expect(await standing()).toEqual({
		closed: later.at,
		dropped: later.at,
		told: { to: '2027-05-20', kept: 0, changed: 0, dropped: 1, summary: 'A wet year.' },
		reset: later.at
	});
});

test('cut at any write it is not closed at all, and closing it again does everything', async () => {
	const put = IDBObjectStore.prototype.put;
	let cuts = 0;
	for (let n = 0; ; n++) {
		let calls = 0;
		vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
			if (calls++ === n) throw new DOMException('cut', 'QuotaExceededError');
			return put.apply(this, given);
		});
		const done = await close().then(
			() => true,
			() => false
		);
		vi.restoreAllMocks();
		if (done) break;
		cuts++;
		expect(await standing(), `cut at write ${n}`).toEqual({});
	}
	expect(cuts).toBeGreaterThan(3);
	expect(await standing()).toMatchObject({ closed: later.at, dropped: later.at, told: { dropped: 1 } });
});

test('closed on two phones at once it comes to one review, dropped once', async () => {
	await close();
	const facts = await registryFacts(store);
	const again = { ...later, device: 'bob', at: '2027-05-20T20:00:05.000Z' };
	await store.put(...closeReview({ ...facts, commitments: [promise] }, held, 'Another word.', again));
	expect(await standing()).toMatchObject({ dropped: expect.any(String), told: { dropped: 1 } });
	expect(await store.list('review')).toHaveLength(1);
});
