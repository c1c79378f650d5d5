/** The table of faults, from the reports of the runners. */

export interface Row {
	fault: number;
	/** `engine` in Node, or a browser's name. */
	engine: string;
	/** The test's own words, without the number. */
	tried: string;
	runs: number;
	lost: number;
	doubled: number;
	figure: string;
}

/** What each fault is, in the words of the list that the tests follow. */
export const faults: Readonly<Record<number, string>> = {
	1: 'cut at every request and byte of a five-batch sync',
	2: 'answer lost after the server committed',
	3: 'every error status on every endpoint',
	4: 'refused, then allowed',
	5: 'answers that are none: {}, [], truncated, login page, wrong type, broken gzip',
	6: 'never answers, one byte a second',
	7: 'server killed during a bulk write',
	8: 'server restored from an older back-up',
	9: 'database deleted, made again',
	10: 'two, three, twenty phones edit one field',
	11: 'deletion against edit',
	12: 'clocks off by ten years',
	13: 'browser killed in mid-write',
	14: 'reload twenty times during the first sync',
	15: 'two tabs',
	16: 'quota',
	17: 'storage evicted under a live page',
	18: 'store files damaged',
	19: 'no IndexedDB, private mode',
	20: 'new version while a form is half filled; rollback',
	21: 'old app, new records, and the reverse',
	22: 'blocked upgrade',
	23: 'hostile documents in every field',
	24: 'a thousand conflicting leaves, a flood of tombstones',
	33: 'the k-th call of storage or network fails, for every k'
};

type Json = Record<string, unknown>;
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

function row(title: string, given: Json): Row {
	const [, fault, tried] = /^fault (\d+): (.+)$/.exec(title) ?? [];
	return {
		fault: number(given.fault) || Number(fault),
		engine: text(given.engine) || 'engine',
		tried: tried ?? title,
		runs: number(given.runs),
		lost: number(given.lost),
		doubled: number(given.doubled),
		figure: text(given.figure)
	};
}

/** Rows of vitest's JSON report: passed tests with `meta.fault`. */
export function rowsOfUnits(report: unknown): Row[] {
	return list((report as Json | undefined)?.testResults).flatMap((file) =>
		list(file.assertionResults).flatMap((test) => {
			const fault = (test.meta as Json | undefined)?.fault as Json | undefined;
			return fault && test.status === 'passed' ? [row(text(test.title), fault)] : [];
		})
	);
}

/** Rows of Playwright's JSON report: annotations of the type `fault` on tests that passed at the first try. */
export function rowsOfStories(report: unknown): Row[] {
	const inSuite = (suite: Json): Row[] => [
		...list(suite.suites).flatMap(inSuite),
		...list(suite.specs).flatMap((spec) =>
			list(spec.tests).flatMap((test) =>
				test.status !== 'expected' ? [] : annotationsOf(test).map((given) => row(text(spec.title), given))
			)
		)
	];
	return list((report as Json | undefined)?.suites).flatMap(inSuite);
}

/** Those made while the test ran stand with the result in newer reports, with the test in older ones. */
function annotationsOf(test: Json): Json[] {
	const all = [...list(test.annotations), ...list(test.results).flatMap((one) => list(one.annotations))];
	const words = all.filter(({ type }) => type === 'fault').map(({ description }) => text(description));
	return [...new Set(words)].map((one) => JSON.parse(one) as Json);
}

/** Faults without a row. */
export function missing(rows: readonly Row[]): number[] {
	return Object.keys(faults)
		.map(Number)
		.filter((fault) => !rows.some((row) => row.fault === fault));
}

const inOrder = (rows: readonly Row[]) =>
	[...rows].sort((a, b) => a.fault - b.fault || (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
const cell = (value: string) => value.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
const keyOf = ({ fault, tried, engine }: Row) => `| ${fault} | ${cell(tried)} | ${cell(engine)} |`;

const head = `# What was tried, and what was lost

Nothing that the app said it saved may ever be lost, doubled or stuck. Each line is a test of \`npm test\`, which counts
what it tried and what became of it; a test that loses, doubles or leaves anything stuck fails. \`engine\` is the app's own
store and sync in Node, over a real connection, the proxy of \`e2e/faults/proxy.ts\` and the real gateway with its embedded
registry; the others are browsers with the built app. Written by \`npm run reliability\` from the last run.

`;

export function page(rows: readonly Row[]): string {
	const lines = inOrder(rows).map(
		(one) => `${keyOf(one)} ${one.runs} | ${one.lost} | ${one.doubled} | ${cell(one.figure)} |`
	);
	const table = [
		'| fault | what was tried | where | runs | lost | doubled | figure |',
		'| --: | --- | --- | --: | --: | --: | --- |'
	];
	const key = Object.entries(faults).map(([fault, what]) => `| ${fault} | ${cell(what)} |`);
	return [
		head + [...table, ...lines].join('\n'),
		'## The faults\n\n' + ['| fault | what it is |', '| --: | --- |', ...key].join('\n'),
		''
	]
		.join('\n\n')
		.replace(/\n\n$/, '\n');
}

/** Whether the page lists other tests than ran. */
export function isOutOfDate(there: string, rows: readonly Row[]): boolean {
	const listed = there
		.split('\n')
		.map((line) => line.split(/(?<!\\)\|/).map((one) => one.trim()))
		.filter((cells) => cells.length === 9 && /^\d+$/.test(cells[1] ?? ''))
		.map(([, fault, tried, engine]) => `| ${fault} | ${tried} | ${engine} |`);
	return listed.join('\n') !== inOrder(rows).map(keyOf).join('\n');
}
