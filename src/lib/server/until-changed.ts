import { REGISTRY } from './backend.ts';
import type { Site } from './site.ts';

/** A question to the registry whose answer is kept, and asked again only when the registry has changed. */
export function untilChanged<T>(ask: (site: Site) => Promise<T>): (site: Site) => Promise<T> {
	const kept = new WeakMap<Site, { at: string; answer: T }>();
	return async (site) => {
		const { update_seq: at } = await site.backend.info(REGISTRY);
		const known = kept.get(site);
		if (known?.at === at) return known.answer;
		const answer = await ask(site);
		kept.set(site, { at, answer });
		return answer;
	};
}
