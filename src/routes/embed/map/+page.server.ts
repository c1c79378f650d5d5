import { thinOut, type EmbeddedMap } from '$lib/features/registry/embed/public-embed.ts';
import { isDemo, readAsked, writeAsked } from '$lib/rules/nation/index.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { forPage } from '$lib/server/page.ts';
import { allThatFit } from '$lib/server/registry.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** In the list of a frame, unless its address says how many. */
const FEW = 12;

export const load: PageServerLoad = async ({ url, setHeaders }): Promise<{ found: EmbeddedMap }> => {
	const read = readAsked(url.searchParams);
	if (!read.ok) error(400, { message: read.problems.map(({ field }) => field).join(', '), code: 'asked' });
	const { limit = FEW, after: _, ...asked } = read.asked;
	const all = await forPage(allThatFit(asked, await forPage(currentSite())));
	const real = all.filter((one) => !isDemo(one));
	const placed = real.flatMap(({ slug, point }) => (point ? [{ id: slug, point }] : []));
	const search = writeAsked(asked).toString();
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	return {
		found: {
			...{ communities: real.slice(0, limit), total: real.length },
			...{ points: thinOut(placed), placed: placed.length },
			page: search ? `/communities?${search}` : '/communities'
		}
	};
};
