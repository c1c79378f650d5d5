import { publishPending } from './publisher.ts';
import { seedIfEmpty } from './seed.ts';
import { openSite, readSettings, type Site } from './site.ts';

const CATCH_UP = 5 * 60_000;

/** Kept outside of modules, which the development server loads again and again. */
const kept = globalThis as { toadLaneSite?: Promise<Site>; toadLaneCatchUp?: NodeJS.Timeout };

/** The gateway of this process, opened when it is first needed. Rejects with BackendTrouble. */
export function currentSite(): Promise<Site> {
	kept.toadLaneSite ??= open().catch((problem: unknown) => {
		kept.toadLaneSite = undefined;
		throw problem;
	});
	return kept.toadLaneSite;
}

/** Closes every database; the next request would open them again. */
export async function closeSite(): Promise<void> {
	const site = kept.toadLaneSite;
	kept.toadLaneSite = undefined;
	clearInterval(kept.toadLaneCatchUp);
	await (await site?.catch(() => undefined))?.backend.close();
}

async function open(): Promise<Site> {
	const site = await openSite(readSettings(process.env));
	await seedIfEmpty(site);
	const catchUp = () =>
		publishPending(site).catch((problem: unknown) => console.error(`publishing: ${String(problem)}`));
	void catchUp();
	kept.toadLaneCatchUp = setInterval(catchUp, CATCH_UP).unref();
	return site;
}
