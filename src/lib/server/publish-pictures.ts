import {
	bareId,
	groupDatabase,
	isErased,
	part,
	PART_BYTES,
	partId,
	picture,
	type Part,
	type Picture
} from '../records/index.ts';
import { joinParts } from '../rules/index.ts';
import { REGISTRY, type Doc } from './backend.ts';
import { barePicture } from './bare-picture.ts';
import { show, takeOut, withoutHistory } from './shown.ts';
import type { Site } from './site.ts';

/**
 * A picture as it stands in the registry. Its bytes stand beside it in parts, as in the group's database: a whole one is
 * more than a document may hold.
 */
export interface ShownPicture extends Doc, Pick<Picture, 'format' | 'width' | 'height' | 'about'> {
	bytes: number;
	parts: number;
	/** All parts are there. It stands before them and goes after them, so that none is ever left behind. */
	complete: boolean;
}

type ShownPart = Doc & Pick<Part, 'data'>;

const shownId = (group: string, id: string) => `picture:${group}:${bareId(id)}`;
const shownParts = (group: string, id: string) => `part:${group}:${bareId(id)}:`;

/**
 * Puts a picture of the group into the registry if it may be shown: it has come whole, is what it says, and everybody in
 * it has said yes. Its bytes are copied once: what was seen when it was published stays what is shown. `known` is what
 * stands there.
 */
export async function showPicture(
	site: Site,
	group: string,
	record: Picture & Doc,
	known?: ShownPicture
): Promise<'none' | 'stands' | 'written'> {
	if (!picture.publicView || picture.check(withoutHistory(record)).length > 0) return 'none';
	if (isErased(record) || record.consent !== true) return 'none';
	const id = record._id;
	const view = picture.publicView(record);
	const put = (facts: Pick<ShownPicture, 'bytes' | 'parts' | 'complete'>, read?: ShownPicture) =>
		show<ShownPicture>(site, record, view, shownId(group, id), () => facts, read);
	if (known?.complete) {
		const { bytes, parts, complete } = known;
		return (await put({ bytes, parts, complete }, known)).written ? 'written' : 'stands';
	}
	const bytes = await wholePicture(site, group, record);
	if (!bytes) return 'none';
	const facts = { bytes: bytes.length, parts: Math.ceil(bytes.length / PART_BYTES) };
	await put({ ...facts, complete: false });
	for (let n = 0; n < facts.parts; n += 1) {
		const data = Buffer.from(bytes.subarray(n * PART_BYTES, (n + 1) * PART_BYTES)).toString('base64');
		const one = { ...record, type: 'part', schema: part.schema };
		await show<ShownPart>(site, one, { data }, `${shownParts(group, id)}${n}`, () => ({}));
	}
	await put({ ...facts, complete: true });
	return 'written';
}

/** The picture's bytes from the group's own parts, as they may be shown; undefined while any is missing. */
async function wholePicture(site: Site, group: string, record: Picture): Promise<Uint8Array | undefined> {
	const db = groupDatabase(group);
	const data: string[] = [];
	for (let n = 0; n < record.parts; n += 1) {
		const one = await site.backend.get<Part & Doc>(db, partId(record._id, n));
		if (!one || isErased(one) || part.check(withoutHistory(one)).length > 0) return undefined;
		data.push(one.data);
	}
	const whole = joinParts(record, data);
	return whole && barePicture(whole, record.format);
}

/** Takes a picture out of the registry, its bytes first. */
export async function takeOutPicture(site: Site, doc: ShownPicture): Promise<void> {
	const [, group = '', id = ''] = doc._id.split(':');
	for (const one of await site.backend.allDocs(REGISTRY, shownParts(group, id))) await takeOut(site, one);
	await takeOut(site, doc);
}

/** A picture that stands in the registry, by its group and its own bare id. */
export async function readPicture(
	site: Site,
	group: string,
	id: string
): Promise<{ format: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
	const doc = await site.backend.get<ShownPicture>(REGISTRY, shownId(group, id));
	if (!doc?.complete) return undefined;
	const parts = await site.backend.allDocs<ShownPart>(REGISTRY, shownParts(group, id));
	const bytes = joinParts(
		doc,
		parts.map(({ data }) => data)
	);
	return bytes && { format: doc.format, bytes };
}
