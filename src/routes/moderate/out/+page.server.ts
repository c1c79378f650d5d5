import { outPage } from '$lib/server/moderate-pages.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => outPage(event);
