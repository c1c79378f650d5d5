import { commitment } from '../records/index.ts';
import { expect, test } from 'vitest';
import { changeTarget, inOrder } from './change-target.ts';

const at = '2026-08-03T10:00:00.000Z';
const one = commitment.sample();

test('the target it had is kept with the day until which it stood', () => {
	expect(changeTarget(one, { value: 300, by: '2026-11-30' }, at)).toEqual({
		target: { value: 300, by: '2026-11-30' },
		former: [{ value: 400, by: '2026-11-30', until: at }]
	});
});

test('the same target again changes nothing', () => {
	expect(changeTarget(one, { ...one.target }, at)).toEqual({});
});

test('a target on the other side turns which way is better', () => {
	const falling = { ...one, baseline: { ...one.baseline, value: 350 } };
	expect(changeTarget(falling, { value: 300, by: '2026-11-30' }, at).measure?.better).toBe('down');
	expect(changeTarget(falling, { value: 350, by: '2026-11-30' }, at).measure).toBeUndefined();
});

test('the oldest goes where a record can hold no more', () => {
	const until = (n: number) => `2026-06-${String(n + 1).padStart(2, '0')}T10:00:00.000Z`;
	const many = Array.from({ length: 40 }, (_, n) => ({
		value: n,
		by: '2026-11-30',
		until: n < 30 ? until(n) : until(n - 30).replace('06', '07')
	}));
	const { former = [] } = changeTarget(
		{ ...one, former: many.toReversed() },
		{ value: 300, by: '2026-11-30' },
		at
	);
	expect(former).toHaveLength(40);
	expect(inOrder(former).at(-1)?.value).toBe(400);
	expect(former.some(({ value }) => value === 0)).toBe(false);
});
