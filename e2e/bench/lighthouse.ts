/**
 * Public pages in Lighthouse's eyes, as on a phone: how many points each is short of 100. Lighthouse is fetched by npx; its
 * figures for speed are simulated from what it saw, and are worth little on a machine with other work.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { startApp } from '../app';
import { chromiumLaunch } from '../browsers';
import { median } from './measure';
import type { Options } from './place';
import type { Finding } from './report';

/** The last one for the Node versions that the app runs on. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
/** Points that may be missing, by category. */
const GOALS = { performance: 2, accessibility: 0, 'best-practices': 0, seo: 0 };
type Category = keyof typeof GOALS;

/** Beside the network that the app stands behind, which runs in this process. */
async function look(address: string): Promise<Record<Category, number>> {
	const { executablePath = chromium.executablePath() } = chromiumLaunch() as { executablePath?: string };
	const flags = ['--quiet', '--output=json', '--chrome-flags=--headless=new --no-sandbox'];
	const { stdout } = await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, address, ...flags], {
		env: { ...process.env, CHROME_PATH: executablePath },
		maxBuffer: 64 * 1024 * 1024
	});
	const { categories } = JSON.parse(stdout) as { categories: Record<Category, { score: number | null }> };
	const short = (name: Category) => Math.round(100 - 100 * (categories[name].score ?? NaN));
	return Object.fromEntries((Object.keys(GOALS) as Category[]).map((name) => [name, short(name)])) as Record<
		Category,
		number
	>;
}

export async function lighthouseFindings({ quick, reps, say }: Options): Promise<Finding[]> {
	const app = await startApp();
	try {
		await app.makeUp(quick ? 100 : 1_000);
		const listed = await fetch(`${app.server}/api/communities?limit=1`);
		const [one] = ((await listed.json()) as { communities: { slug: string }[] }).communities;
		const findings: Finding[] = [];
		for (const path of ['/communities', `/communities/${one!.slug}`]) {
			say(`lighthouse: ${path}`);
			await look(app.url + path);
			const looks: Record<Category, number>[] = [];
			while (looks.length < Math.min(reps, 5)) looks.push(await look(app.url + path));
			for (const name of Object.keys(GOALS) as Category[]) {
				const found = looks.map((seen) => seen[name]);
				findings.push({
					section: `Lighthouse, points short of 100, ${path === '/communities' ? 'the list' : 'a community'}`,
					...{ what: name, value: median(found), unit: 'points', goal: GOALS[name] },
					from: found.join(', ')
				});
			}
		}
		return findings;
	} finally {
		await app.close();
	}
}
