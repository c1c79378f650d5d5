/** Which column of a table says what about a door: OpenStreetMap's `addr:*` or the usual headings. */

export const COLUMNS = [
	'number',
	'name',
	'unit',
	'substreet',
	'street',
	'locality',
	'place',
	'town',
	'postcode',
	'lat',
	'lon',
	'address'
] as const;
export type Column = (typeof COLUMNS)[number];

/** The position of each column that was recognised. */
export type ColumnGuess = Partial<Record<Column, number>>;

/** Headings without case, blanks and punctuation; `addr:` and `paon_` and the like are taken off first. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
	number: [
		'housenumber',
		'houseno',
		'number',
		'no',
		'num',
		'doornumber',
		'doorno',
		'buildingnumber',
		'streetnumber',
		'streetno',
		'housenumberorname',
		'housenameornumber',
		'housenamenumber',
		'paon',
		'paontext',
		'house'
	],
	name: ['housename', 'name', 'buildingname', 'building', 'property', 'propertyname', 'nameofhouse'],
	unit: [
		'unit',
		'flat',
		'flatnumber',
		'flatno',
		'flats',
		'apartment',
		'apt',
		'subbuilding',
		'subbuildingname',
		'subbuildingnumber',
		'unitnumber',
		'saon',
		'saontext',
		'door',
		'room'
	],
	substreet: ['substreet', 'dependentstreet', 'dependentthoroughfare', 'terrace'],
	street: [
		'street',
		'streetname',
		'road',
		'roadname',
		'thoroughfare',
		'thoroughfarename',
		'streetdescription',
		'streetaddress',
		'addressline1',
		'address1',
		'line1'
	],
	locality: [
		'locality',
		'localityname',
		'suburb',
		'village',
		'hamlet',
		'neighbourhood',
		'dependentlocality',
		'district',
		'area',
		'addressline2',
		'address2',
		'line2'
	],
	place: ['place'],
	town: [
		'city',
		'town',
		'posttown',
		'townname',
		'towncity',
		'townorcity',
		'addressline3',
		'address3',
		'line3'
	],
	postcode: ['postcode', 'postalcode', 'zip', 'zipcode', 'postcodelocator', 'pcode', 'pc'],
	lat: ['lat', 'latitude', 'y', 'geolat'],
	lon: ['lon', 'lng', 'long', 'longitude', 'x', 'geolon', 'geolng'],
	address: ['address', 'fulladdress', 'addr']
};

/** The columns of a header row, each heading used once; the first that fits wins. */
export function guessColumns(header: readonly string[]): ColumnGuess {
	return guessBy(COLUMNS, HEADINGS, header);
}

/** The same for a table of anything else: columns in the order in which they choose, and the headings that each goes by. */
export function guessBy<C extends string>(
	columns: readonly C[],
	headings: Readonly<Record<C, readonly string[]>>,
	header: readonly string[]
): Partial<Record<C, number>> {
	const plain = header.map((heading) =>
		heading
			.toLowerCase()
			.replace(/^\ufeff/, '')
			.replace(/^(addr|address|contact)[:_. ](?=.)(?!line)/, '')
			.replace(/[^a-z0-9]/g, '')
	);
	const guess: Partial<Record<C, number>> = {};
	const taken = new Set<number>();
	for (const column of columns) {
		for (const heading of headings[column]) {
			const at = plain.findIndex((text, i) => text === heading && !taken.has(i));
			if (at < 0) continue;
			guess[column] = at;
			taken.add(at);
			break;
		}
	}
	return guess;
}
