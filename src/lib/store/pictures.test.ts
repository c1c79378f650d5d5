import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
	isErased,
	newGroupId,
	newId,
	partId,
	type Author,
	type Part,
	type Picture
} from '../records/index.ts';
import { pictureRecords } from '../rules/index.ts';
import { memoryStorage } from './memory-storage.ts';
import { openGroup } from './open.ts';
import { erasePicture, readPicture } from './pictures.ts';
import type { GroupStore } from './types.ts';

const ann: Author = { member: newId('member'), device: 'ann', at: '2026-07-01T18:00:00.000Z' };
const later = '2026-07-02T18:00:00.000Z';
const bytes = Uint8Array.from({ length: 80_000 }, (_, i) => (i * 31) % 256);
let store: GroupStore;

beforeEach(async () => {
	globalThis.localStorage = memoryStorage();
	store = await openGroup(newGroupId());
});

afterEach(() => store.close());

function aPicture(): { picture: Picture; parts: Part[] } {
	const made = pictureRecords(bytes, { format: 'image/jpeg', width: 40, height: 30 }, ann);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
}

test('a picture is there once the last of its parts has come, in whatever order', async () => {
	const { picture, parts } = aPicture();
	expect(await readPicture(store, picture._id)).toBeUndefined();
	await store.put(parts[2] as Part, picture, parts[0] as Part);
	expect(await readPicture(store, picture._id)).toBeUndefined();
	await store.put(parts[1] as Part);
	const shown = await readPicture(store, picture._id);
	expect(shown?.type).toBe('image/jpeg');
	expect(Buffer.from((await shown?.arrayBuffer()) ?? new ArrayBuffer()).equals(bytes)).toBe(true);
});

test('an erased picture is gone with all of its parts, those that come later too', async () => {
	const { picture, parts } = aPicture();
	const last = parts[2] as Part;
	await store.put(picture, ...parts.slice(0, 2));
	await erasePicture(store, picture._id, later);
	await store.put(last);
	expect(await readPicture(store, picture._id)).toBeUndefined();
	for (const id of [picture._id, ...parts.map((_, n) => partId(picture._id, n))])
		expect(isErased((await store.get(id)) as Part)).toBe(true);
	expect(await (await store.exportCopy()).text()).not.toContain('"data":"');
});

test('erasing twice changes nothing, and what is not there can’t be erased', async () => {
	const { picture, parts } = aPicture();
	await store.put(picture, ...parts);
	await erasePicture(store, picture._id, later);
	const before = await store.get(picture._id);
	await erasePicture(store, picture._id, '2026-07-03T18:00:00.000Z');
	expect(await store.get(picture._id)).toEqual(before);
	await expect(erasePicture(store, newId('picture'), later)).rejects.toMatchObject({ code: 'not_found' });
});
