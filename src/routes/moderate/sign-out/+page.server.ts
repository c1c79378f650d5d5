import { signOutOnPage } from '$lib/server/moderate-session.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** A link to it ends nothing. */
export const load: PageServerLoad = () => redirect(303, '/moderate');

export const actions: Actions = { default: (event) => signOutOnPage(event) };
