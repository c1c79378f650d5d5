/** Addresses in an OpenStreetMap extract (GeoJSON, or Overpass's JSON), as a table that is read like any other. */
import { centreOf } from './centre.ts';
import { parseNumbers } from './numbers.ts';

export interface AddressTable {
	ok: true;
	header: string[];
	/** Each as long as the header. */
	rows: string[][];
	/** Things in the extract that have no address, such as streets. */
	passed: number;
}

/** Why a JSON text is no extract with addresses. */
export type ExtractProblem =
	/** It breaks off, or is damaged. */
	| 'json_broken'
	/** JSON of another kind. */
	| 'not_extract'
	| 'no_addresses'
	/** Positions are not longitude and latitude. */
	| 'other_coordinates'
	/** Overpass ran out of time or memory: its answer lacks what it had not found yet. */
	| 'overpass_stopped';

interface Thing {
	tags: Readonly<Record<string, unknown>>;
	/** [longitude, latitude] as it stands in the file. */
	point: [number, number] | undefined;
}

const HEADER = [
	'addr:unit',
	'addr:housename',
	'addr:housenumber',
	'addr:substreet',
	'addr:street',
	'addr:locality',
	'addr:place',
	'addr:city',
	'addr:postcode'
] as const;
const POSITION = ['lat', 'lon'];

/** Where OpenStreetMap writes what one of the columns holds, if it has another tag for it. */
const ELSEWHERE: Partial<Record<(typeof HEADER)[number], readonly string[]>> = {
	'addr:substreet': ['addr:parentstreet', 'addr:terrace'],
	'addr:locality': ['addr:suburb', 'addr:village', 'addr:hamlet'],
	'addr:city': ['addr:town']
};
const HOUSE = ['addr:housenumber', 'addr:housename', 'addr:unit', 'addr:flats'];

/** A column of its own that may tell a door. */
const DOORS = /number|house|addr|paon|saon|flat|unit/i;

/** Columns that a GeoJSON with headings of its own may bring. */
const MOST_COLUMNS = 60;

/** Flats of one building that are told apart; more of them stay one door. */
const MOST_FLATS = 500;

/** Reads the addresses of an extract. A GeoJSON without OpenStreetMap's tags becomes a table of its own properties. */
export function readExtract(text: string): AddressTable | { ok: false; why: ExtractProblem } {
	const read = readThings(text);
	if (!read.ok) return read;
	const { things } = read;
	const tagged = things.filter(({ tags }) => HOUSE.some((tag) => say(tags[tag]) !== ''));
	const table = tagged.length > 0 ? addressTable(tagged) : ownTable(things);
	const hasDoors = tagged.length > 0 || table.header.some((name) => DOORS.test(name));
	if (table.rows.length === 0 || !hasDoors) return { ok: false, why: 'no_addresses' };
	return { ok: true, ...table, passed: tagged.length > 0 ? things.length - tagged.length : 0 };
}

/** Reads everything in such a file as a table of its own properties, each with its position. */
export function readFeatures(text: string): AddressTable | { ok: false; why: ExtractProblem } {
	const read = readThings(text);
	return read.ok ? { ok: true, ...ownTable(read.things), passed: 0 } : read;
}

function readThings(text: string): { ok: true; things: Thing[] } | { ok: false; why: ExtractProblem } {
	const no = (why: ExtractProblem) => ({ ok: false, why }) as const;
	let file: unknown;
	try {
		file = JSON.parse(text);
	} catch {
		return no('json_broken');
	}
	if (!isObject(file)) return no('not_extract');
	if (Array.isArray(file.elements) && /runtime error/i.test(String(file.remark)))
		return no('overpass_stopped');
	const things = Array.isArray(file.elements) ? overpassThings(file.elements) : geoJsonThings(file);
	if (!things) return no('not_extract');
	if (namesOtherSystem(file.crs) || things.filter(isElsewhere).length * 2 > things.length) {
		return no('other_coordinates');
	}
	return { ok: true, things };
}

function addressTable(things: readonly Thing[]): Pick<AddressTable, 'header' | 'rows'> {
	const rows = things.flatMap((thing) => {
		const cells = HEADER.map((tag) =>
			[tag, ...(ELSEWHERE[tag] ?? [])].reduce((found, name) => found || say(thing.tags[name]), '')
		);
		const [unit = '', ...rest] = cells;
		const flats = unit === '' ? flatsOf(say(thing.tags['addr:flats'])) : [unit];
		return flats.map((flat) => [flat, ...rest, ...position(thing)]);
	});
	return { header: [...HEADER, ...POSITION], rows };
}

function ownTable(things: readonly Thing[]): Pick<AddressTable, 'header' | 'rows'> {
	const names = new Set<string>();
	for (const { tags } of things) {
		for (const name of Object.keys(tags)) if (names.size < MOST_COLUMNS) names.add(name);
	}
	const own = [...names].filter((name) => !POSITION.includes(name.toLowerCase()));
	const rows = things.map((thing) => [...own.map((name) => say(thing.tags[name])), ...position(thing)]);
	return { header: [...own, ...POSITION], rows };
}

function position({ point }: Thing): [string, string] {
	return point ? [String(point[1]), String(point[0])] : ['', ''];
}

/** `1-6;8` is seven flats; what is no list of numbers is one. */
function flatsOf(text: string): string[] {
	if (!/[-–;,]/.test(text)) return [text];
	const read = parseNumbers(text);
	if (!read.ok || read.numbers.length > MOST_FLATS) return [text];
	return read.numbers.map(({ number, suffix = '' }) => `${number}${suffix}`);
}

function say(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function isElsewhere({ point }: Thing): boolean {
	return point !== undefined && (Math.abs(point[0]) > 180 || Math.abs(point[1]) > 90);
}

/** GeoJSON of before 2016 may name its system of coordinates; all but these are another one. */
function namesOtherSystem(crs: unknown): boolean {
	const name = isObject(crs) && isObject(crs.properties) ? say(crs.properties.name) : '';
	return name !== '' && !/CRS:?84|EPSG:(.*:)?4326$/i.test(name);
}

function geoJsonThings(file: Record<string, unknown>): Thing[] | undefined {
	const features =
		file.type === 'FeatureCollection' ? file.features : file.type === 'Feature' ? [file] : undefined;
	if (!Array.isArray(features)) return undefined;
	return features.filter(isObject).map(({ properties, geometry }) => ({
		tags: isObject(properties) ? properties : {},
		point: centreOf(geometry)
	}));
}

function overpassThings(elements: readonly unknown[]): Thing[] {
	const all = elements.filter(isObject);
	const nodes = new Map<unknown, [number, number]>();
	for (const node of all) {
		const point = node.type === 'node' ? lonLat(node) : undefined;
		if (point) nodes.set(node.id, point);
	}
	return all
		.filter(({ tags }) => isObject(tags))
		.map((element) => ({
			tags: element.tags as Thing['tags'],
			point: lonLat(element) ?? lonLat(element.center) ?? centreOf(outline(element, nodes))
		}));
}

/** A way's line, from the positions it carries or from its nodes. */
function outline(element: Record<string, unknown>, nodes: ReadonlyMap<unknown, [number, number]>): unknown {
	const line = Array.isArray(element.geometry)
		? element.geometry.map(lonLat)
		: Array.isArray(element.nodes)
			? element.nodes.map((id) => nodes.get(id))
			: [];
	return { type: 'Polygon', coordinates: [line.filter((point) => point !== undefined)] };
}

function lonLat(value: unknown): [number, number] | undefined {
	if (!isObject(value)) return undefined;
	const { lon, lat } = value;
	return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
