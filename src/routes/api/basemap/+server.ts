import { currentBasemap } from '$lib/server/current-basemap.ts';
import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const prerender = false;

/** Whether there is ground to draw, and what it covers. */
export const GET: RequestHandler = async () =>
	json({ basemap: (await currentBasemap())?.facts ?? null }, { headers: { 'cache-control': 'no-cache' } });
