/** Public facts that an operator imports: who is where in the country. They belong to no group, and no phone writes them. */

/** Where a fact comes from: kept with every one. */
export interface Provenance {
	/** A key of SOURCES. */
	source: SourceId;
	/** SPDX's name of its licence. */
	licence: string;
	/** The date of the file that last said so, YYYY-MM-DD. */
	as_of: string;
	/** The date of the file that no longer said so. */
	gone_at?: string;
}

/** [longitude, latitude] */
export type Place = [number, number];

/** A co-operative. Codes are those of the ESSGlobal vocabularies: OS60, ICA210, BMT30. */
export interface Coop extends Provenance {
	/** As its publisher numbers it. */
	id: string;
	name: string;
	structure?: string;
	activity?: string;
	membership?: string;
	/** In the publisher's own words, as are ownership and legal form. */
	sector?: string;
	ownership?: string;
	legal_form?: string;
	street?: string;
	place?: string;
	region?: string;
	postcode?: string;
	country?: string;
	website?: string;
	/** At Companies House. */
	company_number?: string;
	point?: Place;
}

/** A shop, a branch or a meeting place of a co-operative. */
export interface Outlet extends Provenance {
	/** Owner, postcode and name: outlets have no number of their own. */
	id: string;
	/** The co-operative that it belongs to, by its id. */
	owner: string;
	name: string;
	street?: string;
	place?: string;
	region?: string;
	postcode?: string;
	description?: string;
	phone?: string;
	website?: string;
}

/** The middle of a postcode. */
export interface PostcodePoint extends Provenance {
	/** The postcode, with its blank. */
	id: string;
	point: Place;
}

/** A council, past, present or to come. */
export interface Authority extends Provenance {
	/** Three letters, kept when boundaries change. */
	id: string;
	/** The code of its boundary, which districts are found by. */
	gss?: string;
	/** Codes that its boundary had before. */
	former_gss: string[];
	name: string;
	nation: string;
	region?: string;
	/** NMD, UA, MD, LBO and so on. */
	type: string;
	start?: string;
	end?: string;
	/** Ids of those that took its place. */
	replaced_by: string[];
	population?: number;
	point?: Place;
}

/** The ground of a district. */
export interface District extends Provenance {
	/** GSS code. */
	id: string;
	name: string;
	/** GeoJSON's coordinates of a MultiPolygon, to five decimals. */
	area: number[][][][];
}

/** A council that is a co-operative one, as whoever runs the registry lists it. */
export interface CoopCouncil extends Provenance {
	/** GSS code. */
	id: string;
}

/** What an operator may import, and what it is made of. */
export interface FactKinds {
	coops: Coop;
	outlets: Outlet;
	postcodes: PostcodePoint;
	authorities: Authority;
	boundaries: District;
	'coop-councils': CoopCouncil;
}
export type FactKind = keyof FactKinds;
export const FACT_KINDS = [
	'coops',
	'outlets',
	'postcodes',
	'authorities',
	'boundaries',
	'coop-councils'
] as const;

/** Who publishes what, under which licence, and where. */
export interface Source {
	name: string;
	licence: string;
	url: string;
}

const OGL = 'OGL-UK-3.0';

/** The publications whose layouts are known. */
export const SOURCES = {
	'cuk-organisations': {
		name: 'Co-operatives UK open data; positions contain OS data © Crown copyright and database right',
		licence: 'ODC-By-1.0',
		url: 'https://www.uk.coop/understanding-co-ops/co-op-research-and-data/data'
	},
	'cuk-outlets': {
		name: 'Co-operatives UK open data, outlets',
		licence: 'ODC-By-1.0',
		url: 'https://www.uk.coop/understanding-co-ops/co-op-research-and-data/data'
	},
	'os-postcodes': {
		name: 'Contains OS data © Crown copyright and database right',
		licence: OGL,
		url: 'https://osdatahub.os.uk/downloads/open/CodePointOpen'
	},
	'mysociety-authorities': {
		name: 'mySociety, UK local authority names and codes',
		licence: 'CC-BY-4.0',
		url: 'https://pages.mysociety.org/uk_local_authority_names_and_codes/'
	},
	'coop-councils': {
		name: 'Co-operative councils, as listed by whoever runs this registry',
		licence: 'CC-BY-4.0',
		url: 'https://www.councils.coop/'
	},
	'gb-districts': {
		name: 'Office for National Statistics; contains OS data © Crown copyright and database right',
		licence: OGL,
		url: 'https://geoportal.statistics.gov.uk/'
	},
	'ni-districts': {
		name: 'Land & Property Services, OSNI; © Crown copyright and database right',
		licence: OGL,
		url: 'https://www.opendatani.gov.uk/'
	}
} as const satisfies Record<string, Source>;
export type SourceId = keyof typeof SOURCES;
