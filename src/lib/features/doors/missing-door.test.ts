import { expect, test } from 'vitest';
import type { DoorRow } from '$lib/store';
import { suggestNumbers } from './missing-door.ts';

function street(...labels: string[]): DoorRow[] {
	return labels.map((label) => {
		const number = Number.parseInt(label);
		const suffix = label.replace(/^\d+/, '');
		return { number, suffix: suffix || undefined, side: number % 2 ? 'odd' : 'even' } as DoorRow;
	});
}

function suggested(near: string, ...there: string[]): string[] {
	const rows = street(near, ...there);
	return suggestNumbers(rows[0]!, rows).map(({ number, suffix = '' }) => `${number}${suffix}`);
}

test('beside 14 with 12 and 16 there, only 14a can be missing', () => {
	expect(suggested('14', '12', '16', '15')).toEqual(['14a']);
});

test('the next free letter is suggested', () => {
	expect(suggested('14', '14a', '12', '16')).toEqual(['14b']);
});

test('a gap on the same side is suggested, one on the other side is not', () => {
	expect(suggested('14', '12', '18', '15', '19')).toEqual(['14a', '16']);
	expect(suggested('14', '10', '18')).toEqual(['14a', '16', '12']);
});

test('at the end of the street the next number up is suggested, and never number 0', () => {
	expect(suggested('2', '4')).toEqual(['2a']);
	expect(suggested('9', '7')).toEqual(['9a', '11']);
});

test('a house without a number suggests nothing', () => {
	expect(suggestNumbers({ side: 'none' } as DoorRow, [])).toEqual([]);
});
