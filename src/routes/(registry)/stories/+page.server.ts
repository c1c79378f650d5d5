import { forPage } from '$lib/server/page.ts';
import { latestStories } from '$lib/server/stories.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Stories on one page; more follow behind a link. */
const onePage = 20;

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	const after = url.searchParams.get('after') ?? '';
	if (!/^([0-9a-z]{26})?$/.test(after)) error(400, { message: 'after', code: 'asked' });
	const found = await forPage(latestStories({ limit: onePage + 1, ...(after && { after }) }));
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const stories = found.slice(0, onePage);
	return { stories, after: found.length > onePage ? stories.at(-1)?.id : undefined };
};
