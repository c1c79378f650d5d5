import { eraseRecord, isErased, partId, type Base, type Part, type Picture } from '../records/index.ts';
import { joinParts } from '../rules/index.ts';
import { StoreError, type GroupStore } from './types.ts';

const idsOf = ({ _id, parts }: Picture) => Array.from({ length: parts }, (_, n) => partId(_id, n));

/** A picture to be shown; undefined until all of its parts are on this phone, and once it was erased. */
export async function readPicture(store: GroupStore, id: string): Promise<Blob | undefined> {
	const picture = await store.get<Picture>(id);
	if (!picture || isErased(picture)) return undefined;
	const found = await Promise.all(idsOf(picture).map((one) => store.get<Part>(one)));
	const parts = found.filter((one) => one !== undefined && !isErased(one)) as Part[];
	const bytes = joinParts(
		picture,
		parts.map(({ data }) => data)
	);
	return bytes && new Blob([bytes], { type: picture.format });
}

/**
 * Takes a picture back for good, with its parts; those that have not come to this phone are erased before they do. All
 * in one go, so that no part is left behind without the picture that knows of it.
 */
export async function erasePicture(store: GroupStore, id: string, at: string): Promise<void> {
	const picture = await store.get<Picture>(id);
	if (!picture) throw new StoreError('not_found');
	if (isErased(picture)) return;
	const ids = idsOf(picture);
	const found = await Promise.all(ids.map((one) => store.get<Part>(one)));
	const { schema, created_at, created_by } = picture;
	const parts = ids.map(
		(_id, n) => found[n] ?? ({ _id, type: 'part', schema, created_at, created_by, data: '' } as Part)
	);
	await store.put(...[picture, ...parts].map((one) => asMerged(eraseRecord<Base>(one, at))));
}

/** Without the revision it was read at: a version that came meanwhile is erased with it. */
function asMerged(record: Base): Picture | Part {
	return Object.fromEntries(Object.entries(record).filter(([name]) => name !== '_rev')) as unknown as
		Picture | Part;
}
