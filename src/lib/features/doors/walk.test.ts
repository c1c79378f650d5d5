import { expect, test } from 'vitest';
import { newUlid, type AnyRecord, type Result, type Visit } from '$lib/records';
import { StoreError, type DoorRow, type GroupStore } from '$lib/store';
import { startWalk } from './walk.svelte.ts';

const ULID = newUlid();
const door = (number: number): DoorRow =>
	({
		id: `door:${ULID}:9f86d081884c7d6${number}`,
		patch: `patch:${ULID}`,
		street: 'Canal Street',
		side: 'odd',
		number,
		label: String(number),
		fold: { state: 'new', visits: 0 }
	}) as unknown as DoorRow;

/** A walk along three doors over a storage that saves when it is told to. */
function slowWalk() {
	const rows = [door(1), door(3), door(5)];
	const saved: AnyRecord[] = [];
	const held: (() => void)[] = [];
	let left = Infinity;
	const store = {
		id: ULID,
		put: (...records: AnyRecord[]) =>
			new Promise<void>((done, fail) =>
				held.push(() => {
					if (left-- <= 0) return fail(new StoreError('phone_full'));
					saved.push(...records);
					done();
				})
			),
		door: async () => undefined
	} as unknown as GroupStore;
	const walk = startWalk({
		store,
		author: () => ({
			member: `member:${ULID}`,
			device: ULID,
			at: '2026-11-26T18:30:00.000Z'
		}),
		patch: `patch:${ULID}`,
		rows,
		kept: undefined,
		way: 'both',
		from: undefined
	});
	/** Lets go of what is being saved, and of what is saved after it. */
	async function letGo() {
		for (let turn = 0; turn < 20; turn++) {
			held.shift()?.();
			await new Promise((done) => setTimeout(done));
		}
	}
	const made = () => saved.filter((record): record is Visit => record.type === 'visit');
	const visits = () => made().map(({ result }) => result);
	/** The visits that nothing took back. */
	const standing = () => {
		const gone = saved.flatMap((record) => (record.type === 'undo' ? [record.of] : []));
		return made().filter(({ _id }) => !gone.includes(_id));
	};
	/** From now on there is room for so many saves. */
	const room = (saves: number) => (left = saves);
	return { walk, letGo, visits, standing, room };
}

test('a tap at the next door, while when to come back is still being saved, is saved after it', async () => {
	const { walk, letGo, visits } = slowWalk();
	void walk.record('come_back');
	await letGo();
	expect(walk.door?.number).toBe(3);
	void walk.comeBack({ slot: 'saturday' });
	void walk.record('no_answer');
	await letGo();
	expect(visits()).toEqual<Result[]>(['come_back', 'come_back', 'no_answer']);
	expect(walk.door?.number).toBe(5);
});

test('two taps on one door while the first is being saved are one visit', async () => {
	const { walk, letGo, visits } = slowWalk();
	void walk.record('no_answer');
	void walk.record('no_answer');
	await letGo();
	expect(visits()).toEqual(['no_answer']);
	expect(walk.door?.number).toBe(3);
});

test('two taps while an amendment is being saved are one visit of the door that stood there', async () => {
	const { walk, letGo, visits } = slowWalk();
	void walk.record('come_back');
	await letGo();
	void walk.comeBack({ slot: 'saturday' });
	void walk.record('talked');
	void walk.record('talked');
	await letGo();
	expect(visits()).toEqual(['come_back', 'come_back', 'talked']);
	expect(walk.door?.number).toBe(5);
});

test('what is said of one visit quickly, one thing after another, is all kept in the one that stands', async () => {
	const { walk, letGo, standing } = slowWalk();
	void walk.record('come_back');
	await letGo();
	void walk.comeBack({ slot: 'saturday' });
	void walk.amend({ interests: ['food'] });
	void walk.amend({ note: 'Ask about the allotment' });
	await letGo();
	expect(standing()).toMatchObject([
		{ come_back: { slot: 'saturday' }, interests: ['food'], note: 'Ask about the allotment' }
	]);
});

test('what is said of a visit while the next one is being saved is said of the one that it was meant for', async () => {
	const { walk, letGo, standing } = slowWalk();
	void walk.record('talked');
	await letGo();
	void walk.record('no_answer');
	void walk.amend({ note: 'The blue door' });
	await letGo();
	expect(standing()).toMatchObject([{ result: 'no_answer' }, { result: 'talked', note: 'The blue door' }]);
	expect(walk.just).toMatchObject({ what: 'visit', visit: { result: 'no_answer' } });
});

test('an undo while something is still being said takes all of it back', async () => {
	const { walk, letGo, standing } = slowWalk();
	void walk.record('come_back');
	await letGo();
	void walk.comeBack({ slot: 'saturday' });
	void walk.takeBack();
	await letGo();
	expect(standing()).toEqual([]);
	expect(walk.door?.number).toBe(1);
});

test('of two things said while the phone is full neither is forgotten, nor said twice, when there is room', async () => {
	const { walk, letGo, standing, room, visits } = slowWalk();
	void walk.record('come_back');
	await letGo();
	room(0);
	void walk.comeBack({ slot: 'saturday' });
	await letGo();
	expect(walk.trouble).toBe('phone_full');
	void walk.amend({ note: 'After four' });
	await letGo();
	expect(walk.trouble).toBe('phone_full');
	expect(standing()).toHaveLength(1);
	room(Infinity);
	void walk.retry();
	await letGo();
	expect(standing()).toMatchObject([{ come_back: { slot: 'saturday' }, note: 'After four' }]);
	expect(visits()).toHaveLength(2);
	expect(walk.trouble).toBeUndefined();
});

test('what was said when the phone was full, and is said again, is said once', async () => {
	const { walk, letGo, standing, room, visits } = slowWalk();
	void walk.record('come_back');
	await letGo();
	room(0);
	void walk.comeBack({ slot: 'saturday' });
	await letGo();
	room(Infinity);
	void walk.comeBack({ slot: 'sunday' });
	await letGo();
	void walk.amend({ note: 'After four' });
	await letGo();
	expect(standing()).toMatchObject([{ come_back: { slot: 'sunday' }, note: 'After four' }]);
	expect(visits()).toHaveLength(3);
});
