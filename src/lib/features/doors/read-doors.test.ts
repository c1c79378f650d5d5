import { expect, test } from 'vitest';
import { doorId } from '$lib/records';
import { readExtract } from '$lib/rules';
import { readRows } from '$lib/rules/read-file.ts';
import { countStreets, guessColumns, sortOut } from './read-doors.ts';

const patch = 'patch:01k0toad0ane000000000000t1';

async function sorted(text: string, there: string[] = []) {
	const rows = await readRows(new Blob([text]), readExtract);
	if (!rows.ok) throw new Error(rows.why);
	const done = await sortOut(rows, guessColumns(rows.header), patch, new Set(there), () => {});
	if (!done) throw new Error('stopped');
	return done;
}

test('each row has one fate and keeps its row number', async () => {
	const here = doorId(patch, { number: 4, street: 'High Street' });
	const { add, duplicates, wrong } = await sorted(
		'number,street\n1,High Street\n\n1,High St.\n4,High Street\n,High Street\n2,Low Lane\n',
		[here]
	);
	expect(add.map(({ line, input }) => [line, input.number, input.street])).toEqual([
		[2, 1, 'High Street'],
		[7, 2, 'Low Lane']
	]);
	expect(duplicates).toEqual([
		{ line: 4, text: '1 High St.', of: 2 },
		{ line: 5, text: '4 High Street' }
	]);
	expect(wrong).toEqual([{ line: 6, text: 'High Street', problem: 'number_missing' }]);
	expect(countStreets(add)).toEqual([
		{ name: 'High Street', doors: 1 },
		{ name: 'Low Lane', doors: 1 }
	]);
});

test('formulas and damaged letters are wrong', async () => {
	const { wrong } = await sorted('number,street\n3,"=HYPERLINK(""http://a"")"\n5,Caf\uFFFD Lane\n');
	expect(wrong.map(({ problem }) => problem)).toEqual(['formula', 'characters_wrong']);
});

test('sorting stops when told to', async () => {
	const rows = await readRows(new Blob([`number,street\n${'1,High Street\n'.repeat(20_000)}`]), readExtract);
	if (!rows.ok) throw new Error(rows.why);
	const stop = new AbortController();
	stop.abort();
	expect(
		await sortOut(rows, guessColumns(rows.header), patch, new Set(), () => {}, stop.signal)
	).toBeUndefined();
});
