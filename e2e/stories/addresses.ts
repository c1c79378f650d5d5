import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';

const PUBLISHED = '../shared/data/isle-of-man-addresses.csv';
const AWKWARD = 'e2e/fixtures/awkward-addresses.csv';

export interface Addresses {
	/** What was read, for the report. */
	source: string;
	/** The published addresses, not those written by hand. */
	published: boolean;
	csv: string;
	doors: number;
	/** Streets with the most doors first. */
	streets: string[];
}

/**
 * Real addresses to knock on: at least 400 doors on at least ten streets out of those that OpenStreetMap has of the
 * Isle of Man, where that file is there; sixty awkward ones written by hand otherwise.
 */
export function addresses(): Addresses {
	const published = existsSync(PUBLISHED);
	const { data, meta } = Papa.parse<Record<string, string>>(
		readFileSync(published ? PUBLISHED : AWKWARD, 'utf8'),
		{
			header: true,
			skipEmptyLines: true
		}
	);
	const byStreet = new Map<string, Record<string, string>[]>();
	for (const row of data) {
		const street = row['addr:street'];
		const door = row['addr:housenumber'] || row['addr:housename'];
		if (street && door) byStreet.set(street, [...(byStreet.get(street) ?? []), row]);
	}
	const streets = [...byStreet].sort(([, a], [, b]) => b.length - a.length);
	const taken: typeof streets = [];
	for (const street of streets) {
		if (published && taken.length >= 10 && taken.reduce((n, [, rows]) => n + rows.length, 0) >= 400) break;
		taken.push(street);
	}
	const rows = taken.flatMap(([, doors]) => doors);
	return {
		published,
		source: published ? PUBLISHED : `${AWKWARD} (${PUBLISHED} is not there)`,
		csv: Papa.unparse(rows, { columns: meta.fields ?? [] }),
		doors: rows.length,
		streets: taken.map(([name]) => name)
	};
}
