import { createHash } from 'node:crypto';
import { readPicture } from './publish-pictures.ts';
import type { Site } from './site.ts';

const ULID = /^[0-9a-z]{26}$/;
/** Kept for a day: a picture's bytes never change, and one that was taken down must be gone soon. */
const CACHED = 'public, max-age=86400';

/** A published picture of a group as it is asked for by its address; 404 for anything else. */
export async function answerPicture(site: Site, group: string, id: string): Promise<Response> {
	const found = ULID.test(group) && ULID.test(id) ? await readPicture(site, group, id) : undefined;
	if (!found) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
	const etag = `"${createHash('sha256').update(found.bytes).digest('base64url').slice(0, 27)}"`;
	return new Response(found.bytes, {
		headers: {
			'content-type': found.format,
			'content-length': String(found.bytes.length),
			'x-content-type-options': 'nosniff',
			'cache-control': CACHED,
			etag
		}
	});
}
