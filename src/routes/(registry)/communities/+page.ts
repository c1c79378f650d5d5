import { browser } from '$app/environment';
import { loadBeside, loadCommunities, NotAnswered } from '$lib/features/registry/find/load-communities.ts';
import { readAsked } from '$lib/rules/nation/read-asked.ts';
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** On the server and in the browser alike; with no network a phone answers by itself (decision 031). */
export const load: PageLoad = async ({ url, fetch, setHeaders }) => {
	const read = readAsked(url.searchParams);
	if (!read.ok) error(400, { message: read.problems.map(({ field }) => field).join(', '), code: 'asked' });
	const { asked } = read;
	try {
		const where = { fetch, browser };
		const [answer, beside, interest] = await Promise.all([
			loadCommunities(asked, where),
			loadBeside(where),
			asked.query || asked.near ? nearby().then((near) => near?.askInterest(asked, where)) : undefined
		]);
		setHeaders({ 'cache-control': 'public, max-age=0, must-revalidate' });
		return { asked, answer, beside, interest };
	} catch (problem) {
		if (!(problem instanceof NotAnswered)) throw problem;
		error(problem.status, { message: 'The registry can’t be read at the moment', code: 'server_trouble' });
	}
};

/** A place may be meant. What can't be fetched is left out. */
const nearby = () => import('$lib/features/registry/find/ask-interest.ts').catch(() => undefined);
