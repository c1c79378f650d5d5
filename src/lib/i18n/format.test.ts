import { describe, expect, it } from 'vitest';
import { formatDate, formatDay, formatDistance, formatMonth, formatNumber } from './format.ts';
import { formatList, formatPence, formatPercent, formatSize } from './format-amounts.ts';
import { formatAgo, formatClock, formatDayInFull, formatTime } from './format-time.ts';

describe('days and times', () => {
	it('lists names as they are said', () => {
		expect(formatList(['Ann'])).toBe('Ann');
		expect(formatList(['Ann', 'Bea', 'Cem'])).toBe('Ann, Bea and Cem');
	});

	it('names a day as people say it, without commas', () => {
		expect(formatDay('2025-07-12')).toBe('Sat 12 July');
		expect(formatDay('2026-09-01')).toBe('Tue 1 September');
		expect(formatDate('2026-07-12')).toBe('12 July 2026');
		expect(formatMonth('2026-07-12')).toBe('July 2026');
		expect(formatDayInFull('2025-07-12')).toBe('Saturday 12 July');
	});

	it('tells British time, summer and winter', () => {
		expect(formatTime('2026-07-12T13:00:00Z')).toBe('2 pm');
		expect(formatTime('2026-01-12T14:30:00Z')).toBe('2.30 pm');
		expect(formatTime('2026-01-12T00:00:00Z')).toBe('midnight');
		expect(formatTime('2026-01-12T12:00:00Z')).toBe('noon');
		expect(formatTime('2026-01-12T00:05:00Z')).toBe('12.05 am');
		expect(formatDay('2026-07-11T23:30:00Z')).toBe('Sun 12 July');
	});

	it('says what a clock shows in the same words', () => {
		expect(['14:00', '14:30', '00:00', '12:00', '00:05', '09:10'].map(formatClock)).toEqual([
			...['2 pm', '2.30 pm', 'midnight', 'noon', '12.05 am', '9.10 am']
		]);
	});

	it('says how long ago in fewer words the nearer it is', () => {
		const now = '2026-07-12T13:00:00Z';
		expect(formatAgo('2026-07-12T12:59:40Z', now)).toBe('just now');
		expect(formatAgo('2026-07-12T12:59:00Z', now)).toBe('1 minute ago');
		expect(formatAgo('2026-07-12T12:15:00Z', now)).toBe('45 minutes ago');
		expect(formatAgo('2026-07-12T08:00:00Z', now)).toBe('today, 9 am');
		expect(formatAgo('2026-07-11T12:30:00Z', now)).toBe('yesterday, 1.30 pm');
		expect(formatAgo('2026-07-04T12:30:00Z', now)).toBe('Sat 4 July');
		expect(formatAgo('2025-07-04T12:30:00Z', now)).toBe('4 July 2025');
	});

	it('takes a clock that runs ahead for now', () => {
		expect(formatAgo('2026-07-12T13:04:00Z', '2026-07-12T13:00:00Z')).toBe('just now');
	});
});

describe('figures', () => {
	it('groups thousands and keeps at most two decimals', () => {
		expect(formatNumber(12_045)).toBe('12,045');
		expect(formatNumber(3.14159)).toBe('3.14');
		expect(formatNumber(-2)).toBe('-2');
	});

	it('writes money as pounds and pence, always both', () => {
		expect(formatPence(420)).toBe('£4.20');
		expect(formatPence(1_250_00)).toBe('£1,250.00');
	});

	it('writes shares as whole per cents', () => {
		expect(formatPercent(0.424)).toBe('42%');
		expect(formatPercent(1)).toBe('100%');
	});

	it('writes sizes in the largest unit that leaves a small figure', () => {
		expect(formatSize(0)).toBe('0 KB');
		expect(formatSize(1)).toBe('1 KB');
		expect(formatSize(340_000)).toBe('340 KB');
		expect(formatSize(999_600)).toBe('1 MB');
		expect(formatSize(1_240_000)).toBe('1.2 MB');
		expect(formatSize(12_300_000)).toBe('12 MB');
		expect(formatSize(1_240_000_000)).toBe('1.2 GB');
	});

	it('gives near distances as walks and far ones in miles', () => {
		expect(formatDistance(20)).toBe('1 minute’s walk');
		expect(formatDistance(330)).toBe('4 minutes’ walk');
		expect(formatDistance(16_093)).toBe('10 miles');
	});
});
