import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import {
	door,
	event,
	newGroupId,
	outcome,
	rsvp,
	tally,
	task,
	type AnyRecord,
	type Author,
	type Made,
	type Outcome,
	type PlannedEvent,
	type Rsvp,
	type Tally,
	type Task
} from '../records/index.ts';
import { changeState, dueDay, figuresOf, seats, sumTallies } from '../rules/index.ts';
import { settleConflicts } from './conflicts.ts';
import { GroupDatabase } from './database.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';
import { takeIn, unsentParcels, type Incoming } from './replica.ts';
import type { GroupStore } from './types.ts';

const by = (device: string, minute = 0): Author => ({
	...{ member: 'member:01k0toad0ane000000000000m1', device },
	at: new Date(Date.UTC(2027, 5, 1, 18, minute)).toISOString()
});
const good = <R>(made: Made<R>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
};
const party = good(
	event.make(
		{
			...{ kind: 'street_party', title: 'Street party', capacity: 10 },
			when: { start: '2027-07-10T14:00', end: '2027-07-10T18:00', zone: 'Europe/London' }
		},
		by('ann')
	)
) as PlannedEvent;
const council = good(
	task.make({ event: party._id, title: 'Tell the council', due: { days: -42 } }, by('ann'))
) as Task;

interface Phone {
	store: GroupStore;
	db: GroupDatabase;
}

async function phone(): Promise<Phone> {
	const store = await openGroup(newGroupId());
	return { store, db: new GroupDatabase(store.id, 'relaxed') };
}

const told = async ({ db }: Phone): Promise<Incoming[]> =>
	(await unsentParcels(db, undefined, 1000)).parcels.map((parcel) => parcel.document as Incoming);

const organiser = ({ store }: Phone) => ({
	...{ member: by('ann').member, role: 'organiser' as const, group: store.id }
});

/** Both tell each other all that they have, and settle what differs. */
async function meet(ann: Phone, bob: Phone): Promise<void> {
	const [anns, bobs] = [await told(ann), await told(bob)];
	await takeIn(ann.db, structuredClone(bobs));
	await takeIn(bob.db, structuredClone(anns));
	await settleConflicts(ann.db, organiser(ann));
	await settleConflicts(bob.db, organiser(bob));
}

async function gone(...phones: Phone[]): Promise<void> {
	for (const { store, db } of phones) {
		db.close();
		await store.destroy();
	}
}

/** Two phones that know of the event and its task. */
async function twoPhones(): Promise<[Phone, Phone]> {
	const [ann, bob] = [await phone(), await phone()];
	await ann.store.put(party, council);
	await takeIn(bob.db, structuredClone(await told(ann)));
	return [ann, bob];
}

beforeEach(() => (globalThis.localStorage = memoryStorage()));

test('a task is ticked on one phone while another moves the event: it stays done, on the day it was due', async () => {
	const [ann, bob] = await twoPhones();
	const when = { ...party.when, start: '2027-07-17T14:00', end: '2027-07-17T18:00' };
	await ann.store.edit<Task>(council._id, changeState(council, 'done', party), by('ann', 1));
	await bob.store.edit<PlannedEvent>(party._id, { when }, by('bob', 1));
	await bob.store.edit<Task>(council._id, { note: 'Mrs Holt, extension 12.' }, by('bob', 2));
	await meet(ann, bob);
	for (const { store } of [ann, bob]) {
		const [moved, done] = [await store.get<PlannedEvent>(party._id), await store.get<Task>(council._id)];
		expect(moved?.when).toEqual(when);
		expect(done).toMatchObject({ state: 'done', note: 'Mrs Holt, extension 12.' });
		expect(dueDay(done as Task, moved as PlannedEvent)).toBe('2027-05-29');
		expect([moved?.also, done?.also]).toEqual([undefined, undefined]);
	}
	await gone(ann, bob);
});

