import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHouseNumber, sideOf } from '../records/index.ts';
import { addressLine, compareDoors, doorLabel, listDoors } from './addresses.ts';
import { foldDoor } from './door-state.ts';
import { nextDoor, walkOrder, type WalkRow } from './walk.ts';

const fresh = foldDoor(undefined, [], [], []);
const done: WalkRow['fold'] = { ...fresh, state: 'talked' };
/** `14a`, `The Forge` or `Flat 2, 14a` in a street. */
const row = (label: string, street = 'Toad Lane', more: Partial<WalkRow> = {}): WalkRow => {
	const [unit, house] = label.includes(', ') ? label.split(', ') : [undefined, label];
	const house_ = parseHouseNumber(house as string);
	return {
		id: `${label} ${street}`,
		street,
		...house_,
		...(house_.number === undefined && { name: house as string }),
		...(unit && { unit }),
		side: sideOf(house_.number),
		fold: fresh,
		...more
	};
};
const labels = (rows: readonly WalkRow[]) => rows.map(doorLabel);

describe('walking order', () => {
	it('goes up the odd side, down the even one, then to houses without a number', () => {
		const rows = ['10', '2', '3', 'The Forge', '1', '11', '4', 'Rose Cottage'].map((label) => row(label));
		expect(labels(walkOrder(rows, 'sides'))).toEqual([
			'1',
			'3',
			'11',
			'10',
			'4',
			'2',
			'Rose Cottage',
			'The Forge'
		]);
	});

	it('goes by number from side to side', () => {
		const rows = ['10', '2', '3', '1', '18a-20', '18', '22'].map((label) => row(label));
		expect(labels(walkOrder(rows, 'both'))).toEqual(['1', '2', '3', '10', '18', '18A-20', '22']);
	});

	it('keeps the flats of a house together, the lowest first, on either side', () => {
		const rows = ['Flat 10, 6', 'Flat 2, 6', '8', '4', 'Flat 1, 6', 'Basement, 6'].map((label) => row(label));
		expect(labels(walkOrder(rows, 'sides'))).toEqual([
			'8',
			'Flat 1, 6',
			'Flat 2, 6',
			'Flat 10, 6',
			'Basement, 6',
			'4'
		]);
	});

	it('puts letters after their number, also in `2,2a,2b,2c` and `1½`', () => {
		const rows = ['4', '2,2a,2b,2c', '2', '14b', '14a', '14', '1½', '1'].map((label) => row(label));
		expect(labels(walkOrder(rows, 'both'))).toEqual(['1', '1½', '2', '2,2A,2B,2C', '4', '14', '14A', '14B']);
	});

	it('finishes a street before the next, however it is spelled', () => {
		const rows = [
			row('1', 'B Street'),
			row('2', 'A Street'),
			row('1', 'a street'),
			row('1', '10th Street'),
			row('1', '9th Street')
		];
		expect(walkOrder(rows, 'both').map(addressLine)).toEqual([
			'1 9th Street',
			'1 10th Street',
			'1 a street',
			'2 A Street',
			'1 B Street'
		]);
	});

	it('goes to the nearest door each time, and at last to those without a position', () => {
		const at = (label: string, x: number) => row(label, 'Toad Lane', { point: [-2.15 + x / 1000, 53.6] });
		const rows = [at('1', 0), at('2', 5), at('3', 1), at('4', 2), row('5')];
		expect(labels(walkOrder(rows, 'nearest'))).toEqual(['1', '3', '4', '2', '5']);
		expect(labels(walkOrder(rows, 'nearest', [-2.144, 53.6]))).toEqual(['2', '4', '3', '1', '5']);
	});

	it('walks every door once, in the same order on every phone', () => {
		const any = fc.record({
			label: fc.oneof(
				fc.integer({ min: 0, max: 99 }).map(String),
				fc.constantFrom('14a', '18a-20', '2,2a,2b', 'The Forge', 'Flat 2, 14', 'Flat 10, 14', 'Élan')
			),
			street: fc.constantFrom('Toad Lane', 'toad lane', 'Hunters Lane', '1st Avenue')
		});
		fc.assert(
			fc.property(
				fc.uniqueArray(any, { selector: ({ label, street }) => `${label} ${street}` }),
				fc.constantFrom('sides', 'both', 'list', 'nearest'),
				(doors, order) => {
					const rows = doors.map(({ label, street }) => row(label, street));
					const walked = walkOrder(rows, order);
					expect(new Set(walked)).toEqual(new Set(rows));
					expect(walked).toHaveLength(rows.length);
					expect(walkOrder([...rows].reverse(), order)).toEqual(walked);
					for (const [i, next] of listDoors(rows).slice(1).entries()) {
						expect(compareDoors(listDoors(rows)[i] as WalkRow, next)).toBeLessThanOrEqual(0);
					}
				}
			)
		);
	});

	it('compares doors without contradiction', () => {
		const door = fc
			.constantFrom('1', '2', '10', '14', '14a', 'Flat 1, 14', 'A', 'B')
			.map((label) => row(label));
		fc.assert(
			fc.property(door, door, door, (a, b, c) => {
				expect(Math.sign(compareDoors(a, b))).toBe(-Math.sign(compareDoors(b, a)) + 0);
				if (compareDoors(a, b) <= 0 && compareDoors(b, c) <= 0)
					expect(compareDoors(a, c)).toBeLessThanOrEqual(0);
			})
		);
	});
});

