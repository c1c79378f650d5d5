/** Answers to questions about communities, for pages, phones and anybody's program. */
import { readAsked } from '../../rules/nation/index.ts';
import { upcomingEvents } from '../events.ts';
import { refuseAsked } from '../open-data/asked-words.ts';
import { answerOpen } from '../open-data/open-answer.ts';
import { answerFile, textFile } from '../packed-file.ts';
import { listCommunities, offeredChoices } from '../registry.ts';
import type { Site } from '../site.ts';
import { latestStories } from '../stories.ts';

const JSON_TYPE = { type: 'application/json' };

/** Answers `GET /api/communities`: communities that fit, a page at a time, or 400 and what is wrong with the question. */
export async function answerFound(site: Site, request: Request): Promise<Response> {
	const read = readAsked(new URL(request.url).searchParams);
	if (!read.ok) return refuseAsked(read.problems);
	return answerOpen(JSON.stringify(await listCommunities(read.asked, site)), request, JSON_TYPE);
}

/** Events and stories below the whole list. */
const LATEST = 3;

/** Answers `GET /api/beside`: what the page of communities shows beside its list. */
export async function answerBeside(site: Site, request: Request): Promise<Response> {
	const [offered, stories, events] = await Promise.all([
		offeredChoices(site),
		latestStories({ limit: LATEST }, site),
		upcomingEvents({ limit: LATEST }, site)
	]);
	const text = JSON.stringify({ ...offered, stories, events });
	return answerFile(textFile(text), request, { 'content-type': JSON_TYPE.type });
}
