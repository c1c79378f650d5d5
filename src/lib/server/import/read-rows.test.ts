import { expect, it } from 'vitest';
import { BrokenTable, readRows, type TableRow } from './read-rows.ts';

async function rowsOf(...pieces: string[]): Promise<TableRow[]> {
	const rows: TableRow[] = [];
	async function* text() {
		yield* pieces;
	}
	await readRows(text(), (row) => rows.push(row) > 0);
	return rows;
}

it('rows are the same wherever the text is cut', async () => {
	const text = 'a,b\r\n"1\n2","say ""no"""\r\n\r\n3,é\r\n';
	const rows = await rowsOf(text);
	expect(rows).toEqual([
		{ cells: ['a', 'b'], line: 1 },
		{ cells: ['1\n2', 'say "no"'], line: 2 },
		{ cells: ['3', 'é'], line: 5 }
	]);
	for (let at = 1; at < text.length; at += 1)
		expect(await rowsOf(text.slice(0, at), text.slice(at))).toEqual(rows);
});

it('no further text is read once enough was taken', async () => {
	let asked = 0;
	async function* text() {
		for (; asked < 100; asked += 1) yield 'a\n'.repeat(1000);
	}
	await readRows(text(), ({ line }) => line < 1500);
	expect(asked).toBeLessThan(10);
});

it('a quotation mark that is never closed does not bring the rest of a large file into memory', async () => {
	let asked = 0;
	async function* text() {
		yield 'a,b\n1,2\n"3,4\n';
		for (; asked < 200; asked += 1) yield 'x\n'.repeat(32_000);
	}
	await expect(readRows(text(), () => true)).rejects.toThrow(new BrokenTable(3));
	expect(asked).toBeLessThan(30);
});
