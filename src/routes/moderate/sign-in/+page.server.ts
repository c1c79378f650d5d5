import { signInOnPage, signInPage } from '$lib/server/moderate-session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => signInPage(event);

export const actions: Actions = { default: (event) => signInOnPage(event) };
