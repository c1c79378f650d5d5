import { expect, test } from 'vitest';
import { sunset, tooLate } from './daylight.ts';

const london = [-0.1276, 51.5072] as const;
const minutesFrom = (found: Date | undefined, expected: string) =>
	Math.abs((found?.getTime() ?? 0) - Date.parse(expected)) / 60_000;

test.each([
	['London at midsummer', london, '2026-06-21T20:21Z'],
	['London at midwinter', london, '2026-12-21T15:54Z'],
	['London at the spring equinox', london, '2026-03-20T18:13Z'],
	['Lerwick at midwinter', [-1.145, 60.155], '2026-12-21T14:58Z']
] as const)('the sun sets in %s within five minutes of the almanac', (_where, place, at) => {
	expect(minutesFrom(sunset(place, new Date(at)), at)).toBeLessThan(5);
});

test('where it does not set there is no dark to warn of', () => {
	expect(sunset([20, 78], new Date('2026-06-21T12:00Z'))).toBeUndefined();
	expect(tooLate(new Date(2026, 5, 21, 19), [20, 78])).toBeUndefined();
});

test('eight in the evening is late anywhere; before that only the dark tells, where the place is known', () => {
	expect(tooLate(new Date(2026, 5, 21, 20, 0))).toBe('late');
	expect(tooLate(new Date(2026, 5, 21, 19, 59))).toBeUndefined();
	const [three, five] = [new Date(2026, 11, 21, 15), new Date(2026, 11, 21, 17)];
	// As far north as London, where the clocks of this machine are right by the sun.
	const here = [-three.getTimezoneOffset() / 4, 51.5] as const;
	expect(tooLate(five, here)).toBe('dark');
	expect(tooLate(three, here)).toBeUndefined();
	expect(tooLate(five)).toBeUndefined();
});
