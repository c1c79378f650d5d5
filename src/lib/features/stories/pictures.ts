import { isErased, type Author, type Picture } from '$lib/records';
import { pictureRecords } from '$lib/rules';
import { erasePicture, StoreError, type GroupStore } from '$lib/store';
import type { ChosenPicture } from '$lib/ui';
import type { DraftPicture } from './story-draft.ts';

/** Keeps a picture that was chosen in the group's store, before its story is saved. Answers its id. */
export async function keepPicture(store: GroupStore, chosen: ChosenPicture, author: Author): Promise<string> {
	const { bytes, format, width, height } = chosen;
	const made = pictureRecords(bytes, { format, width, height }, author);
	if (!made.ok) throw new StoreError('invalid_record', made.problems);
	await store.put(made.record.picture, ...made.record.parts);
	return made.record.picture._id;
}

/** Notes what is to be seen on each picture, and whether everybody in it has said yes. */
export async function notePictures(
	store: GroupStore,
	pictures: readonly DraftPicture[],
	author: Author
): Promise<void> {
	for (const { id, about, consent } of pictures) {
		const known = await store.get<Picture>(id);
		if (!known || isErased(known)) continue;
		const said = { about: about.trim() || undefined, consent: consent || undefined };
		if (known.about !== said.about || (known.consent ?? false) !== consent)
			await store.edit<Picture>(id, said, author);
	}
}

/** Erases pictures that belong to no story any more. */
export async function dropPictures(store: GroupStore, ids: readonly string[], at: string): Promise<void> {
	for (const id of ids) if (await store.get(id)) await erasePicture(store, id, at);
}
