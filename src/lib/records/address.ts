/**
 * British addresses in parts: house numbers, postcodes, and the one spelling by which two phones know
 * that they mean the same door.
 */

/** The parts of an address that tell doors of one patch apart. */
export interface AddressParts {
	number?: number | undefined;
	/** What follows the leading number: `a`, `a-20`, `,2a,2b`. */
	suffix?: string | undefined;
	/** Flat, room or unit in the building (BS 7666's secondary object). */
	unit?: string | undefined;
	/** Name of the house (BS 7666's primary object without a number). */
	name?: string | undefined;
	street: string;
	locality?: string | undefined;
}

/** Reads `14`, `14a`, `18a-20`, `2,2a,2b`; without a leading number both parts are absent. */
export function parseHouseNumber(text: string): { number?: number; suffix?: string } {
	const parts = /^(?:no\.?\s*|#)?(\d{1,5})(?!\d)\s*(.*)$/i.exec(text.trim());
	if (!parts) return {};
	const suffix = (parts[2] as string).replace(/\s+/g, '').replace(/[–—]/g, '-').toLowerCase();
	return suffix === '' ? { number: Number(parts[1]) } : { number: Number(parts[1]), suffix };
}

/** A postcode in upper case with one space; what isn't a whole postcode is only tidied. */
export function tidyPostcode(text: string): string {
	const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
	const parts = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$/.exec(bare);
	return parts ? `${parts[1]} ${parts[2]}` : bare;
}

/** The district of a postcode (`OL16` of `OL16 1AA`), coarse enough to publish; undefined when unclear. */
export function postcodeDistrict(postcode: string): string | undefined {
	const parts = /^([A-Z]{1,2}[0-9][A-Z0-9]?)( [0-9][A-Z]{2})?$/.exec(tidyPostcode(postcode));
	return parts?.[1];
}

const ENDINGS: Readonly<Record<string, string>> = {
	rd: 'road',
	st: 'street',
	str: 'street',
	ave: 'avenue',
	av: 'avenue',
	ln: 'lane',
	la: 'lane',
	cl: 'close',
	cres: 'crescent',
	cresc: 'crescent',
	dr: 'drive',
	gdns: 'gardens',
	gdn: 'gardens',
	pl: 'place',
	sq: 'square',
	terr: 'terrace',
	ter: 'terrace',
	ct: 'court',
	gr: 'grove',
	pk: 'park'
};

/** A street's name for comparing: lower case, no punctuation, a last word such as `Rd` written out. */
export function normaliseStreet(street: string): string {
	const words = normaliseWords(street).split(' ');
	const last = words.length > 1 ? ENDINGS[words[words.length - 1] as string] : undefined;
	if (last) words[words.length - 1] = last;
	return words.join(' ');
}

/** `St. John’s` and `st johns` are the same; so are composed and decomposed letters. */
function normaliseWords(text: string): string {
	return text
		.normalize('NFC')
		.toLowerCase()
		.replace(/['’‘`.]/g, '')
		.replace(/&/g, ' and ')
		.replace(/[\s,;()–—-]+/g, ' ')
		.trim();
}

/**
 * One spelling per door, for comparing and for its id: unit | number or name | street | locality.
 * A house's name counts only where there is no number, and the postcode never, because one phone may
 * know it and another not.
 */
export function normaliseAddress(door: AddressParts): string {
	const unit = normaliseWords(door.unit ?? '').replace(/^(flat|apartment|apt|unit|room) (?=.)/, '');
	const suffix = (door.suffix ?? '').replace(/\s+/g, '').toLowerCase();
	const house = door.number === undefined ? normaliseWords(door.name ?? '') : `${door.number}${suffix}`;
	return [unit, house, normaliseStreet(door.street), normaliseWords(door.locality ?? '')].join('|');
}
