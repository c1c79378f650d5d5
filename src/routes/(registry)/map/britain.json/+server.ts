import { outlineGeoJson } from '$lib/map/outline.ts';
import { json } from '@sveltejs/kit';

export const prerender = true;

export const GET = () => json(outlineGeoJson());
