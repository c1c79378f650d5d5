/** A front door. The door, not the person behind it, is the record. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { normaliseAddress, tidyPostcode, type AddressParts } from './address.ts';
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export const SIDES = ['odd', 'even', 'none'] as const;
export const DOOR_SOURCES = ['csv', 'osm', 'range', 'added'] as const;

export interface Door extends Base {
	type: 'door';
	/** Patch id. */
	patch: string;
	/** The block of flats that it is in: a building's id. */
	building?: string;
	/** 0 is the ground floor. */
	floor?: number;
	number?: number;
	/** The text after the leading number: `a`, `a-20`, `,2a,2b`. */
	suffix?: string;
	/** Flat, room or unit. */
	unit?: string;
	/** Name of the house. */
	name?: string;
	/** The street, or what stands for one where there is none: a terrace, a hamlet, an estate. */
	street: string;
	locality?: string;
	postcode?: string;
	/** [longitude, latitude] */
	point?: [number, number];
	side: (typeof SIDES)[number];
	source: (typeof DOOR_SOURCES)[number];
}

/** `side` follows from the number where left out; `source` is `added` where left out. */
export type DoorInput = Omit<Door, keyof Base | 'side' | 'source'> & {
	side?: Door['side'];
	source?: Door['source'];
};

export const doorRule: KindRule<Door> = {
	type: 'door',
	schema: 1,
	immutable: false,
	id: /^[0-9a-z]{26}:[0-9a-f]{16}$/,
	created: 'shared',
	fields: {
		patch: f.idOf('patch'),
		building: f.optional(f.buildingId),
		floor: f.optional(f.whole(-5, 200)),
		number: f.optional(f.whole(0, 99_999)),
		suffix: f.optional(f.line(40)),
		unit: f.optional(f.line(40)),
		name: f.optional(f.line(80)),
		street: f.line(120),
		locality: f.optional(f.line(120)),
		postcode: f.optional(f.postcode),
		point: f.optional(f.point),
		side: f.oneOf(SIDES),
		source: f.oneOf(DOOR_SOURCES)
	},
	sets: [],
	agree({ _id, patch, building, number, suffix, unit, name }) {
		if (_id.split(':')[1] !== patch.split(':')[1]) return [{ field: 'patch', code: 'contradiction' }];
		if (building !== undefined && building.split(':')[1] !== patch.split(':')[1])
			return [{ field: 'building', code: 'contradiction' }];
		if (suffix !== undefined && number === undefined) return [{ field: 'number', code: 'required' }];
		const told = number !== undefined || unit !== undefined || name !== undefined;
		return told ? [] : [{ field: 'number', code: 'required' }];
	},
	writers: ['organiser', 'volunteer']
};

export const door = /* @__PURE__ */ define<Door, DoorInput>(doorRule, {
	begin: (input) => ({
		id: doorId(input.patch, input),
		fields: {
			...input,
			...(input.postcode && { postcode: tidyPostcode(input.postcode) }),
			side: input.side ?? sideOf(input.number),
			source: input.source ?? 'added'
		}
	}),
	personal: [
		'building',
		'floor',
		'number',
		'suffix',
		'unit',
		'name',
		'street',
		'locality',
		'postcode',
		'point',
		'side',
		'source'
	],
	sample: () => ({
		_id: 'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
		type: 'door',
		schema: 1,
		created_at: '2026-06-02T10:05:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		patch: 'patch:01k0toad0ane000000000000t1',
		number: 14,
		suffix: 'a',
		unit: 'Flat 2',
		street: 'Toad Lane',
		locality: 'Rochdale',
		postcode: 'OL12 6AA',
		point: [-2.1565, 53.6187],
		side: 'even',
		source: 'range'
	}),
	variant: () => ({
		building: 'building:01k0toad0ane000000000000t1:3e23e8160039594a',
		floor: 2,
		number: 16,
		suffix: 'b',
		unit: 'Flat 3',
		name: 'The Cottage',
		street: 'Toad Ln',
		locality: 'Milnrow',
		postcode: 'OL16 3TA',
		point: [-2.1102, 53.6099],
		side: 'none',
		source: 'added'
	})
});

/** The id of a door: the same on every phone for the same address in the same patch. */
export function doorId(patch: string, address: AddressParts): string {
	return addressId('door', patch, address);
}

/**
 * An id that follows from an address, from which no address can be read. 64 bits of SHA-256 make a clash within a patch
 * of 10,000 doors less likely than 1 in 10^11.
 */
export function addressId(type: string, patch: string, address: AddressParts): string {
	const hash = bytesToHex(sha256(utf8ToBytes(`${patch}\n${normaliseAddress(address)}`)));
	return `${type}:${bareId(patch)}:${hash.slice(0, 16)}`;
}

/** The side of the street that a number is on. */
export function sideOf(number: number | undefined): Door['side'] {
	if (number === undefined) return 'none';
	return number % 2 === 1 ? 'odd' : 'even';
}
