/** The screen of 200 commitments: a cold start to its first paint, with ten records that feed them and with 10,000. */
import { makePromises } from './campaign';
import { dropProfile, emptyLog, inBrowser, newProfile, throttle } from './browser';
import { feed } from './feed';
import { interleave, median, ratio } from './measure';
import type { Options, Place } from './place';
import type { Finding } from './report';
import { phoneOf } from './taps';

/** Tells when the first entry of the list was painted, in ms since the page was asked for; runs in the page. */
function watchList() {
	window.listPainted = new Promise((done) => {
		const look = () => {
			if (!document.querySelector('main li h3 a')) return requestAnimationFrame(look);
			const painted = new MessageChannel();
			painted.port1.onmessage = () => done(performance.now());
			return requestAnimationFrame(() => painted.port2.postMessage(''));
		};
		requestAnimationFrame(look);
	});
}

async function phoneWith(place: Place, feeding: number) {
	const fed = await feed(place.app, feeding, makePromises);
	const profile = newProfile();
	await inBrowser(profile, async (page) => {
		await page.goto(`${place.url}/bench/`);
		await page.evaluate((phone) => window.bench.signIn(phone), phoneOf(fed));
		await page.evaluate(
			([group, total]) => window.bench.load('ours', 'page').then(() => window.bench.pull(group, total)),
			[fed.group, fed.total] as const
		);
		await emptyLog(page, profile);
	});
	return { profile, address: `${place.url}/g/${fed.group}/commitments` };
}

export async function commitmentsFindings(place: Place, { quick, reps, say }: Options): Promise<Finding[]> {
	const large = quick ? 1_000 : 10_000;
	say(`commitments: phones with 10 and with ${large} feeding records`);
	const phones = { few: await phoneWith(place, 10), many: await phoneWith(place, large) };
	const open = ({ profile, address }: (typeof phones)['few'], cpu: number) =>
		inBrowser(profile, async (page) => {
			await page.addInitScript(watchList);
			await page.goto('about:blank');
			await throttle(page, cpu);
			await page.goto(address, { waitUntil: 'commit' });
			return await page.evaluate(() => window.listPainted!);
		});
	for (const phone of [phones.few, phones.many, phones.few, phones.many]) await open(phone, 1);
	const findings: Finding[] = [];
	for (const cpu of [1, 4]) {
		say(`commitments: cold starts at ${cpu}x`);
		const took = await interleave(['few', 'many'] as const, Math.min(reps, 9), (name) =>
			open(phones[name], cpu)
		);
		findings.push({
			section: 'The screen of 200 commitments, first paint',
			what: `${large} feeding records against 10${cpu === 1 ? '' : `, ${cpu}x slower CPU`}`,
			value: ratio(took.many, took.few),
			unit: 'x',
			goal: 2,
			from: `${median(took.many).toFixed(0)} ms / ${median(took.few).toFixed(0)} ms`
		});
	}
	for (const { profile } of Object.values(phones)) dropProfile(profile);
	return findings;
}

declare global {
	interface Window {
		listPainted?: Promise<number>;
	}
}
