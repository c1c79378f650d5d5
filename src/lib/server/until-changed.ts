import { REGISTRY } from './backend.ts';
import type { Site } from './site.ts';

/**
 * A question to a database, the registry unless another is named, whose answer is kept, and asked again only when that
 * database has changed.
 */
export function untilChanged<T>(
	ask: (site: Site) => Promise<T>,
	database = REGISTRY
): (site: Site) => Promise<T> {
	const kept = new WeakMap<Site, { at: string; answer: T }>();
	return async (site) => {
		const { update_seq: at } = await site.backend.info(database);
		const known = kept.get(site);
		if (known?.at === at) return known.answer;
		const answer = await ask(site);
		kept.set(site, { at, answer });
		return answer;
	};
}
