/** The layouts of published tables, and how a row of each becomes a fact. */
import { tidyPostcode } from '../../records/index.ts';
import { SOURCES, type FactKind, type FactKinds, type Provenance, type SourceId } from './facts.ts';
import { readPosition, toNumber, type PositionProblem } from './positions.ts';

/** Why a row is left out. */
export type RowProblem = 'columns' | 'shifted' | 'no_id' | 'no_name' | 'postcode' | PositionProblem;
/** What is said of a row that was taken. */
export type RowRemark = PositionProblem | 'lost_character';

/** A row's fact without its provenance, or why there is none. */
export type ReadRow<T> =
	{ ok: true; fact: Omit<T, keyof Provenance>; remark?: RowRemark } | { ok: false; why: RowProblem };

/** A table's columns by their headings, and how its rows are read. */
export interface Layout<K extends FactKind> {
	source: SourceId;
	/** Headings without which it is another table. */
	headings: readonly string[];
	read(cell: (heading: string) => string): ReadRow<FactKinds[K]>;
}

export type TableKind = Exclude<FactKind, 'boundaries'>;

const no = (why: RowProblem) => ({ ok: false, why }) as const;

/** Takes out what a table left empty. */
function filled<T extends object>(fact: T): T {
	const kept = Object.entries(fact).filter(([, value]) => value !== undefined && value !== '');
	return Object.fromEntries(kept) as T;
}

/** U+FFFD: a character that was lost before the file was published. */
const LOST = '\ufffd';
const isLossy = (fact: object) =>
	Object.values(fact).some((value) => typeof value === 'string' && value.includes(LOST));

const coops: Layout<'coops'> = {
	source: 'cuk-organisations',
	headings: [
		'Identifier',
		'Name',
		'Organisational Structure',
		'Primary Activity',
		'Street Address',
		'Locality',
		'Region',
		'Postcode',
		'Country ID',
		'Website',
		'Companies House Number',
		'Membership Type',
		'Geo Container Latitude',
		'Geo Container Longitude',
		'Sector',
		'Ownership Classification',
		'Legal Form'
	],
	read(cell) {
		const id = cell('Identifier');
		const codes = [cell('Organisational Structure'), cell('Primary Activity'), cell('Membership Type')];
		const kinds = [codeOf(codes[0], 'OS'), codeOf(codes[1], 'ICA'), codeOf(codes[2], 'BMT')];
		if (kinds.includes(undefined) || !/^([A-Z]{2})?$/.test(cell('Country ID'))) return no('shifted');
		if (!id) return no('no_id');
		if (!isNumbered(id)) return no('shifted');
		if (!cell('Name')) return no('no_name');
		const { point, problem } = readPosition(cell('Geo Container Latitude'), cell('Geo Container Longitude'));
		const fact = filled({
			id,
			name: oneLine(cell('Name')),
			structure: kinds[0],
			activity: kinds[1],
			membership: kinds[2],
			sector: cell('Sector'),
			ownership: cell('Ownership Classification'),
			legal_form: cell('Legal Form'),
			street: cell('Street Address'),
			place: oneLine(cell('Locality')),
			region: oneLine(cell('Region')),
			postcode: tidyPostcode(cell('Postcode')),
			country: cell('Country ID'),
			website: webAddress(cell('Website')),
			company_number: cell('Companies House Number'),
			point
		});
		return { ok: true, fact, remark: problem ?? (isLossy(fact) ? 'lost_character' : undefined) };
	}
};

const outlets: Layout<'outlets'> = {
	source: 'cuk-outlets',
	headings: [
		'CUK Organisation ID',
		'Registered Name',
		'Outlet Name',
		'Street',
		'City',
		'State/Province',
		'Postcode',
		'Description',
		'Phone',
		'Website'
	],
	read(cell) {
		const owner = cell('CUK Organisation ID');
		const name = oneLine(cell('Outlet Name'));
		if (!owner) return no('no_id');
		if (!isNumbered(owner)) return no('shifted');
		if (!name) return no('no_name');
		const postcode = tidyPostcode(cell('Postcode'));
		const fact = filled({
			id: `${owner}/${postcode}/${name}`,
			owner,
			name,
			street: cell('Street'),
			place: oneLine(cell('City')),
			region: oneLine(cell('State/Province')),
			postcode,
			description: cell('Description'),
			phone: cell('Phone'),
			website: webAddress(cell('Website'))
		});
		return { ok: true, fact, remark: isLossy(fact) ? 'lost_character' : undefined };
	}
};

