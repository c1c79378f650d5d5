/** One file into the database of imported facts: all of it, or nothing. */
import { readFile, stat } from 'node:fs/promises';
import {
	bringUpToDate,
	LAYOUTS,
	provenance,
	readBoundaries,
	SOURCES,
	type BoundariesProblem,
	type District,
	type FactKind,
	type FactKinds,
	type SourceId,
	type TableKind
} from '../../rules/reference/index.ts';
import { readFacts, replaceFacts } from '../reference.ts';
import type { Site } from '../site.ts';
import { readTable, RefusedFile, type ReadTable } from './read-table.ts';
import type { ImportReport } from './report.ts';

/** The largest file that is looked at: the country's co-operatives are 4 MB, its districts 2 MB. */
export const MOST_BYTES = 100_000_000;
/** Boundaries are read whole. */
const MOST_BOUNDARY_BYTES = 50_000_000;

export interface ImportOptions {
	/** The date of the file's contents, YYYY-MM-DD; else the day on which it was last written. */
	asOf?: string;
	/** Whether many facts may be gone at once. */
	acceptGone?: boolean;
}

type ReadFile<K extends FactKind> = ReadTable<FactKinds[K]> & { source: SourceId };

/** Reads a file, compares it with what is known from its source, and puts it in its place. Throws RefusedFile. */
export async function importFile<K extends FactKind>(
	site: Site,
	kind: K,
	file: string,
	options: ImportOptions = {}
): Promise<ImportReport> {
	const { size, mtime, isFile } = await statOf(file);
	if (!isFile) throw new RefusedFile('It is not a file.');
	const most = kind === 'boundaries' ? MOST_BOUNDARY_BYTES : MOST_BYTES;
	if (size > most)
		throw new RefusedFile(`It has ${inMegabytes(size)} MB; the most is ${inMegabytes(most)} MB.`);
	const asOf = options.asOf ?? mtime.toISOString().slice(0, 10);
	const { facts, source, ...read } = (await (kind === 'boundaries'
		? readDistricts(file, asOf)
		: readTableOf(file, kind as TableKind, asOf))) as ReadFile<K>;
	const known = await readFacts(site, kind, source);
	const { facts: now, ...changes } = bringUpToDate(known, facts, asOf);
	const standing = changes.unchanged + changes.updated + changes.gone;
	if (changes.gone > 10 && changes.gone * 4 > standing && !options.acceptGone) {
		const said = `It lacks ${changes.gone} of the ${standing} ${kind} that are known.`;
		throw new RefusedFile(`${said} If they are gone indeed, import it with --accept-gone.`);
	}
	const changed = changes.added + changes.updated + changes.gone > 0;
	const later = options.asOf !== undefined && known.some((fact) => !fact.gone_at && fact.as_of !== asOf);
	const written = changed || later;
	const { name, licence, url } = SOURCES[source];
	if (
		written &&
		(await replaceFacts(site, kind, { source, as_of: asOf, name, licence, url }, now)) === 'conflict'
	)
		throw new RefusedFile('Another import of the same kind came first. Start this one again.');
	const joined = kind === 'outlets' || kind === 'postcodes' ? await joinedOutlets(site) : undefined;
	return { kind, ...read, taken: facts.length, ...changes, written, joined };
}

/** How many outlets get a position from the postcodes that were imported. */
async function joinedOutlets(site: Site): Promise<ImportReport['joined']> {
	const [outlets, postcodes] = [await readFacts(site, 'outlets'), await readFacts(site, 'postcodes')];
	const placed = new Set(postcodes.map(({ id }) => id));
	const standing = outlets.filter(({ gone_at }) => gone_at === undefined);
	const joined = standing.filter(({ postcode }) => postcode !== undefined && placed.has(postcode));
	return standing.length > 0 ? { outlets: joined.length, of: standing.length } : undefined;
}

async function readTableOf(file: string, kind: TableKind, asOf: string) {
	return { ...(await readTable(file, kind, asOf)), source: LAYOUTS[kind].source };
}

const WHY: Record<BoundariesProblem, string> = {
	cut_short: 'It breaks off before its end: fetch it again.',
	not_json: 'It is not JSON.',
	not_topojson: 'It is not TopoJSON with a collection of districts.',
	no_codes: 'Its districts lack their code and name (LAD13CD and LAD13NM, or LGDCode and LGDNAME).',
	arcs_missing: 'It lacks lines that a district is made of: fetch it again.',
	broken_ring: 'The boundary of a district does not close.',
	outside: 'A district lies outside the country: its coordinates may be swapped, or in another system.',
	same_id: 'A district is in it twice.'
};

async function readDistricts(file: string, asOf: string): Promise<ReadFile<'boundaries'>> {
	const read = readBoundaries(await readFile(file, 'utf8'));
	if (!read.ok) throw new RefusedFile(`${WHY[read.why]}${read.which ? ` (${read.which})` : ''}`);
	const from = provenance(read.source, asOf);
	const facts = read.districts.map((district): District => ({ ...district, ...from }));
	const nothing = { merged: 0, skipped: {}, remarks: {}, encoding: 'utf-8' } as const;
	return { facts, read: facts.length, ...nothing, source: read.source };
}

async function statOf(file: string) {
	try {
		const found = await stat(file);
		return { size: found.size, mtime: found.mtime, isFile: found.isFile() };
	} catch (cause) {
		throw new RefusedFile('There is no such file, or it can’t be read.', { cause });
	}
}

const inMegabytes = (bytes: number) => Math.ceil(bytes / 1_000_000);
