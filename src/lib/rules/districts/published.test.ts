/**
 * The published files, reckoned a second time in another way: boundaries as the file has them, winding numbers round every
 * ring with no boxes, councils followed from the new one backwards. `../shared/data`, or the folder that TOAD_LANE_DATA names.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { feature } from 'topojson-client';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	LAYOUTS,
	provenance,
	readBoundaries,
	type Authority,
	type Coop,
	type District
} from '../reference/index.ts';
import { currentDistricts } from './carry-over.ts';
import { surveyDistricts, type Survey } from './survey.ts';

const folder = process.env.TOAD_LANE_DATA ?? '../shared/data';
const isThere = existsSync(join(folder, 'uk-coops-2023.csv'));
if (!isThere)
	console.warn(`The published files are not in ${folder}: their districts are not reckoned a second time.`);

type Row = Record<string, string>;
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const rowsOf = (name: string) => Papa.parse<Row>(text(name), { header: true, skipEmptyLines: true }).data;
const listOf = (cell = '') =>
	cell
		.split(',')
		.map((one) => one.trim())
		.filter(Boolean);

/** How often a ring (x, y, x, y …) goes round a place. */
function winding(ring: Float64Array, x: number, y: number): number {
	let turns = 0;
	for (let i = 0; i + 3 < ring.length; i += 2) {
		const [south, north] = [ring[i + 1]! <= y, ring[i + 3]! <= y];
		if (south === north) continue;
		const side =
			(ring[i + 2]! - ring[i]!) * (y - ring[i + 1]!) - (x - ring[i]!) * (ring[i + 3]! - ring[i + 1]!);
		if (south && side > 0) turns += 1;
		if (north && side < 0) turns -= 1;
	}
	return turns;
}

describe.skipIf(!isThere)('districts of the published files', () => {
	let survey: Survey;
	let merged: string[];
	/** Co-ops by the code of the district of today, and its people and boundaries. */
	const counted = new Map<string, number>();
	const people = new Map<string, number>();
	let nowhere = 0;

	beforeAll(() => {
		const facts = <T>(kind: 'coops' | 'authorities', name: string) =>
			rowsOf(name).flatMap((row) => {
				const read = LAYOUTS[kind].read((heading) => (row[heading] ?? '').trim());
				return read.ok ? [{ ...read.fact, ...provenance(LAYOUTS[kind].source, '2023-06-30') } as T] : [];
			});
		const boundaries = ['gb-districts-2013.topo.json', 'ni-districts.topo.json'].flatMap((name) => {
			const read = readBoundaries(text(name));
			return read.ok
				? read.districts.map((one): District => ({ ...one, ...provenance(read.source, '2013-12-31') }))
				: [];
		});
		const today = currentDistricts(
			facts<Authority>('authorities', 'uk-local-authorities.csv'),
			boundaries,
			'2026-06-01'
		);
		expect(today.split).toEqual([]);
		merged = today.districts.filter(({ made_of }) => made_of.length > 0).map(({ name }) => name);
		survey = surveyDistricts(today.districts, facts<Coop>('coops', 'uk-coops-2023.csv'));

		const councils = rowsOf('uk-local-authorities.csv');
		const grounds = ['gb-districts-2013.topo.json', 'ni-districts.topo.json'].flatMap((name) => {
			const file = JSON.parse(text(name));
			const all = feature(
				file,
				Object.values(file.objects)[0] as never
			) as unknown as GeoJSON.FeatureCollection;
			return all.features.map(({ properties, geometry }) => ({
				code: String(properties!.LAD13CD ?? properties!.LGDCode),
				polygons: (geometry.type === 'MultiPolygon'
					? geometry.coordinates
					: [(geometry as GeoJSON.Polygon).coordinates]
				).map((rings) => rings.map((ring) => Float64Array.from(ring.flat())))
			}));
		});
		const owner = new Map<string, string>();
		for (const council of councils.filter((one) => one['end-date'] === '')) {
			const mine = new Set([council['local-authority-code']]);
			for (let before = 0; before !== mine.size;) {
				before = mine.size;
				for (const one of councils)
					if (listOf(one['replaced-by']).some((id) => mine.has(id))) mine.add(one['local-authority-code']);
			}
			for (const one of councils.filter((row) => mine.has(row['local-authority-code'])))
				for (const code of [one['gss-code']!, ...listOf(one['former-gss-codes'])])
					if (grounds.some((ground) => ground.code === code)) {
						owner.set(code, council['gss-code']!);
						people.set(council['gss-code']!, Number(council['pop-2020']));
					}
		}
		for (const row of rowsOf('uk-coops-2023.csv')) {
			if (!row['Geo Container Latitude']) continue;
			const [x, y] = [Number(row['Geo Container Longitude']), Number(row['Geo Container Latitude'])];
			const ground = grounds.find(({ polygons }) =>
				polygons.some(
					([outer, ...holes]) =>
						winding(outer!, x, y) !== 0 && holes.every((hole) => winding(hole, x, y) === 0)
				)
			);
			const code = ground && owner.get(ground.code);
			if (code) counted.set(code, (counted.get(code) ?? 0) + 1);
			else nowhere += 1;
		}
	}, 600_000);

	it('are 361, eleven of them made of others, and agree on each one’s people', () => {
		expect(survey.districts.map(({ code, population }) => [code, population])).toEqual([...people].sort());
		expect(survey.districts).toHaveLength(361);
		expect(merged).toHaveLength(11);
	});

	it('agree on the co-ops of each, but for the ten on quays that lie in none', () => {
		expect(survey.coops).toEqual({ all: 7387, no_position: 297, unplaced: 0, outside: nowhere });
		const apart = survey.districts.filter(
			({ code, why, coops }) => why !== 'no_positions' && coops !== counted.get(code)
		);
		const more = apart.map(({ code, coops = 0 }) => coops - (counted.get(code) ?? 0));
		expect(more.filter((one) => one < 0)).toEqual([]);
		expect(more.reduce((n, one) => n + one, 0)).toBeLessThanOrEqual(nowhere);
		expect(nowhere).toBeLessThan(20);
	});

	it('agree on how many there are for every 10,000 people', () => {
		const sum = [...counted.values()].reduce((n, one) => n + one, nowhere);
		const known = survey.districts.filter(({ why }) => why !== 'no_positions');
		const all = known.reduce((n, { code }) => n + people.get(code)!, 0);
		expect(survey.country.per_10000).toBeCloseTo((sum / all) * 10_000, 10);
		for (const { code, per_10000 = 0, coops = 0 } of known)
			expect(per_10000).toBeCloseTo(coops / (people.get(code)! / 10_000), 10);
	});

	it('are no data in Northern Ireland, and nowhere else', () => {
		const silent = survey.districts.filter((one) => one.class === 'no_data');
		expect(silent).toHaveLength(11);
		expect(silent.every(({ nation, why }) => nation === 'Northern Ireland' && why === 'no_positions')).toBe(
			true
		);
		expect(silent.filter(({ code }) => counted.has(code))).toEqual([]);
	});
});
