import { figuresOfExamples } from '$lib/server/examples.ts';
import { forPage } from '$lib/server/page.ts';
import { json } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import type { RequestHandler } from './$types';

export const prerender = false;

/** How each example went for the communities that took it up. */
export const GET: RequestHandler = async () => {
	const figures = await forPage(figuresOfExamples());
	const etag = createHash('sha256').update(JSON.stringify(figures)).digest('base64url').slice(0, 27);
	return json(figures, { headers: { 'cache-control': 'no-cache', etag: `"${etag}"` } });
};
