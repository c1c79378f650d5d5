import { REGISTRY } from './backend.ts';
import type { Site } from './site.ts';

/**
 * A question to a database, the registry unless another is named, whose answer is kept, and asked again only when that
 * database has changed. Whoever asks meanwhile waits for the same answer.
 */
export function untilChanged<T>(
	ask: (site: Site) => Promise<T>,
	database = REGISTRY
): (site: Site) => Promise<T> {
	const kept = new WeakMap<Site, { at: string; answer: Promise<T> }>();
	return async (site) => {
		const { update_seq: at } = await site.backend.info(database);
		const known = kept.get(site);
		if (known?.at === at) return known.answer;
		const asked = { at, answer: ask(site) };
		kept.set(site, asked);
		asked.answer.catch(() => {
			if (kept.get(site) === asked) kept.delete(site);
		});
		return asked.answer;
	};
}
