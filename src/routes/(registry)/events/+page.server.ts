import { upcomingEvents } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Events on one page; more follow behind a link. */
const onePage = 30;

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	const after = url.searchParams.get('after') ?? '';
	if (!/^([0-9a-z]{26})?$/.test(after)) error(400, { message: 'after', code: 'asked' });
	const found = await forPage(upcomingEvents({ limit: onePage + 1, ...(after && { after }) }));
	setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
	const events = found.slice(0, onePage);
	return { events, after: found.length > onePage ? events.at(-1)?.id : undefined };
};
