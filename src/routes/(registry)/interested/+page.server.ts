import { agreement } from '$lib/features/registry/interested/interested-words.ts';
import { TAG_NAMES } from '$lib/rules/nation/tags.ts';
import { newFormKey } from '$lib/server/answer-form.ts';
import { currentSite } from '$lib/server/current-site.ts';
import { saidOnPage } from '$lib/server/interested/form.ts';
import { relays } from '$lib/server/interested/letters.ts';
import { forPage } from '$lib/server/page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, setHeaders }) => {
	// A form is made for one visitor.
	setHeaders({ 'cache-control': 'private, no-store' });
	const given = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 40);
	return {
		formKey: newFormKey(),
		tags: TAG_NAMES,
		relayed: relays(await forPage(currentSite())),
		at: given('at'),
		tag: given('tag')
	};
};

export const actions: Actions = {
	default: (event) => saidOnPage(event, (relayed) => agreement(relayed).join('\n\n'))
};
