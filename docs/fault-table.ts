/** The table of faults, from the reports of the runners. */
import { createHash } from 'node:crypto';

export interface Row {
	fault: number;
	/** `engine` in Node, or a browser's name. */
	engine: string;
	/** What it spoke to. */
	against: string;
	/** The test's own words, without the number. */
	tried: string;
	runs: number;
	lost: number;
	doubled: number;
	figure: string;
}

/** What each fault is, in the words of the list that the tests follow. */
export const faults: Readonly<Record<number, string>> = {
	1: 'cut at every request, and at bytes all over, of a five-batch sync',
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
		engine: text(given.engine),
		against: text(given.against),
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

/** Browsers that tests were skipped for, because this machine does not have them. */
export function absentEngines(report: unknown): string[] {
	const inSuite = (suite: Json): string[] => [
		...list(suite.suites).flatMap(inSuite),
		...list(suite.specs)
			.flatMap((spec) => list(spec.tests))
			.flatMap((test) => list(test.annotations))
			.flatMap(({ type, description }) => {
				const [, engine] = /^there is no (.+) on this machine$/.exec(text(description)) ?? [];
				return type === 'skip' && engine ? [engine] : [];
			})
	];
	return [...new Set(list((report as Json | undefined)?.suites).flatMap(inSuite))];
}

/** Those made while the test ran stand with the result in newer reports, with the test in older ones. */
function annotationsOf(test: Json): Json[] {
	const all = [...list(test.annotations), ...list(test.results).flatMap((one) => list(one.annotations))];
	const words = all.filter(({ type }) => type === 'fault').map(({ description }) => text(description));
	return [...new Set(words)].map((one) => JSON.parse(one) as Json);
}

const inEveryBrowser = [5, 13, 14, 15, 20];
const inChromium = [...inEveryBrowser, 16, 17, 18, 19, 22, 33];
/** Faults of browsers, which the engine in Node does not have. */
const notInNode = [13, 14, 15, 16, 17, 18, 19, 20, 22];

/** Where a fault has to be tried. */
export const placesOf = (fault: number): string[] => [
	...(notInNode.includes(fault) ? [] : ['engine']),
	...(inChromium.includes(fault) ? ['Chromium'] : []),
	...(inEveryBrowser.includes(fault) ? ['Firefox', 'WebKitGTK'] : [])
];

/** Faults without a row in a place where they have to be tried; what this machine lacks, `absent`, is not asked for. */
export function missing(rows: readonly Row[], absent: readonly string[] = []): string[] {
	return Object.keys(faults)
		.map(Number)
		.flatMap((fault) => placesOf(fault).map((engine) => ({ fault, engine })))
		.filter(
			({ fault, engine }) =>
				!absent.includes(engine) && !rows.some((row) => row.fault === fault && row.engine === engine)
		)
		.map(({ fault, engine }) => `${fault} in ${engine}`);
}

const inOrder = (rows: readonly Row[]) =>
	[...rows].sort((a, b) => a.fault - b.fault || (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
const cell = (value: string) => value.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
const keyOf = ({ fault, tried, engine, against }: Row) =>
	`| ${fault} | ${cell(tried)} | ${cell(engine)} | ${cell(against)} |`;

const head = `# What was tried, and what was lost

Nothing that the app said it saved may ever be lost, doubled or stuck. Each line is a test of \`npm test\`, which counts
what it tried and what became of it; a test that loses, doubles or leaves anything stuck fails. \`engine\` is the app's own
store and sync in Node, the others are browsers with the built app. They speak to the real \`gateway\` with its embedded
registry, or to a \`model\` of it in memory; \`by proxy\`: through the proxy of \`e2e/faults/proxy.ts\`, over a real
connection. Written by \`npm run reliability\` from the last run.

`;

export function page(rows: readonly Row[]): string {
	const lines = inOrder(rows).map(
		(one) => `${keyOf(one)} ${one.runs} | ${one.lost} | ${one.doubled} | ${cell(one.figure)} |`
	);
	const table = [
		'| fault | what was tried | where | against | runs | lost | doubled | figure |',
		'| --: | --- | --- | --- | --: | --: | --: | --- |'
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

/** Whether the page lists other tests than ran; of browsers that are `absent` here nothing is known. */
export function isOutOfDate(there: string, rows: readonly Row[], absent: readonly string[] = []): boolean {
	const listed = there
		.split('\n')
		.map((line) => line.split(/(?<!\\)\|/).map((one) => one.trim()))
		.filter(
			(cells) => cells.length === 10 && /^\d+$/.test(cells[1] ?? '') && !absent.includes(cells[3] ?? '')
		)
		.map((cells) => `| ${cells.slice(1, 5).join(' | ')} |`);
	return listed.join('\n') !== inOrder(rows).map(keyOf).join('\n');
}

const sealOf = (text: string) =>
	`<!-- drawn ${createHash('sha256').update(text).digest('hex').slice(0, 16)} -->\n`;

/** The page with a last line that no longer fits when anything above it is changed by hand. */
export const sealed = (text: string): string => `${text}\n${sealOf(text)}`;

/** Whether a page is as it was drawn. */
export function isSealed(there: string): boolean {
	const [text, seal] = there.split(/\n(?=<!-- drawn )/);
	return text !== undefined && seal === sealOf(text);
}

/** Rows that lost or doubled anything, as they are called in the page. */
export const broken = (rows: readonly Row[]): string[] =>
	rows.filter(({ lost, doubled }) => lost || doubled).map(keyOf);
