/** Co-ops from a table that somebody else made: what would be added, what is known already and what is wrong, row by row. */
import {
	coop,
	NEEDS,
	tidyPostcode,
	tidyText,
	type Coop,
	type CoopInput,
	type Need
} from '../records/index.ts';
import { guessBy } from './csv-columns.ts';
import { metresBetween } from './distance.ts';
import { needsMet } from './needs.ts';
import { readPosition, type PositionProblem } from './reference/positions.ts';

export const COOP_COLUMNS = [
	'name',
	'postcode',
	'place',
	'address',
	'website',
	'needs',
	'lat',
	'lon'
] as const;
export type CoopColumn = (typeof COOP_COLUMNS)[number];
export type CoopColumns = Partial<Record<CoopColumn, number>>;

/** Rows that one file may bring. */
export const MOST_COOPS = 2000;

const HEADINGS: Readonly<Record<CoopColumn, readonly string[]>> = {
	name: [
		...['name', 'coopname', 'cooperativename', 'coop', 'cooperative', 'organisation', 'organization'],
		...['organisationname', 'organizationname', 'registeredname', 'tradingname', 'business', 'title', 'who']
	],
	postcode: ['postcode', 'postalcode', 'zip', 'zipcode', 'pcode'],
	place: ['place', 'town', 'city', 'village', 'locality', 'posttown', 'towncity', 'area', 'addresslocality'],
	address: ['address', 'street', 'streetaddress', 'fulladdress', 'addressline1', 'address1', 'line1'],
	website: ['website', 'web', 'url', 'webaddress', 'homepage', 'site', 'link', 'internet'],
	needs: [
		...['needs', 'need', 'whatfor', 'sector', 'category', 'activity', 'type', 'kind', 'whatitdoes'],
		...['description', 'services']
	],
	lat: ['lat', 'latitude', 'y', 'geolat', 'geocontainerlatitude'],
	lon: ['lon', 'lng', 'long', 'longitude', 'x', 'geolon', 'geolng', 'geocontainerlongitude']
};

/** The columns of a table by its headings. */
export const guessCoopColumns = (header: readonly string[]): CoopColumns =>
	guessBy(COOP_COLUMNS, HEADINGS, header);

/** Why a row is left out. */
export type CoopRowProblem =
	'name_missing' | 'shifted' | 'postcode_wrong' | 'too_long' | 'formula' | 'characters_wrong';
/** What is said of a row that is taken: this part of it is left out. */
export type CoopRowRemark = PositionProblem | 'website_wrong';

/** `line` is the row's number as a spreadsheet shows it. */
interface Line {
	line: number;
	text: string;
}

export interface SortedCoops {
	add: { line: number; input: CoopInput }[];
	/** Those that the directory or the group has already. */
	known: Line[];
	/** `of` is the earlier row of the same co-op. */
	twice: (Line & { of: number })[];
	wrong: (Line & { problem: CoopRowProblem })[];
	remarks: (Line & { remark: CoopRowRemark })[];
}

/** As much of a co-op as it is known again by. */
export type Recognised = Pick<Coop, 'name'> & {
	postcode?: string | undefined;
	place?: string | undefined;
	point?: readonly [number, number] | undefined;
};

/** Sorts the rows of a table. `there` are the co-ops that the directory and the group have. */
export function sortCoops(
	rows: readonly { line: number; cells: readonly string[] }[],
	columns: CoopColumns,
	width: number,
	there: readonly Recognised[]
): SortedCoops {
	const sorted: SortedCoops = { add: [], known: [], twice: [], wrong: [], remarks: [] };
	const known = new Map<string, (Recognised & { line?: number })[]>();
	const remember = (one: Recognised & { line?: number }) => {
		const key = plainName(one.name);
		const same = known.get(key);
		if (same) same.push(one);
		else known.set(key, [one]);
	};
	there.forEach(remember);
	for (const { line, cells } of rows) {
		const read = readCoop(cells, columns, width);
		if ('problem' in read) {
			sorted.wrong.push({ line, text: sayCells(cells), problem: read.problem });
			continue;
		}
		const { input, remarks } = read;
		const text = [input.name, input.place, input.postcode].filter(Boolean).join(', ');
		const same = known.get(plainName(input.name))?.find((one) => isSameCoop(one, input));
		if (same) {
			if (same.line === undefined) sorted.known.push({ line, text });
			else sorted.twice.push({ line, text, of: same.line });
			continue;
		}
		remember({ ...input, line });
		sorted.add.push({ line, input });
		for (const remark of remarks) sorted.remarks.push({ line, text, remark });
	}
	return sorted;
}

/** Nearer than this two co-ops of one name are one. */
const NEARBY = 250;

/** Of two co-ops of one name: the same postcode, or close by; by the place's name where nothing else can tell. */
function isSameCoop(one: Recognised, other: Recognised): boolean {
	if (one.postcode && one.postcode === other.postcode) return true;
	if (one.point && other.point) return metresBetween(one.point, other.point) <= NEARBY;
	if (one.postcode && other.postcode) return false;
	return plainName(one.place ?? '') === plainName(other.place ?? '');
}

