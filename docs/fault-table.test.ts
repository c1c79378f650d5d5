import { expect, test } from 'vitest';
import { faults, isOutOfDate, missing, page, rowsOfStories, rowsOfUnits, type Row } from './fault-table.ts';

const units = {
	testResults: [
		{
			assertionResults: [
				{
					title: 'fault 3: all | errors',
					status: 'passed',
					meta: { fault: { fault: 3, engine: 'engine', runs: 9, lost: 0, doubled: 0, figure: '4 ms' } }
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
				{ title: 'fault 14: reloaded', tests: [{ status: 'unexpected', annotations: [{ ...annotation }] }] }
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

test('a fault without a row is missing', () => {
	expect(missing(rows)).toEqual(
		Object.keys(faults)
			.map(Number)
			.filter((fault) => fault !== 3 && fault !== 13)
	);
});

test('the page is out of date when it lists other tests than ran, and not when a figure is another', () => {
	const there = page(rows);
	expect(isOutOfDate(there, rows)).toBe(false);
	const [first, second] = rows as [Row, Row];
	expect(isOutOfDate(there, [second, { ...first, figure: '9 ms', runs: 1 }])).toBe(false);
	expect(isOutOfDate(there, [first])).toBe(true);
	expect(isOutOfDate(there, [...rows, { ...first, engine: 'Firefox' }])).toBe(true);
	expect(isOutOfDate('', rows)).toBe(true);
});
