import { examples } from '$lib/features/commitments/examples.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { askNation } from '$lib/server/nation/figures.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** There is nothing here that needs a script. */
export const csr = false;

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	const site = await forPage(currentSite());
	const asked = await forPage(askNation(site, url.searchParams));
	if (!asked.ok) error(400, { message: asked.field, code: 'asked' });
	const { scope, figures, councils, day } = asked;
	const titles = Object.fromEntries(examples().map(({ id, title }) => [id, title]));
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	return { scope, figures, councils, day, titles };
};