/** What tells a row from all others that are not the same co-op, in the same words on every phone. */
export function rowKey({ name, postcode, point, place = '' }: CoopInput): string {
	return [plainName(name), postcode ?? point?.join(' ') ?? plainName(place)].join('\n');
}

function plainName(name: string): string {
	const plain = name
		.toLowerCase()
		.normalize('NFD')
		.replace(/['’]|\p{M}/gu, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	return plain.replace(/\bco op/g, 'coop').replace(/ (ltd|limited|cic|plc|llp)$/, '');
}

type ReadCoop = { input: CoopInput; remarks: CoopRowRemark[] } | { problem: CoopRowProblem };

/** The co-op of one row of a table that is so wide. */
function readCoop(cells: readonly string[], columns: CoopColumns, width: number): ReadCoop {
	const cell = (column: CoopColumn) => {
		const at = columns[column];
		return at === undefined ? '' : tidyText((cells[at] ?? '').replace(/\s+/g, ' '));
	};
	if (cells.slice(width).some((text) => text.trim() !== '')) return { problem: 'shifted' };
	const name = cell('name');
	if (name === '') return { problem: 'name_missing' };
	if ([name, cell('place'), cell('address')].some((text) => /^[=@]|^[+-][^\d\s]/.test(text)))
		return { problem: 'formula' };
	if (/^[\d.,\s-]+$/.test(name) || /^https?:/i.test(name)) return { problem: 'shifted' };
	const postcode = tidyPostcode(cell('postcode'));
	if (postcode && !/^[A-Z]{1,2}\d[A-Z\d]?( \d[A-Z]{2})?$/.test(postcode))
		return { problem: 'postcode_wrong' };
	const { point, problem } = readPosition(cell('lat'), cell('lon'));
	const typed = cell('website');
	const website = webAddress(typed);
	const input: CoopInput = {
		name,
		...(cell('address') && { address: cell('address') }),
		...(cell('place') && { place: cell('place') }),
		...(postcode && { postcode }),
		...(point && { point }),
		...(website && { website }),
		...whatFor(cell('needs'))
	};
	const checked = checkInput(input);
	if (checked) return { problem: checked };
	const remarks: CoopRowRemark[] = problem ? [problem] : [];
	if (typed && !website) remarks.push('website_wrong');
	return { input, remarks };
}

/** A website as a record keeps it. */
function webAddress(text: string): string | undefined {
	const whole = /^https?:\/\//i.test(text) ? text.replace(/^https?:/i, 'https:') : `https://${text}`;
	return text && /^https:\/\/[^\s/"'<>\\]+\.[^\s"'<>\\]+$/.test(whole) && whole.length <= 300
		? whole
		: undefined;
}

/** Words that tables use for a need, by their beginnings. */
const WORDS: Readonly<Record<Exclude<Need, 'other'>, RegExp>> = {
	food: /\b(food|grocer|shop|retail|pub|caf|baker|farm|allotment|agricultur|bread|veg)/i,
	finance: /\b(financ|money|credit union|bank|saving|insur|loan)/i,
	energy: /\b(energy|solar|wind|hydro|electric|power)/i,
	housing: /\b(hous|home|tenant|rent)/i,
	care: /\b(care|health|nurs|child|elder|wellbeing)/i,
	work: /\b(work|job|employ|train)/i,
	culture: /\b(cultur|arts?\b|music|sport|club|theatre|film|football|museum|cinema)/i,
	transport: /\b(transport|bus|taxi|cycl|bike|car club|travel|rail)/i
};

function whatFor(text: string): Pick<CoopInput, 'needs' | 'sector'> {
	if (text === '') return {};
	const said = NEEDS.filter((need) => need !== 'other' && WORDS[need].test(text));
	const needs = said.length > 0 ? said : needsMet({ sector: text });
	return { needs, ...(text.length <= 120 && { sector: text }) };
}

/** What a co-op has besides, so that the record's own check can be asked. */
const REST = {
	_id: 'coop:00000000000000000000000000',
	type: 'coop',
	schema: 1,
	created_at: '2000-01-01T00:00:00.000Z',
	created_by: 'server',
	needs: []
};

function checkInput(input: CoopInput): CoopRowProblem | undefined {
	const broken = Object.values(input).some((value) => typeof value === 'string' && value.includes('\ufffd'));
	const problems = coop.check({ ...REST, ...input });
	if (!broken && problems.length === 0) return undefined;
	return problems.some(({ code }) => code === 'too_long') ? 'too_long' : 'characters_wrong';
}

/** A row as it stands in the file, shortened. */
function sayCells(cells: readonly string[]): string {
	const text = cells
		.map((cell) => cell.trim())
		.filter(Boolean)
		.join(', ');
	return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
