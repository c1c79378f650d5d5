import { slugOf } from '../rules/slug.ts';
import { change } from './accounts.ts';
import type { Doc } from './backend.ts';
import { findGroup, type Group } from './groups.ts';
import type { Site } from './site.ts';

interface Slug extends Doc {
	group: string;
}

/** A group's address in the registry: made from its name once, `-2` and so on if that is taken, then kept. */
export async function claimSlug(site: Site, group: string, name: string): Promise<string> {
	const kept = (await findGroup(site, group))?.slug;
	if (kept) return kept;
	const base = slugOf(name);
	for (let n = 1; ; n += 1) {
		const slug = n === 1 ? base : `${base}-${n}`;
		const claim = await change<Slug>(site.backend, `slug:${slug}`, (now) => (now ? undefined : { group }));
		if (claim?.group !== group) continue;
		const noted = await change<Group>(site.backend, `group:${group}`, (now) =>
			now && !now.slug ? { ...now, slug } : undefined
		);
		return noted?.slug ?? slug;
	}
}
