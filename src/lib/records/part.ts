/** One part of a picture, so that no document is larger than a bad line can carry. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId } from './ids.ts';
import { MOST_PARTS, PART_BYTES } from './picture.ts';
import type { Base, KindRule } from './record.ts';

export interface Part extends Base {
	type: 'part';
	/** Bytes in base64; what of the picture it is stands in the id, counted from 0. */
	data: string;
}

/** `picture` is the picture's id, `n` counts from 0. */
export type PartInput = { picture: string; n: number; data: string };

export const partRule: KindRule<Part> = {
	type: 'part',
	schema: 1,
	immutable: false,
	id: new RegExp(`^[0-9a-z]{26}:[0-${MOST_PARTS - 1}]$`),
	created: 'fixed',
	fields: { data: f.matching(/^[A-Za-z0-9+/]+={0,2}$/, (PART_BYTES / 3) * 4) },
	sets: [],
	kept: [],
	bulky: true,
	writers: ['organiser', 'volunteer']
};

/** The id of a part of a picture, counted from 0. */
export const partId = (picture: string, n: number): string => `part:${bareId(picture)}:${n}`;

export const part = /* @__PURE__ */ define<Part, PartInput>(partRule, {
	begin: ({ picture, n, data }) => ({ id: partId(picture, n), fields: { data } }),
	personal: ['data'],
	sample: () => ({
		_id: 'part:01k0toad0ane000000000000h1:0',
		type: 'part',
		schema: 1,
		created_at: '2026-07-12T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		data: '/9j/4AAQSkZJRg=='
	}),
	variant: () => ({ data: '/9j/4AAQSkZJRgABAQ==' })
});
