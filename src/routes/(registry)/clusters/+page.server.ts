import { readCountry } from '$lib/server/deserts.ts';
import { forPage } from '$lib/server/page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ setHeaders }) => {
	const { clusters, sources } = await forPage(readCountry());
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	return { clusters, sources };
};
