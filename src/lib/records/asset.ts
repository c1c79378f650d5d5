/** What is there to build on and is no co-op: a hall, a skill, a tenants' group, land, money. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export const ASSET_SORTS = ['hall', 'skill', 'tenants_group', 'land', 'money', 'other'] as const;

export interface Asset extends Base {
	type: 'asset';
	sort: (typeof ASSET_SORTS)[number];
	name: string;
	/** In words. */
	place?: string;
	point?: [number, number];
	/** Whom to ask, and how. */
	contact?: string;
	note?: string;
}

export type AssetInput = Omit<Asset, keyof Base>;

export const assetRule: KindRule<Asset> = {
	type: 'asset',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		sort: f.oneOf(ASSET_SORTS),
		name: f.line(120),
		place: f.optional(f.line(160)),
		point: f.optional(f.point),
		contact: f.optional(f.line(160)),
		note: f.optional(f.lines(400))
	},
	sets: [],
	// A skill may be somebody's by name: all of it goes when they ask for that.
	kept: [],
	writers: ['organiser', 'volunteer']
};

export const asset = /* @__PURE__ */ define<Asset, AssetInput>(assetRule, {
	begin: (input) => ({ id: newId('asset'), fields: input }),
	personal: ['name', 'place', 'point', 'contact', 'note'],
	sample: () => ({
		_id: 'asset:01k0toad0ane000000000000u1',
		type: 'asset',
		schema: 1,
		created_at: '2026-09-12T12:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		sort: 'hall',
		name: 'Methodist hall, 60 chairs and a kitchen',
		place: 'Toad Lane'
	}),
	variant: () => ({
		sort: 'skill',
		name: 'Keeps books for small clubs',
		place: 'Spotland',
		point: [-2.16, 53.62],
		contact: 'Samuel, 01706 000000',
		note: 'Evenings only.'
	})
});
