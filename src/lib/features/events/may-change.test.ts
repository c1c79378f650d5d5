import { event } from '$lib/records';
import { expect, test } from 'vitest';
import { mayChange } from './may-change.ts';

test('an event is changed by organisers, by volunteers until strangers are told of it, and never by viewers', () => {
	const may = (shown: boolean) =>
		(['organiser', 'volunteer', 'viewer'] as const).map((role) =>
			mayChange({ ...event.sample(), shown }, role)
		);
	expect(may(false)).toEqual([true, true, false]);
	expect(may(true)).toEqual([true, false, false]);
});