describe('the next door', () => {
	const now = new Date(2026, 6, 11, 11);
	const rows = ['1', '3', '5', '4', '2'].map((label) => row(label));
	const idOf = (label: string) => `${label} Toad Lane`;

	it('is the first one to begin with', () => {
		expect(nextDoor(rows, undefined, 'sides', now)?.id).toBe(idOf('1'));
	});

	it('follows the current one across to the other side', () => {
		expect(nextDoor(rows, idOf('5'), 'sides', now)?.id).toBe(idOf('4'));
	});

	it('begins again after the last, with those that are left', () => {
		expect(nextDoor(rows, idOf('2'), 'sides', now)?.id).toBe(idOf('1'));
	});

	it('passes over doors that are done or skipped', () => {
		const some = rows.map((each) => (each.number === 3 ? { ...each, fold: done } : each));
		expect(nextDoor(some, idOf('1'), 'sides', now, new Set([idOf('5')]))?.id).toBe(idOf('4'));
	});

	it('is nothing when none is left, and never the door one stands at', () => {
		expect(nextDoor(rows.slice(0, 1), idOf('1'), 'sides', now)).toBeUndefined();
		expect(
			nextDoor(
				rows.map((each) => ({ ...each, fold: done })),
				undefined,
				'sides',
				now
			)
		).toBeUndefined();
		expect(nextDoor([], undefined, 'sides', now)).toBeUndefined();
	});

	it('is the nearest one that is due where doors have positions', () => {
		const spread = rows.map((each, i) => ({ ...each, point: [-2.15 + i / 1000, 53.6] as [number, number] }));
		expect(nextDoor(spread, idOf('3'), 'nearest', now, new Set([idOf('1')]))?.id).toBe(idOf('5'));
		expect(nextDoor(spread, idOf('2'), 'nearest', now)?.id).toBe(idOf('4'));
	});

	it('starts afresh when the current one is no longer there', () => {
		expect(nextDoor(rows, 'gone', 'sides', now)?.id).toBe(idOf('1'));
	});
});

describe('labels', () => {
	it.each([
		[{ number: 14, suffix: 'a' }, '14A'],
		[{ number: 14, suffix: 'a', unit: '2' }, 'Flat 2, 14A'],
		[{ number: 6, unit: 'Basement Flat' }, 'Basement Flat, 6'],
		[{ name: 'The Old Clubhouse' }, 'The Old Clubhouse'],
		[{ number: 1, name: 'Cleveland Lodge' }, '1'],
		[{ number: 18, suffix: 'a-20' }, '18A-20'],
		[{ unit: 'Unit 10a' }, 'Unit 10a'],
		[{ unit: '12' }, 'Unit 12']
	])('%j reads %s', (door, label) => expect(doorLabel(door)).toBe(label));

	it('stand before the street as people write it', () => {
		expect(addressLine(row('14a', 'Albany Road'))).toBe('14A Albany Road');
		expect(addressLine(row('The Old Clubhouse', 'Airport Road'))).toBe('The Old Clubhouse, Airport Road');
	});
});

it('goes through a house from the top floor down, and through the street as ever', () => {
	const flat = (unit: string, floor: number) => row(`${unit}, 60`, undefined, { floor });
	const rows = [flat('1', 0), flat('2', 0), flat('3', 1), flat('4', 1), row('1'), row('2')];
	const walked = (order: 'floors' | 'sides') => labels(walkOrder(rows, order));
	expect(walked('floors')).toEqual(['1', 'Flat 3, 60', 'Flat 4, 60', 'Flat 1, 60', 'Flat 2, 60', '2']);
	expect(walked('sides')).toEqual(['1', 'Flat 1, 60', 'Flat 2, 60', 'Flat 3, 60', 'Flat 4, 60', '2']);
});
