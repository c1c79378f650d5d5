import { answerDescription } from '$lib/server/open-data/api.ts';
import type { RequestHandler } from './$types';

export const prerender = false;

export const GET: RequestHandler = ({ request, url }) => answerDescription(request, url.origin);
