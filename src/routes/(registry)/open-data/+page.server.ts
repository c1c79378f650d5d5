import { isDemo } from '$lib/rules/nation/index.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { forPage } from '$lib/server/page.ts';
import { allCommunities } from '$lib/server/registry.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ setHeaders }) => {
	const all = await forPage(allCommunities(await forPage(currentSite())));
	const best = all.find((one) => !isDemo(one)) ?? all[0];
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	return { example: best && { slug: best.slug, name: best.name } };
};
