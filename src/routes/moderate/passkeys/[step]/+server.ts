import { answerPasskey } from '$lib/server/moderate-session.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => answerPasskey(event);
