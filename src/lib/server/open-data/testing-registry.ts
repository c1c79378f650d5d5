/** A registry with something in it, for the tests of what is read from it. */
import { event, listing, newGroupId, newUlid, story, type Listing } from '../../records/index.ts';
import { REGISTRY, type Doc } from '../backend.ts';
import type { Site } from '../site.ts';

/** Text that means something to every format it may get into, and nothing where it is only text. */
export const HOSTILE = '=1+1</script><b>&amp; "quoted", \'so\' ]]> \u202egnirts\u2069 {{x}} \ud83c\udf3b';
/** What no XML may hold, even escaped; records refuse it, and files must not rely on that. */
export const UNSAYABLE = '\u0000\u0007\ufffe\ud800';

export interface Made {
	group: string;
	slug: string;
	id: string;
}

/** Puts a listing into the registry as the publisher would. */
export async function putListing(
	site: Site,
	slug: string,
	changes: Partial<Listing> & { registered_at?: string } = {},
	group = newGroupId()
): Promise<Made> {
	const id = `listing:${group}`;
	const more = { _id: id, slug, registered_at: '2026-01-05T10:00:00.000Z', created_by: 'server' };
	await site.backend.put(REGISTRY, { ...listing.sample(), ...more, ...changes } as unknown as Doc);
	return { group, slug, id };
}

/** Puts a story of a community there; with a picture when it is asked for. */
export async function putStory(site: Site, { group, slug }: Made, changes: object = {}, pictured = false) {
	const [id, picture] = [newUlid(), newUlid()];
	const told = { ...story.publicView?.({ ...story.sample(), pictures: undefined }), ...changes };
	const base = { type: 'story', schema: 1, created_at: '2026-02-01T10:00:00.000Z', created_by: 'server' };
	if (pictured)
		await site.backend.put(REGISTRY, {
			...{ ...base, _id: `picture:${group}:${picture}`, type: 'picture', format: 'image/jpeg' },
			...{ width: 40, height: 30, about: HOSTILE, bytes: 1234, parts: 1, complete: true }
		});
	await site.backend.put(REGISTRY, {
		...{ ...base, ...told, _id: `story:${group}:${id}`, slug },
		...{ registered_at: '2026-02-01T10:00:00.000Z', pictures: pictured ? [picture] : [] }
	});
	return id;
}

/** Puts an event of a community there. */
export async function putEvent(site: Site, { group, slug }: Made, changes: object = {}) {
	const id = newUlid();
	const planned = { ...(event.publicView?.(event.sample()) as object), sequence: 0, ...changes };
	const at = '2026-02-01T10:00:00.000Z';
	await site.backend.put(REGISTRY, {
		...{ type: 'event', schema: 1, created_at: at, created_by: 'server', ...planned },
		...{ _id: `event:${group}:${id}`, slug, registered_at: at, changed_at: at }
	} as Doc);
	return id;
}

/** Takes out whatever stands under an id. */
export async function takeDown(site: Site, id: string): Promise<void> {
	const doc = await site.backend.get(REGISTRY, id);
	if (doc) await site.backend.put(REGISTRY, { _id: id, _rev: doc._rev, _deleted: true } as Doc);
}
