/** Answers to questions about communities, for pages, phones and anybody's program. */
import { AREAS, COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import { PAGE_MOST, readAsked, type AskedProblem } from '../../rules/nation/index.ts';
import { upcomingEvents } from '../events.ts';
import { sendJson } from '../packed-text.ts';
import { listCommunities, offeredChoices } from '../registry.ts';
import type { Site } from '../site.ts';
import { latestStories } from '../stories.ts';

/** What each parameter may be, as a sentence goes on after its name. */
const MAY_BE: Record<string, string> = {
	kind: `is one of ${COMMUNITY_KINDS.join(', ')}`,
	area: `is one of ${AREAS.join(', ')}`,
	status: `is one of ${STATUSES.join(', ')}`,
	dormant: 'is “yes”, or is left out',
	placeless: 'is “yes”, or is left out',
	within: 'is a whole number of metres from 1 to 2000000',
	limit: `is a whole number from 1 to ${PAGE_MOST}`,
	near: 'is a longitude and a latitude in degrees, such as -2.16,53.62'
};
const TEXT_MAY_BE = 'is at most 100 characters';

const sentenceOf = ({ field }: AskedProblem): string => `“${field}” ${MAY_BE[field] ?? TEXT_MAY_BE}.`;

/** Answers `GET /api/communities`: communities that fit, a page at a time, or 400 and what is wrong with the question. */
export async function answerFound(site: Site, request: Request): Promise<Response> {
	const read = readAsked(new URL(request.url).searchParams);
	if (!read.ok) {
		const { problems } = read;
		const message = problems.map(sentenceOf).join(' ');
		return sendJson(request, { code: 'invalid', message, problems }, { status: 400, cache: 'no-store' });
	}
	return sendJson(request, await listCommunities(read.asked, site));
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
	return sendJson(request, { ...offered, stories, events });
}
