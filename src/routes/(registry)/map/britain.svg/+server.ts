import { outlineSvg } from '$lib/map/outline.ts';

export const prerender = true;

export const GET = () => new Response(outlineSvg(), { headers: { 'content-type': 'image/svg+xml' } });
