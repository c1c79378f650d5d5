import { currentSite } from '$lib/server/current-site.ts';
import { findEvent } from '$lib/server/events.ts';
import { forPage } from '$lib/server/page.ts';
import { hasAnswer, takeAnswerBack } from '$lib/server/public-rsvp.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const asked = ({ slug, event }: { slug: string; event: string }) => ({ slug, id: event });

/** An answer can be taken back whatever has become of its event. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const site = await forPage(currentSite());
	const there = await forPage(hasAnswer(site, asked(params), params.key));
	const event = await forPage(findEvent(params.slug, params.event));
	return { there, title: event?.title ?? '', slug: params.slug, event: event?.id };
};

export const actions: Actions = {
	default: async ({ params }) => {
		try {
			const taken = await takeAnswerBack(await currentSite(), asked(params), params.key);
			return taken.ok ? { done: true } : fail(taken.status, { done: false });
		} catch (problem) {
			console.error(`an answer was not taken back: ${String(problem)}`);
			return fail(503, { done: false });
		}
	}
};
