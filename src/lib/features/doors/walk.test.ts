import { expect, test } from 'vitest';
import { newUlid, type AnyRecord, type Result, type Visit } from '$lib/records';
import type { DoorRow, GroupStore } from '$lib/store';
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
	const store = {
		id: ULID,
		put: (...records: AnyRecord[]) =>
			new Promise<void>((done) =>
				held.push(() => {
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
	const visits = () =>
		saved.filter((record): record is Visit => record.type === 'visit').map(({ result }) => result);
	return { walk, letGo, visits };
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
