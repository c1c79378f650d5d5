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
