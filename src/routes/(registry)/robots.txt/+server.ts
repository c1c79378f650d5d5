import { answerOpen } from '$lib/server/open-data/open-answer.ts';
import { robots } from '$lib/server/open-data/sitemap.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = ({ request, url }) =>
	answerOpen(robots(url.origin), request, { type: 'text/plain; charset=utf-8' });
