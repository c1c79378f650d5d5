import { currentSite } from '$lib/server/current-site.ts';
import { keepLonger, proveAddress, withdraw } from '$lib/server/interested/interests.ts';
import { ownPage } from '$lib/server/interested/own-page.ts';
import { forPage } from '$lib/server/page.ts';
import { readForm } from '$lib/server/read-form.ts';
import type { Site } from '$lib/server/site.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
	const own = await forPage(ownPage(await forPage(currentSite()), params.key));
	if (!own) error(404);
	const check = url.searchParams.get('mail') ?? '';
	return { own, fresh: url.searchParams.has('new'), check, here: `${url.origin}/interested/${params.key}` };
};

async function tried<D extends string>(done: D, doing: (site: Site) => Promise<boolean>) {
	try {
		return (await doing(await currentSite())) ? { done } : fail(404, { failed: 'check' as const });
	} catch (problem) {
		console.error(`what somebody is interested in was not changed: ${String(problem)}`);
		return fail(503, { failed: 'unavailable' as const });
	}
}

export const actions: Actions = {
	longer: ({ params }) => tried('longer', (site) => keepLonger(site, params.key)),
	withdraw: async ({ params }) => {
		const outcome = await tried('withdrawn', (site) => withdraw(site, params.key));
		// Nothing is there any more at this address; taken out before counts as well.
		if ('done' in outcome || outcome.status === 404) redirect(303, '/interested/withdrawn');
		return outcome;
	},
	prove: async ({ params, request }) => {
		const form = await readForm(request, 5000);
		const check = String(form?.get('check') ?? '').slice(0, 64);
		return tried('proved', (site) => proveAddress(site, params.key, check));
	}
};
