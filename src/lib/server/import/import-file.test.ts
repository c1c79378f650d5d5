import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LAYOUTS, type TableKind } from '../../rules/reference/index.ts';
import { REFERENCE, type Doc } from '../backend.ts';
import { datasets, readFacts } from '../reference.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { importFile, type ImportOptions } from './import-file.ts';
import { readTable, RefusedFile } from './read-table.ts';
import { reportLines } from './report.ts';

type Row = Record<string, string | undefined>;

const quoted = (cell: string) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const table = (kind: TableKind, rows: Row[], eol = '\n') => {
	const { headings } = LAYOUTS[kind];
	const line = (cells: readonly string[]) => cells.map(quoted).join(',');
	return (
		[line(headings), ...rows.map((row) => line(headings.map((heading) => row[heading] ?? '')))].join(eol) +
		eol
	);
};

const coop = (n: number, more: Row = {}): Row => ({
	Identifier: `R9${String(n).padStart(5, '0')}`,
	Name: `Co-op ${n}`,
	'Primary Activity': 'https://vocabulary.example/activities-ica/ICA260',
	Postcode: `OL16 ${n % 10}AA`,
	'Geo Container Latitude': `53.${600 + n}`,
	'Geo Container Longitude': '-2.1',
	...more
});
const coops = (count: number, more?: (n: number) => Row) =>
	Array.from({ length: count }, (_, n) => coop(n, more?.(n)));

