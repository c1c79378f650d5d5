import { actOnPage, entryPage } from '$lib/server/moderate-pages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => entryPage(event, event.params.group);

export const actions: Actions = { default: (event) => actOnPage(event, event.params.group) };
