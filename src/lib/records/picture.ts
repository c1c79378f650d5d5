/**
 * A picture, made small on the phone: what it shows, in words, and how many parts it comes in. Can be taken back for
 * good by erasing it with its parts.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

/** Bytes of a whole picture at most. */
export const MOST_PICTURE_BYTES = 200_000;
/** Bytes of one part: as base64 it stays well below what one document may hold. */
export const PART_BYTES = 36_000;
export const MOST_PARTS = Math.ceil(MOST_PICTURE_BYTES / PART_BYTES);
export const PICTURE_FORMATS = ['image/jpeg', 'image/webp', 'image/png'] as const;

export interface Picture extends Base {
	type: 'picture';
	format: (typeof PICTURE_FORMATS)[number];
	/** In pixels. */
	width: number;
	height: number;
	bytes: number;
	/** How many parts it comes in. */
	parts: number;
	/** What is to be seen, for those who can't see it. */
	about?: string;
	/** Everybody who can be recognised has said yes to its being shown in public. */
	consent?: boolean;
}

export type PictureInput = Omit<Picture, keyof Base | 'parts'>;

const pixels = f.whole(1, 8000);

export const pictureRule: KindRule<Picture> = {
	type: 'picture',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		format: f.oneOf(PICTURE_FORMATS),
		width: pixels,
		height: pixels,
		bytes: f.whole(1, MOST_PICTURE_BYTES),
		parts: f.whole(1, MOST_PARTS),
		about: f.optional(f.line(200)),
		consent: f.optional(f.flag)
	},
	sets: [],
	kept: [],
	agree({ erased, bytes, parts }) {
		if (erased !== undefined || parts === Math.ceil(bytes / PART_BYTES)) return [];
		return [{ field: 'parts', code: 'contradiction' }];
	},
	writers: ['organiser', 'volunteer']
};

export const picture = /* @__PURE__ */ define<Picture, PictureInput>(pictureRule, {
	begin: (input) => ({
		id: newId('picture'),
		fields: { ...input, parts: Math.ceil(input.bytes / PART_BYTES) }
	}),
	personal: ['consent'],
	publicView: ({ format, width, height, about }) => ({ format, width, height, about }),
	sample: () => ({
		_id: 'picture:01k0toad0ane000000000000h1',
		type: 'picture',
		schema: 1,
		created_at: '2026-07-12T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		format: 'image/jpeg',
		width: 1280,
		height: 960,
		bytes: 120_000,
		parts: 4,
		about: 'A long table down the middle of Toad Lane.'
	}),
	variant: () => ({
		about: 'The table, from the other end.',
		consent: true
	})
});
