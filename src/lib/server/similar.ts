import { similarCommunities, type Similar } from '../rules/nation/similar.ts';
import { dormantBy } from '../rules/nation/summary.ts';
import { currentSite } from './current-site.ts';
import { readNation, untilKinds } from './nation/kept.ts';
import type { Site } from './site.ts';

/** What was found, by community and day, until a community changes: nobody looks through a nation for every visitor. */
const known = untilKinds(['listing'], () => new Map<string, Similar>());

/** Communities like this one; none like one that is not published. */
export async function similarTo(slug: string, site?: Site): Promise<Similar> {
	const place = site ?? (await currentSite());
	const found = await known(place);
	const now = place.now();
	const key = `${now.toISOString().slice(0, 10)} ${slug}`;
	const before = found.get(key);
	if (before) return before;
	const { bySlug, communities } = await readNation(place);
	const of = bySlug.get(slug);
	if (!of) return { near: [], alike: [] };
	const answer = similarCommunities(of, communities, dormantBy(now));
	found.set(key, answer);
	return answer;
}
