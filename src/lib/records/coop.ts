/** A co-op that the group added itself, because nobody had listed it. Those of the directory are no records of a group. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { idFrom, newId } from './ids.ts';
import { NEEDS } from './lists.ts';
import type { Base, KindRule } from './record.ts';

export type Need = (typeof NEEDS)[number];

export interface Coop extends Base {
	type: 'coop';
	name: string;
	trading_name?: string;
	/** How it is organised: a code of ESSGlobal's organisational structures, such as OS60. */
	structure?: string;
	/** What it does: a code of ESSGlobal's ICA activities, such as ICA210. */
	activity?: string;
	/** Who its members are: a code of ESSGlobal's base membership types, such as BMT30. */
	membership?: string;
	/** In words. */
	sector?: string;
	/** Where strangers find it; left out where that is somebody's home. */
	address?: string;
	/** The village or town. */
	place?: string;
	postcode?: string;
	point?: [number, number];
	website?: string;
	/** What neighbours can use it for. */
	needs: Need[];
	/** Whose list it was taken from, and on which terms that may be shown. */
	source?: string;
	licence?: string;
}

/** `row` is what tells it in a list that it came from: phones that bring the same list make one record of it. */
export type CoopInput = Omit<Coop, keyof Base | 'needs'> & { needs?: Need[]; row?: string };

export const coopRule: KindRule<Coop> = {
	type: 'coop',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'shared',
	fields: {
		name: f.line(160),
		trading_name: f.optional(f.line(160)),
		structure: f.optional(f.matching(/^OS\d{1,4}$/)),
		activity: f.optional(f.matching(/^ICA\d{1,4}$/)),
		membership: f.optional(f.matching(/^BMT\d{1,4}$/)),
		sector: f.optional(f.line(120)),
		address: f.optional(f.line(200)),
		place: f.optional(f.line(120)),
		postcode: f.optional(f.postcode),
		point: f.optional(f.point),
		website: f.optional(f.link),
		needs: f.setOf(f.oneOf(NEEDS), NEEDS.length),
		source: f.optional(f.line(200)),
		licence: f.optional(f.line(120))
	},
	sets: ['needs'],
	writers: ['organiser', 'volunteer']
};

export const coop = /* @__PURE__ */ define<Coop, CoopInput>(coopRule, {
	begin: ({ row, ...input }) => ({
		id: row === undefined ? newId('coop') : idFrom('coop', row),
		fields: { ...input, needs: input.needs ?? [] }
	}),
	personal: [],
	publicView: (record) => ({
		name: record.name,
		trading_name: record.trading_name,
		structure: record.structure,
		activity: record.activity,
		membership: record.membership,
		sector: record.sector,
		address: record.address,
		place: record.place,
		postcode: record.postcode,
		point: record.point,
		website: record.website,
		needs: record.needs,
		source: record.source,
		licence: record.licence
	}),
	sample: () => ({
		_id: 'coop:01k0toad0ane000000000000q1',
		type: 'coop',
		schema: 1,
		created_at: '2026-09-12T10:20:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		name: 'Toad Lane Bakers',
		structure: 'OS60',
		place: 'Rochdale',
		point: [-2.1602, 53.6176],
		needs: ['food', 'work']
	}),
	variant: () => ({
		name: 'Spotland Community Shop',
		trading_name: 'The Spotland Shop',
		structure: 'OS80',
		activity: 'ICA260',
		membership: 'BMT10',
		sector: 'Retail',
		address: '12 Spotland Road',
		place: 'Spotland',
		postcode: 'OL12 6PX',
		point: [-2.17, 53.62],
		website: 'https://shop.example/',
		needs: ['food', 'culture'],
		source: 'Rochdale Council, list of co-ops',
		licence: 'Open Government Licence 3.0'
	})
});
