import { expect, test } from 'vitest';
import {
	absentEngines,
	broken,
	faults,
	isOutOfDate,
	isSealed,
	missing,
	page,
	placesOf,
	rowsOfStories,
	rowsOfUnits,
	sealed,
	type Row
} from './fault-table.ts';

const units = {
	testResults: [
		{
			assertionResults: [
				{
					title: 'fault 3: all | errors',
					status: 'passed',
					meta: {
						fault: {
							fault: 3,
							engine: 'engine',
							against: 'gateway',
							runs: 9,
							lost: 0,
							doubled: 0,
							figure: '4 ms'
						}
					}
				},
				{
					title: 'fault 4: refused',
					status: 'failed',
					meta: { fault: { fault: 4, engine: 'engine', runs: 9 } }
				},
				{ title: 'something else', status: 'passed', meta: {} }
			]
		}
	]
};
const annotation = { type: 'fault', description: '{"fault":13,"engine":"Chromium","runs":4,"figure":"2 s"}' };
const stories = {
	suites: [
		{
			suites: [
				{
					specs: [
						{
							title: 'fault 13: killed',
							tests: [{ status: 'expected', results: [{ annotations: [annotation] }] }]
						}
					]
				}
			],
			specs: [
				{ title: 'fault 14: reloaded', tests: [{ status: 'unexpected', annotations: [{ ...annotation }] }] },
				{
					title: 'fault 14: reloaded',
					tests: [
						{
							status: 'skipped',
							annotations: [{ type: 'skip', description: 'there is no Firefox on this machine' }]
						}
					]
				}
			]
		}
	]
};
const rows = [...rowsOfUnits(units), ...rowsOfStories(stories)];

test('a row is a test that ran and passed', () => {
	expect(rows.map(({ fault, engine, tried }) => [fault, engine, tried])).toEqual([
		[3, 'engine', 'all | errors'],
		[13, 'Chromium', 'killed']
	]);
	expect(rowsOfUnits(undefined)).toEqual([]);
});

test('a fault is missing wherever it has to be tried and was not', () => {
	const all = Object.keys(faults).map(Number);
	const row = (fault: number, engine: string): Row => ({ ...(rows[0] as Row), fault, engine });
	const full = all.flatMap((fault) => placesOf(fault).map((engine) => row(fault, engine)));
	expect(missing(full)).toEqual([]);
	expect(missing(full.filter(({ engine }) => engine === 'engine')).map((one) => one.split(' ')[0])).toEqual(
		[5, 5, 5, 13, 13, 13, 14, 14, 14, 15, 15, 15, 16, 17, 18, 19, 20, 20, 20, 22, 33].map(String)
	);
	expect(missing(full.filter(({ fault, engine }) => fault !== 13 || engine !== 'WebKitGTK'))).toEqual([
		'13 in WebKitGTK'
	]);
	expect(missing(full.filter(({ fault }) => fault !== 24))).toEqual(['24 in engine']);
});

test('of a browser that this machine lacks nothing is asked, and it is named', () => {
	expect(absentEngines(stories)).toEqual(['Firefox']);
	expect(absentEngines(undefined)).toEqual([]);
	expect(missing(rows, ['Firefox', 'WebKitGTK'])).not.toContain('13 in Firefox');
	expect(missing(rows)).toContain('13 in Firefox');
	const there = page([...rows, { ...(rows[1] as Row), engine: 'Firefox' }]);
	expect(isOutOfDate(there, rows, ['Firefox'])).toBe(false);
	expect(isOutOfDate(there, rows)).toBe(true);
});

test('the page is out of date when it lists other tests than ran, and not when a figure is another', () => {
	const there = page(rows);
	expect(isOutOfDate(there, rows)).toBe(false);
	const [first, second] = rows as [Row, Row];
	expect(isOutOfDate(there, [second, { ...first, figure: '9 ms', runs: 1 }])).toBe(false);
	expect(isOutOfDate(there, [first])).toBe(true);
	expect(isOutOfDate(there, [...rows, { ...first, engine: 'Firefox' }])).toBe(true);
	expect(isOutOfDate(there, [{ ...first, against: 'model' }, second])).toBe(true);
	expect(isOutOfDate('', rows)).toBe(true);
});

test('a page that was changed by hand is found out, and a test that tells of a loss is no row to be proud of', () => {
	const there = sealed(page(rows));
	expect(isSealed(there)).toBe(true);
	expect(isSealed(there.replace('| 9 |', '| 99 |'))).toBe(false);
	expect(isSealed(page(rows))).toBe(false);
	const [first, second] = rows as [Row, Row];
	expect(broken([first, { ...second, lost: 1 }])).toMatchObject([expect.stringContaining('| 13 |')]);
	expect(broken([{ ...first, doubled: 1 }, second])).toHaveLength(1);
	expect(broken(rows)).toEqual([]);
});
