import { expect, test } from 'vitest';
import { foldDoor } from '$lib/rules';
import type { DoorRow } from '$lib/store';
import { Course } from './course.ts';

const now = new Date('2026-07-14T18:00:00.000Z');
const round = '01k0toad0ane000000000000r1';

function row(number: number, fold: Partial<DoorRow['fold']> = {}): DoorRow {
	return {
		id: `door:p:${number}`,
		patch: 'patch:p',
		street: 'Toad Lane',
		label: String(number),
		address: `${number} Toad Lane`,
		number,
		side: number % 2 ? 'odd' : 'even',
		fold: { ...foldDoor(undefined, [], [], []), ...fold }
	};
}

const last = (mine: string) =>
	({ visit: 'visit:v', result: 'no_answer', at: now.toISOString(), by: 'm', round: mine }) as const;

function walkAll(course: Course, from?: string): number[] {
	const numbers: number[] = [];
	for (let at = course.following(from, now); at; at = course.following(at.id, now)) {
		numbers.push(at.number ?? 0);
		course.learn([{ ...at, fold: { ...at.fold, visits: 1, last: last(round) } }]);
	}
	return numbers;
}

function course(rows: DoorRow[], skipped: string[] = []): Course {
	const made = new Course(rows, round, skipped);
	made.lay('sides', false);
	return made;
}

const street = () => [1, 2, 3, 4, 5, 6].map((number) => row(number));

test('a walk goes up one side and down the other, and takes each door once', () => {
	expect(walkAll(course(street()))).toEqual([1, 3, 5, 6, 4, 2]);
});

test('a walk begun after a door comes round to the beginning, and to that door last', () => {
	expect(walkAll(course(street()), 'door:p:5')).toEqual([6, 4, 2, 1, 3, 5]);
});

test('one side only, and from the high end', () => {
	const odd = course(street());
	odd.lay('odd', true);
	expect(walkAll(odd)).toEqual([5, 3, 1]);
});

test('a blocked door is never walked to, neither forwards nor backwards', () => {
	const rows = [row(1), row(3, { state: 'blocked' }), row(5, { state: 'sign' }), row(7)];
	const made = course(rows);
	expect(made.previous('door:p:7')?.number).toBe(1);
	expect(walkAll(made)).toEqual([1, 7]);
});

test('skipped doors are left out until they are taken back', () => {
	const made = course(street(), ['door:p:3']);
	expect(walkAll(made)).toEqual([1, 5, 6, 4, 2]);
	made.unskip();
	expect(walkAll(made)).toEqual([3]);
});

test('a door that this round has been at is past, though it be due again', () => {
	const rows = [row(1, { visits: 1, last: last(round) }), row(3, { visits: 1, last: last('other') })];
	expect(walkAll(course(rows))).toEqual([3]);
});

test('counts tell the patch from this round', () => {
	const rows = [row(1, { visits: 1, last: last(round) }), row(3, { visits: 2, last: last('other') }), row(5)];
	expect(course(rows).count()).toEqual({ all: 3, once: 2, now: 1 });
});

test('before the first door there is none', () => {
	const made = course(street());
	expect(made.previous('door:p:1')).toBeUndefined();
	expect(made.previous(undefined)?.number).toBe(2);
});

const flat = (unit: number, floor: number, fold: Partial<DoorRow['fold']> = {}): DoorRow => ({
	...row(60, fold),
	id: `door:p:60-${unit}`,
	unit: String(unit),
	building: 'building:p:60',
	floor
});

test('a block is left when nothing in it is due, and from its last flat one goes to the nearest floor', () => {
	const flats = [flat(1, 0), flat(2, 1), flat(3, 2), flat(4, 3)];
	const walk = course([...street(), ...flats]);
	const walked = ['4'];
	let at: DoorRow | undefined = flats[3];
	while (at) {
		walk.learn([{ ...at, fold: { ...at.fold, visits: 1, last: last(round) } }]);
		at = walk.following(at.id, now);
		if (at) walked.push(at.unit ?? `No. ${at.number}`);
	}
	expect(walked.slice(0, 5)).toEqual(['4', '3', '2', '1', 'No. 6']);
	expect(walked).toHaveLength(10);
});

test('the rest of a floor are the flats that are still to be walked to, the one stood at among them', () => {
	const flats = [
		flat(1, 0),
		flat(2, 1, { visits: 1, last: last(round) }),
		flat(3, 1),
		flat(4, 1, { state: 'blocked' }),
		flat(5, 1, { state: 'talked' }),
		flat(6, 1)
	];
	const walk = course([...street(), ...flats]);
	const rest = walk.floorOf(flats[2] as DoorRow, now);
	expect(rest.map(({ unit }) => unit)).toEqual(['3', '6']);
	expect(walk.floorOf(row(3), now)).toEqual([]);
});

test('the nearest door comes next, from where the last one stands, and going back goes where one was', () => {
	const at = (number: number, east: number): DoorRow => ({ ...row(number), point: [east / 1000, 53] });
	const made = new Course([at(1, 0), at(2, 5), at(3, 2), at(4, 1), row(5)], round, []);
	made.lay('nearest', false);
	expect(walkAll(made)).toEqual([1, 4, 3, 2, 5]);
	const seen = (one: DoorRow, minute: number): DoorRow => ({
		...one,
		fold: { ...one.fold, visits: 1, last: { ...last(round), at: `2026-07-14T18:0${minute}:00.000Z` } }
	});
	made.learn([seen(at(1, 0), 1), seen(at(4, 1), 2)]);
	const back = new Course([seen(at(1, 0), 1), seen(at(4, 1), 2), at(3, 2)], round, []);
	back.lay('nearest', false);
	expect(back.previous('door:p:3')?.number).toBe(4);
	expect(back.previous('door:p:4')?.number).toBe(1);
});
