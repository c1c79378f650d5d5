/** A block of flats: how one gets in, and how many floors it has. Its flats are doors that name it. */
import type { AddressParts } from './address.ts';
import { define } from './define.ts';
import { addressId } from './door.ts';
import * as f from './fields.ts';
import type { Base, KindRule } from './record.ts';

export const ACCESS = ['open', 'buzzer', 'locked', 'unknown'] as const;
/** Floors that a building may have; the tallest block of homes in Britain has some 80. */
export const MOST_FLOORS = 100;

export interface Building extends Base {
	type: 'building';
	/** Patch id. */
	patch: string;
	number?: number;
	/** The text after the leading number. */
	suffix?: string;
	/** Name of the house. */
	name?: string;
	street: string;
	locality?: string;
	postcode?: string;
	/** [longitude, latitude] */
	point?: [number, number];
	/** How many there are, the ground floor among them. */
	floors: number;
	access: (typeof ACCESS)[number];
	/** How to get in, whom to ask: nothing about a home. */
	note?: string;
}

/** `access` is `unknown` where left out. */
export type BuildingInput = Omit<Building, keyof Base | 'access'> & { access?: Building['access'] };

export const buildingRule: KindRule<Building> = {
	type: 'building',
	schema: 1,
	immutable: false,
	id: /^[0-9a-z]{26}:[0-9a-f]{16}$/,
	created: 'shared',
	fields: {
		patch: f.idOf('patch'),
		number: f.optional(f.whole(0, 99_999)),
		suffix: f.optional(f.line(40)),
		name: f.optional(f.line(80)),
		street: f.line(120),
		locality: f.optional(f.line(120)),
		postcode: f.optional(f.postcode),
		point: f.optional(f.point),
		floors: f.whole(1, MOST_FLOORS),
		access: f.oneOf(ACCESS),
		note: f.optional(f.lines(280))
	},
	sets: [],
	agree({ _id, patch }) {
		return _id.split(':')[1] === patch.split(':')[1] ? [] : [{ field: 'patch', code: 'contradiction' }];
	},
	writers: ['organiser', 'volunteer']
};

export const building = /* @__PURE__ */ define<Building, BuildingInput>(buildingRule, {
	begin: (input) => ({
		id: buildingId(input.patch, input),
		fields: { ...input, access: input.access ?? 'unknown' }
	}),
	personal: [
		'number',
		'suffix',
		'name',
		'street',
		'locality',
		'postcode',
		'point',
		'floors',
		'access',
		'note'
	],
	sample: () => ({
		_id: 'building:01k0toad0ane000000000000t1:3e23e8160039594a',
		type: 'building',
		schema: 1,
		created_at: '2026-06-02T10:05:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		patch: 'patch:01k0toad0ane000000000000t1',
		number: 60,
		name: 'Weavers House',
		street: 'Toad Lane',
		floors: 10,
		access: 'buzzer',
		note: 'The caretaker is in until noon.'
	}),
	variant: () => ({
		number: 62,
		suffix: 'a',
		name: 'Spinners House',
		street: 'Toad Ln',
		locality: 'Milnrow',
		postcode: 'OL16 3TA',
		point: [-2.1102, 53.6099],
		floors: 4,
		access: 'open',
		note: 'Ring at the shop.'
	})
});

/** The id of a building: the same on every phone for the same address in the same patch. */
export function buildingId(patch: string, address: AddressParts): string {
	return addressId('building', patch, address);
}
