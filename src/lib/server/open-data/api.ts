/** The registry for other people's programs: read only, described in `/api/openapi.json`. */
import { eventsAfter, type ToldEvent } from '../events.ts';
import { findCommunity, type PublicCommunity } from '../registry.ts';
import type { Site } from '../site.ts';
import { storiesAfter, type ToldStory } from '../stories.ts';
import { answerOpen, refuseOpen, SAID } from './open-answer.ts';
import { describeApi } from './openapi.ts';

const JSON_TYPE = { type: 'application/json' };
/** Of a list at a time. */
const ONE_PAGE = 50;

const noCommunity = () => refuseOpen(404, 'not_found', 'There is no community at this address.');

/** Answers with all that a community shows of itself. */
export async function answerCommunity(
	site: Site,
	request: Request,
	origin: string,
	slug: string
): Promise<Response> {
	const community = await findCommunity(slug, site);
	if (!community) return noCommunity();
	const address = `${origin}/communities/${slug}`;
	const more = {
		stories: `${address}/stories.atom`,
		events: `${address}/events.ics`,
		linked_data: `${address}.jsonld`,
		murmurations: `${address}/murmurations.json`
	};
	const body = { ...SAID, community: { ...shown(community), address, more } };
	return answerOpen(JSON.stringify(body), request, JSON_TYPE);
}

/** Field by field, so that nothing is told by accident. Ways to reach a group are on its page, and not for collecting. */
function shown(one: PublicCommunity) {
	const { slug, name, kind, about, place, postcode, point, display_area, tags, status, commitments } = one;
	const { review, as_of, registered_at, liveness, council, pilot, partners } = one;
	return {
		...{ slug, name, kind, about, place, postcode_district: postcode, point, area: display_area },
		...{ council_code: council, tags, status, liveness, pilot: pilot === true },
		...{ commitments, partners, review, as_of, registered_at }
	};
}

interface ListAsked {
	limit: number;
	after?: string;
	slug?: string;
}

/** What is asked of a list, or the answer to what makes no sense. */
function readList(params: URLSearchParams): ListAsked | Response {
	const limit = params.get('limit')?.trim() || String(ONE_PAGE);
	if (!/^\d{1,9}$/.test(limit) || Number(limit) < 1 || Number(limit) > ONE_PAGE)
		return refuseOpen(400, 'bad_question', `“limit” must be a whole number between 1 and ${ONE_PAGE}.`);
	const after = params.get('after')?.trim() || undefined;
	if (after !== undefined && !/^[0-9a-z]{26}$/.test(after))
		return refuseOpen(400, 'bad_question', '“after” must be the “after” of the page before.');
	const slug = params.get('community')?.trim() || undefined;
	return { limit: Number(limit), after, slug };
}

/** A page of a list, told by `say`, with where the next one begins. */
async function answerList<T extends { id: string }>(
	site: Site,
	{ request, url }: { request: Request; url: URL },
	name: string,
	read: (asked: ListAsked & { real: true }) => Promise<T[] | undefined>,
	say: (one: T) => object
): Promise<Response> {
	const asked = readList(url.searchParams);
	if (asked instanceof Response) return asked;
	if (asked.slug !== undefined && !(await findCommunity(asked.slug, site))) return noCommunity();
	const found = await read({ ...asked, limit: asked.limit + 1, real: true });
	if (!found)
		return refuseOpen(400, 'gone', 'What “after” names is not in the list any more. Begin again without it.');
	const page = found.slice(0, asked.limit);
	const after = found.length > asked.limit ? page.at(-1)?.id : undefined;
	return answerOpen(JSON.stringify({ ...SAID, [name]: page.map(say), after }), request, JSON_TYPE);
}

/** Answers with stories, the newest first. */
export const answerStories = (site: Site, asked: { request: Request; url: URL }): Promise<Response> =>
	answerList(site, asked, 'stories', (question) => storiesAfter(question, site), toldBy(asked.url.origin));

const toldBy = (origin: string) => (one: ToldStory) => {
	const { id, slug, community, title, text, figure, told_at, commitment, pictures } = one;
	return {
		...{ id, address: `${origin}/communities/${slug}#story-${id}`, community: { slug, name: community } },
		...{ title, text, figure, told_at, commitment },
		pictures: pictures.map(({ src, ...picture }) => ({ address: origin + src, ...picture }))
	};
};

/** Answers with what communities plan, the next one first. */
export const answerEvents = (site: Site, asked: { request: Request; url: URL }): Promise<Response> =>
	answerList(site, asked, 'events', (question) => eventsAfter(question, site), plannedBy(asked.url.origin));

const plannedBy = (origin: string) => (one: ToldEvent) => {
	const { id, slug, community, kind, title, when, place, point, about, capacity, status, changed_at } = one;
	return {
		...{ id, address: `${origin}/communities/${slug}/events/${id}`, community: { slug, name: community } },
		...{ kind, title, when, place, point, about, capacity, status, changed_at }
	};
};

/** Answers with the description of all this. */
export const answerDescription = (request: Request, origin: string): Promise<Response> =>
	answerOpen(JSON.stringify(describeApi(origin)), request, JSON_TYPE);
