import { murmurationsProfile } from '../../rules/open-data/murmurations.ts';
import { readNation } from '../nation/kept.ts';
import { findCommunity } from '../registry.ts';
import type { Site } from '../site.ts';
import { answerOpen, refuseOpen } from './open-answer.ts';

/** Answers with a community's profile for the Murmurations network. */
export async function answerProfile(
	site: Site,
	request: Request,
	origin: string,
	slug: string
): Promise<Response> {
	const community = await findCommunity(slug, site);
	if (!community) return refuseOpen(404, 'not_found', 'There is no community at this address.');
	const { councils } = (await readNation(site)).places;
	const nation = community.council === undefined ? undefined : councils.get(community.council)?.nation;
	return answerOpen(JSON.stringify(murmurationsProfile(community, origin, nation)), request, {
		type: 'application/json'
	});
}
