/**
 * The directory of co-operatives: how large its file is, how long it takes to open beside reading the same text, and how
 * long a question takes, beside a look through the same texts and from the keyboard to the painted list.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { Phone } from '../phone';
import { DirectoryScreen } from '../screens/directory';
import { StartScreen } from '../screens/start';
import { throttle } from './browser';
import { madeUpPack } from './made-up-coops';
import { interleave, median, ratio } from './measure';
import type { Options, Place } from './place';
import type { Finding } from './report';

const CPU = 4;
/** The country as it is published, and many times more. */
const COUNTS = [7_400, 100_000];
/** Asked in turn, so that each answer is another list. */
const QUESTIONS = ['roch mill', 'allot', 'co', 'spotland bridge', 'credit lan', 'tenter'];

/** Types a question and answers how many ms later its list was painted; runs in the page. */
async function fromKeyToList(words: string): Promise<number> {
	const field = document.querySelector<HTMLInputElement>('input[type=search]')!;
	const shown = () => document.querySelector('main ul .title')?.textContent;
	const before = shown();
	const start = performance.now();
	field.value = words;
	field.dispatchEvent(new Event('input', { bubbles: true }));
	return new Promise((done) => {
		// The list changes within a frame; what is posted then comes after it was painted.
		const watch = new MutationObserver(() => {
			if (shown() === before) return;
			watch.disconnect();
			const painted = new MessageChannel();
			painted.port1.onmessage = () => done(performance.now() - start);
			painted.port2.postMessage('');
		});
		watch.observe(document.querySelector('main')!, { subtree: true, childList: true, characterData: true });
	});
}

async function work(page: Page, reps: number, count: number, say: Options['say']): Promise<Finding[]> {
	const jobs = ['open', 'parse', 'find', 'near', 'scan'] as const;
	const run = (job: (typeof jobs)[number], rep: number) =>
		page.evaluate(
			([job, words]) => {
				const { directory } = window;
				if (job === 'find') return directory.find(words);
				if (job === 'near') return directory.find(words, [-2.156, 53.618]);
				return job === 'scan' ? directory.scan(words) : directory[job]();
			},
			[job, QUESTIONS[rep % QUESTIONS.length]!] as const
		);
	say(`directory: ${count} co-ops, its own work`);
	await run('open', 0);
	for (const job of jobs) for (let warm = 0; warm < 6; warm++) await run(job, warm);
	const took = await interleave(jobs, reps, run);
	const section = `The directory, ${count} co-ops, ${CPU}x slower CPU`;
	const ms = (job: (typeof jobs)[number]) => `${median(took[job]).toFixed(1)} ms`;
	const goal = count === COUNTS[0] ? 150 : undefined;
	return [
		{ section, what: 'opening', value: median(took.open), unit: 'ms', ...(goal && { goal }) },
		{
			section,
			what: 'opening, beside reading the same text',
			value: ratio(took.open, took.parse),
			unit: 'x',
			from: `${ms('open')} / ${ms('parse')}`
		},
		...(['find', 'near'] as const).map((job): Finding => ({
			section,
			what: `a question${job === 'near' ? ', nearest first' : ''}, beside a look through the texts`,
			value: ratio(took[job], took.scan),
			unit: 'x',
			from: `${ms(job)} / ${ms('scan')}`
		}))
	];
}

export async function directoryFindings(place: Place, { quick, reps, say }: Options): Promise<Finding[]> {
	const phone = await Phone.unbox(place.url, { serviceWorkers: 'block' });
	try {
		const { page } = phone;
		// As in `inBrowser`: tsx names inner functions by one that pages don't have.
		await phone.context!.addInitScript('globalThis.__name ??= (named) => named');
		let pack = '';
		await phone.context!.route('**/api/coops', (route) =>
			route.fulfill({
				contentType: 'application/json',
				headers: { etag: `"${createHash('sha256').update(pack).digest('hex')}"` },
				body: pack
			})
		);
		const start = await StartScreen.open(phone);
		await start.fill({ name: 'Newtown', place: 'Rochdale', person: 'Ada' });
		const group = (await start.start()).address;
		const findings: Finding[] = [];
		for (const count of quick ? COUNTS.slice(0, 1) : COUNTS) {
			pack = madeUpPack(count);
			const section = `The directory, ${count} co-ops, ${CPU}x slower CPU`;
			findings.push({
				section,
				what: 'its file (gzip)',
				value: gzipSync(pack, { level: 9 }).length / 1000,
				unit: 'KB',
				...(count === COUNTS[0] && { goal: 300 })
			});
			await throttle(page, 1);
			await phone.open('/bench/');
			await page.addScriptTag({ url: '/bench/directory.js', type: 'module' });
			await page.waitForFunction(() => 'directory' in window);
			await page.evaluate(() => window.directory.take('/api/coops'));
			await throttle(page, CPU);
			findings.push(...(await work(page, Math.min(reps, 30), count, say)));
			await throttle(page, 1);
			const screen = await DirectoryScreen.open(phone, group);
			await screen.found.nth(19).waitFor();
			await page.waitForTimeout(1_500);
			await throttle(page, CPU);
			say(`directory: ${count} co-ops, from the keyboard to the list`);
			const took: number[] = [];
			for (let rep = -6; rep < Math.min(reps, 30); rep++) {
				const ms = await page.evaluate(fromKeyToList, QUESTIONS[(rep + 6) % QUESTIONS.length]!);
				if (rep >= 0) took.push(ms);
				// Nobody types faster, and what follows a list is not the next one's time.
				await page.waitForTimeout(400);
			}
			findings.push({
				section,
				what: 'from the keyboard to the painted list',
				value: median(took),
				unit: 'ms',
				...(count === COUNTS[0] && { goal: 50 }),
				from: `the slowest ${Math.max(...took).toFixed(0)} ms`
			});
		}
		return findings;
	} finally {
		await phone.close();
	}
}