describe.each(backendsHere)('an import on %s', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let folder: string;
	let file: string;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'toadlane-import-'));
		file = join(folder, 'file');
	});
	beforeEach(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
	});
	afterEach(() => fresh.end());
	afterAll(() => rm(folder, { recursive: true }));

	const bring = async (kind: TableKind, text: string | Uint8Array, options: ImportOptions = {}) => {
		await writeFile(file, text);
		return importFile(site, kind, file, { asOf: '2024-01-01', ...options });
	};
	const mark = async () => (await site.backend.info(REFERENCE)).update_seq.split('-')[0];

	it('keeps each fact with source, licence and date', async () => {
		const report = await bring('coops', table('coops', coops(3)));
		expect(report).toMatchObject({ read: 3, taken: 3, added: 3, written: true, encoding: 'utf-8' });
		expect((await readFacts(site, 'coops'))[0]).toMatchObject({
			...{ id: 'R900000', name: 'Co-op 0', activity: 'ICA260', point: [-2.1, 53.6] },
			...{ source: 'cuk-organisations', licence: 'ODC-By-1.0', as_of: '2024-01-01' }
		});
		expect(await datasets(site)).toMatchObject([{ kind: 'coops', facts: 3, gone: 0, as_of: '2024-01-01' }]);
	});

	it('writes nothing when the same file comes again', async () => {
		await bring('coops', table('coops', coops(3)));
		const before = await mark();
		expect(await bring('coops', table('coops', coops(3)))).toMatchObject({ unchanged: 3, written: false });
		expect(await mark()).toBe(before);
	});

	it('updates from a newer file, marks what vanished, and leaves no page of the older one', async () => {
		await bring('coops', table('coops', coops(20)));
		const newer = coops(21, (n) => (n === 1 ? { Name: 'Bakery' } : {})).slice(1);
		const report = await bring('coops', table('coops', newer), { asOf: '2025-01-01' });
		expect(report).toMatchObject({ added: 1, updated: 1, unchanged: 18, gone: 1, written: true });
		const facts = await readFacts(site, 'coops');
		expect(facts).toHaveLength(21);
		expect(facts[0]).toMatchObject({ id: 'R900000', gone_at: '2025-01-01', as_of: '2024-01-01' });
		expect(facts[1]).toMatchObject({ name: 'Bakery', as_of: '2025-01-01' });
		expect(await site.backend.allDocs(REFERENCE, 'page:')).toHaveLength(1);
	});

	it('spreads many facts over pages, in the order of their ids, and cuts no character', async () => {
		const streetOf = (n: number) => 'x'.repeat((n * n) % 7) + '🌾'.repeat(99);
		const rows = coops(3000, (n) => ({
			'Street Address': streetOf(n),
			'Geo Container Latitude': `53.${1000 + n}`
		}));
		await bring('coops', table('coops', rows));
		expect((await datasets(site))[0]?.pages).toBeGreaterThan(2);
		const pages = await site.backend.allDocs<Doc & { text: string }>(REFERENCE, 'page:');
		expect(pages.filter(({ text }) => Buffer.from(text).toString() !== text)).toEqual([]);
		const facts = await readFacts(site, 'coops');
		expect(facts.every(({ street = '' }, n) => street === streetOf(n))).toBe(true);
		const ids = facts.map(({ id }) => id);
		expect(ids).toEqual([...ids].sort());
		expect(ids).toHaveLength(3000);
	});

	it('that was cut leaves the earlier data in use, and can be done again', async () => {
		await bring('coops', table('coops', coops(12)));
		const { backend } = site;
		const cut = Object.create(backend, {
			put: {
				value: (db: string, doc: { _id: string; _rev?: string }) => {
					if (doc._id.startsWith('dataset:')) throw new Error('the power fails');
					return backend.put(db, doc);
				}
			},
			info: { value: (db: string) => backend.info(db) },
			get: { value: (db: string, id: string) => backend.get(db, id) },
			allDocs: { value: (db: string, prefix: string) => backend.allDocs(db, prefix) }
		}) as typeof backend;
		await writeFile(file, table('coops', coops(13)));
		const options = { asOf: '2025-01-01' };
		await expect(importFile({ ...site, backend: cut }, 'coops', file, options)).rejects.toThrow('power');
		expect(await readFacts(site, 'coops')).toHaveLength(12);
		expect(await importFile(site, 'coops', file, options)).toMatchObject({ added: 1, written: true });
		expect(await readFacts(site, 'coops')).toHaveLength(13);
		expect(await site.backend.allDocs(REFERENCE, 'page:')).toHaveLength(1);
	});

	it('takes line breaks, quotation marks and commas in fields, and counts lines past them', async () => {
		const rows = coops(3, (n) =>
			n === 0 ? { 'Street Address': '1 Mill Lane\nThe "Yard", back\n' } : n === 2 ? { Name: '' } : {}
		);
		for (const eol of ['\n', '\r\n']) {
			const report = await bring('coops', table('coops', rows, eol));
			expect(report).toMatchObject({ taken: 2, skipped: { no_name: { count: 1, lines: [6] } } });
		}
		expect((await readFacts(site, 'coops'))[0]).toMatchObject({ street: '1 Mill Lane\nThe "Yard", back' });
	});

	it('reads what is not UTF-8 as Windows wrote it, and says so', async () => {
		const text = table('coops', [coop(1, { Name: 'Café' })]);
		const report = await bring('coops', new Uint8Array(Buffer.from(text, 'latin1')));
		expect(report.encoding).toBe('windows-1252');
		expect(reportLines(report).join('\n')).toContain('read as windows-1252');
		expect((await readFacts(site, 'coops'))[0]).toMatchObject({ name: 'Café' });
		await bring('coops', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')));
		await bring('coops', `\ufeff${text}`);
		expect((await readFacts(site, 'coops')).map(({ name }) => name)).toEqual(['Café']);
	});

	it('merges rows of one id that agree, and leaves out those that do not', async () => {
		const rows = [
			coop(1),
			coop(1, { Website: 'https://one.example' }),
			coop(2),
			coop(2, { Name: 'Other' }),
			coop(3)
		];
		const report = await bring('coops', table('coops', rows));
		expect(report).toMatchObject({
			read: 5,
			taken: 3,
			merged: 1,
			skipped: { same_id: { count: 1, lines: [5] } }
		});
		expect(await readFacts(site, 'coops')).toMatchObject([
			{ website: 'https://one.example' },
			{ name: 'Co-op 2' },
			{}
		]);
	});

	it('says how many outlets the postcodes place', async () => {
		const outlet = (postcode: string) => ({
			'CUK Organisation ID': 'R000001',
			'Outlet Name': 'Shop',
			Postcode: postcode
		});
		const outlets = table('outlets', ['OL16 1AA', 'BT1 1AA'].map(outlet));
		expect((await bring('outlets', outlets)).joined).toEqual({ outlets: 0, of: 2 });
		const report = await bring(
			'postcodes',
			table('postcodes', [{ postcode: 'OL16 1AA', lat: '53.6', lon: '-2.1' }])
		);
		expect(report.joined).toEqual({ outlets: 1, of: 2 });
	});

	describe('refuses, and leaves the earlier data in use,', () => {
		beforeEach(() => bring('coops', table('coops', coops(100))));
		const refuses = async (text: string | Uint8Array, why: RegExp) => {
			const before = await mark();
			await expect(bring('coops', text)).rejects.toThrow(RefusedFile);
			await expect(bring('coops', text)).rejects.toThrow(why);
			expect(await mark()).toBe(before);
			expect(await readFacts(site, 'coops')).toHaveLength(100);
		};

		it('another table, and says which one it is', () =>
			refuses(table('postcodes', []), /import -- postcodes/));
		it('an unknown header', () => refuses('a,b\n1,2\n', /lacks the headings of coops: Identifier/));
		it('an empty file', () => refuses('', /empty/));
		it('a header alone', () => refuses(table('coops', []), /nothing below/));
		it('what is no text', () => refuses(new Uint8Array([80, 75, 3, 4, 0, 0]), /not a text file/));

		it('rows that are shifted', async () => {
			const shifted = coops(100).map((row) => ({
				...row,
				Identifier: row.Name ?? '',
				Name: row.Identifier ?? ''
			}));
			await refuses(table('coops', shifted), /shifted 100 \(line 2, 3, 4, 5, 6\)/);
			await refuses(table('coops', coops(100)).replaceAll(/\n(?=R)/g, '\nextra,'), /columns 100/);
		});

		it('coordinates that are swapped, or 0,0', async () => {
			const place = (lat: string, lon: string) => () => ({
				'Geo Container Latitude': lat,
				'Geo Container Longitude': lon
			});
			await refuses(table('coops', coops(100, place('-2.1', '53.6'))), /position_swapped 100/);
			await refuses(table('coops', coops(100, place('0', '0'))), /position_zero 100/);
		});

		it('ids that are the same', () =>
			refuses(
				table(
					'coops',
					coops(100, () => ({ Identifier: 'R1000' }))
				),
				/same_id 99/
			));

		it('a file that was cut inside a field, and one that lacks much of what was known', async () => {
			const text = table(
				'coops',
				coops(100, () => ({ 'Street Address': '1,\n2' }))
			);
			await refuses(text.slice(0, text.lastIndexOf('1,\n2') + 2), /breaks off/);
			await refuses(table('coops', coops(60)), /lacks 40 of the 100 coops/);
			const accepted = await bring('coops', table('coops', coops(60)), { acceptGone: true });
			expect(accepted).toMatchObject({ gone: 40, written: true });
		});

		it('a file that is too large, without reading it', async () => {
			const handle = await open(file, 'w');
			await handle.truncate(500_000_000);
			await handle.close();
			const started = performance.now();
			await expect(importFile(site, 'coops', file)).rejects.toThrow('500 MB; the most is 100 MB');
			expect(performance.now() - started).toBeLessThan(1000);
		});

		it('a file that is not there', async () => {
			await expect(importFile(site, 'coops', join(folder, 'none'))).rejects.toThrow(/no such file/);
			await expect(importFile(site, 'coops', folder)).rejects.toThrow(/not a file/);
		});

		it('more rows than can be read at a time, and a quotation mark that swallows the rest', async () => {
			await writeFile(file, table('coops', coops(20)));
			await expect(readTable(file, 'coops', '2024-01-01', 19)).rejects.toThrow(/more than 19 rows/);
			await writeFile(file, `${table('coops', coops(2))}"${'x\n'.repeat(5_000_000)}`);
			await expect(readTable(file, 'coops', '2024-01-01')).rejects.toThrow(/quotation mark on line 4/);
		});
	});
});