const postcodes: Layout<'postcodes'> = {
	source: 'os-postcodes',
	headings: ['postcode', 'lat', 'lon'],
	read(cell) {
		const id = tidyPostcode(cell('postcode'));
		if (!id) return no('no_id');
		if (!id.includes(' ')) return no('postcode');
		const { point, problem } = readPosition(cell('lat'), cell('lon'));
		return point ? { ok: true, fact: { id, point } } : no(problem ?? 'position_unreadable');
	}
};

const authorities: Layout<'authorities'> = {
	source: 'mysociety-authorities',
	headings: [
		'local-authority-code',
		'official-name',
		'nice-name',
		'gss-code',
		'former-gss-codes',
		'start-date',
		'end-date',
		'replaced-by',
		'nation',
		'local-authority-type',
		'pop-2020',
		'lat',
		'long'
	],
	read(cell) {
		const id = cell('local-authority-code');
		const gss = cell('gss-code');
		const former = listOf(cell('former-gss-codes'));
		const dates = [cell('start-date'), cell('end-date')];
		if (!id) return no('no_id');
		if (!/^[A-Z-]{2,8}$/.test(id) || ![gss, ...former].every(isGss)) return no('shifted');
		if (!dates.every((date) => /^(\d{4}-\d\d-\d\d)?$/.test(date))) return no('shifted');
		const name = cell('nice-name') || cell('official-name');
		if (!name) return no('no_name');
		const population = toNumber(cell('pop-2020'));
		const { point, problem } = readPosition(cell('lat'), cell('long'));
		const fact = filled({
			id,
			gss,
			former_gss: former,
			name,
			nation: cell('nation'),
			region: cell('region'),
			type: cell('local-authority-type'),
			start: dates[0],
			end: dates[1],
			replaced_by: listOf(cell('replaced-by')),
			population: Number.isNaN(population) ? undefined : Math.round(population),
			point
		});
		return { ok: true, fact, remark: problem };
	}
};

/** Nobody publishes this as a table: an operator writes one, with whatever other columns they like. */
const coopCouncils: Layout<'coop-councils'> = {
	source: 'coop-councils',
	headings: ['co-operative-council'],
	read(cell) {
		const id = cell('co-operative-council').toUpperCase();
		if (!id) return no('no_id');
		return isGss(id) ? { ok: true, fact: { id } } : no('shifted');
	}
};

/** What is known of each kind of table. */
export const LAYOUTS: { readonly [K in TableKind]: Layout<K> } = {
	...{ coops, outlets, postcodes, authorities },
	'coop-councils': coopCouncils
};

/** Which headings of a layout a table lacks. */
export function missingHeadings(kind: TableKind, header: readonly string[]): string[] {
	return LAYOUTS[kind].headings.filter((heading) => !header.includes(heading));
}

/** The kind of table that a header belongs to, if it is known. */
export function kindOfTable(header: readonly string[]): TableKind | undefined {
	return (Object.keys(LAYOUTS) as TableKind[]).find((kind) => missingHeadings(kind, header).length === 0);
}

/** What is kept with every fact of a source. */
export function provenance(source: SourceId, asOf: string): Provenance {
	return { source, licence: SOURCES[source].licence, as_of: asOf };
}

const isNumbered = (id: string) => /^[A-Z]{1,3}\d{3,9}$/.test(id);

const isGss = (code: string) => code === '' || /^[A-Z]\d{8}$/.test(code);

const listOf = (text: string) => text.split(/[\s,]+/).filter(Boolean);

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The code at the end of a vocabulary's address; empty for none, undefined for anything else. */
function codeOf(address: string | undefined, letters: string): string | undefined {
	if (!address) return '';
	const code = address.slice(address.lastIndexOf('/') + 1);
	return code.startsWith(letters) && /^\d{1,4}$/.test(code.slice(letters.length)) ? code : undefined;
}

/** An address that a browser opens; anything else is left out. */
function webAddress(text: string): string | undefined {
	const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
	return text && /^https?:\/\/[^\s/"<>]+\.[^\s"<>]+$/i.test(whole) ? whole : undefined;
}
