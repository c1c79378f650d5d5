import { currentBasemap } from '$lib/server/current-basemap.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

const serve: RequestHandler = async ({ request }) =>
	(await currentBasemap())?.serve(request) ?? new Response(null, { status: 404 });

export const GET = serve;
export const HEAD = serve;
