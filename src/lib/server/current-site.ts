import { sweepInterests } from './interested/interests.ts';
import { postLetters } from './interested/letters.ts';
import { sayWhoLooks } from './moderation/review.ts';
import { readNation } from './nation/kept.ts';
import { publishPending } from './publisher.ts';
import { reckonAhead } from './reckon-apart.ts';
import { seedIfEmpty } from './seed-demo.ts';
import { sweepAccounts } from './sweep.ts';
import { openSite, readSettings, type Site } from './site.ts';

const KEEP_UP = 5 * 60_000;

/** Kept outside of modules, which the development server loads again and again. */
const kept = globalThis as { toadLaneSite?: Promise<Site>; toadLaneKeepUp?: NodeJS.Timeout };

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
	clearInterval(kept.toadLaneKeepUp);
	await (await site?.catch(() => undefined))?.backend.close();
}

async function open(): Promise<Site> {
	const site = await openSite(readSettings(process.env));
	await seedIfEmpty(site);
	await sayWhoLooks(site);
	void keepUp(site);
	kept.toadLaneKeepUp = setInterval(() => void keepUp(site), KEEP_UP).unref();
	return site;
}

/** What is due now and then, and read ahead of the first visitor; what fails is due again, and keeps the rest from nothing. */
async function keepUp(site: Site): Promise<void> {
	const duties = [publishPending, sweepAccounts, sweepInterests, postLetters, reckonAhead, readNation];
	for (const duty of duties) {
		try {
			await duty(site);
		} catch (problem) {
			console.error(`upkeep is put off: ${String(problem)}`);
		}
	}
}
