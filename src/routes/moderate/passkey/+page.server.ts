import { keepPrivate, moderating } from '$lib/server/moderate-session.ts';
import { passkeyDomain } from '$lib/server/passkeys.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	keepPrivate(event);
	const { moderator } = await moderating(event);
	return {
		moderator: moderator.name,
		possible: passkeyDomain(event.url.origin) !== undefined,
		passkeys: moderator.passkeys.map(({ added_at }) => added_at)
	};
};
