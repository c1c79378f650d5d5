import { expect, test } from 'vitest';
import { addressOf } from './find/address.ts';
import { countStatuses } from './summary.ts';

test('statuses are counted in the order they are told', () => {
	const commitments = [
		{ status: 'behind' },
		{ status: 'on_track' },
		{ status: 'achieved' },
		{ status: 'on_track' }
	] as const;
	expect(countStatuses(commitments)).toEqual([
		{ status: 'achieved', count: 1 },
		{ status: 'on_track', count: 2 },
		{ status: 'behind', count: 1 }
	]);
	expect(countStatuses([])).toEqual([]);
});

test('one view has one address', () => {
	expect(addressOf({})).toBe('/communities');
	expect(addressOf({ query: '  ', tag: '' })).toBe('/communities');
	expect(addressOf({ query: ' Isle of Man ', tag: 'food & energy' })).toBe(
		'/communities?q=Isle+of+Man&tag=food+%26+energy'
	);
	expect(addressOf({ tag: 'food', dormant: true })).toBe('/communities?tag=food&dormant=yes');
	expect(addressOf({ dormant: false })).toBe('/communities');
});