test('two phones at one door make one answer, and none of what either wrote is lost', async () => {
	const [ann, bob] = await twoPhones();
	const at = { event: party._id, door: door.sample()._id, source: 'door' as const, answer: 'yes' as const };
	const one = good(rsvp.make({ ...at, people: 1, told: 'place' }, by('ann', 1))) as Rsvp;
	const two = good(rsvp.make({ ...at, people: 1, told: 'place' }, by('bob', 2))) as Rsvp;
	expect(one._id).toBe(two._id);
	await ann.store.put(one);
	await bob.store.put(two);
	await bob.store.edit<Rsvp>(two._id, { people: 3 }, by('bob', 3));
	await meet(ann, bob);
	for (const { store } of [ann, bob]) {
		const answers = await store.list<Rsvp>('rsvp');
		expect(answers.map(({ people, created_at }) => [people, created_at])).toEqual([[3, one.created_at]]);
		expect(seats(answers, party.capacity).coming).toBe(3);
	}
	await gone(ann, bob);
});

test('the last place given away by both is seen by both to be given away twice', async () => {
	const [ann, bob] = await twoPhones();
	const answer = (people: number, name: string, author: Author) =>
		good(
			rsvp.make(
				{ ...{ event: party._id, answer: 'yes', people, name }, source: 'hand', told: 'place' },
				author
			)
		) as Rsvp;
	await ann.store.put(answer(8, 'The Holts', by('ann', 1)));
	await takeIn(bob.db, structuredClone(await told(ann)));
	await ann.store.put(answer(2, 'Joyce', by('ann', 2)));
	await bob.store.put(answer(2, 'Sam', by('bob', 3)));
	await meet(ann, bob);
	for (const { store } of [ann, bob]) {
		const given = seats(await store.list<Rsvp>('rsvp'), party.capacity);
		expect(given.promised.map(({ name }) => name)).toEqual(['Sam']);
		expect([given.coming, given.left]).toEqual([10, 0]);
	}
	await gone(ann, bob);
});

test(
	'whatever two phones count, and whenever they meet, they come to the same sums',
	{ timeout: 60_000 },
	async () => {
		const taps = fc.array(
			fc.record({
				who: fc.constantFrom('ann' as const, 'bob' as const),
				of: fc.constantFrom('person' as const, 'item_out' as const, 'gram' as const),
				amount: fc.constantFrom(1, 1, 1, -1, 250),
				meets: fc.constantFrom(false, false, false, true)
			}),
			{ maxLength: 12 }
		);
		await fc.assert(
			fc.asyncProperty(taps, async (all) => {
				const [ann, bob] = await twoPhones();
				for (const { who, of, amount, meets } of all) {
					const { store } = who === 'ann' ? ann : bob;
					await store.put(good(tally.make({ event: party._id, of, amount }, by(who))) as AnyRecord);
					if (meets) await meet(ann, bob);
				}
				await meet(ann, bob);
				for (const { store } of [ann, bob]) {
					const sums = sumTallies(await store.list<Tally>('tally'), party._id);
					for (const of of ['person', 'item_out', 'gram'] as const)
						expect(sums[of]).toBe(all.reduce((sum, tap) => sum + (tap.of === of ? tap.amount : 0), 0));
				}
				await gone(ann, bob);
			}),
			{ numRuns: 12 }
		);
	}
);

test('what came of it, written on two phones at once, is one record with both their words', async () => {
	const [ann, bob] = await twoPhones();
	const said = { event: party._id, day: '2027-07-10' };
	await ann.store.put(good(outcome.make({ ...said, person: 84 }, by('ann', 1))) as Outcome);
	await bob.store.put(good(outcome.make({ ...said, went_well: 'The band.' }, by('bob', 1))) as Outcome);
	await meet(ann, bob);
	for (const { store } of [ann, bob]) {
		const [one, ...others] = await store.list<Outcome>('outcome');
		expect(others).toEqual([]);
		expect(one).toMatchObject({ person: 84, went_well: 'The band.' });
		expect(figuresOf([], party._id, one).person).toBe(84);
		expect(await store.fed()).toEqual([{ day: '2027-07-10', attendance: 84 }]);
	}
	await gone(ann, bob);
});
