/**
 * The registry's directory of communities on a phone: how large its file is, how long it takes to open, and how long from a
 * key to the painted list, with a four times slower CPU. The communities are made up by `npm run seed`.
 */
import { Phone } from '../phone';
import { startApp } from '../app';
import { throttle } from './browser';
import { median } from './measure';
import type { Options } from './place';
import type { Finding } from './report';

const CPU = 4;
const COUNT = 10_000;
/** Typed in turn, so that each answer is another list. */
const QUESTIONS = ['mill', 'gro', 'co', 'bell bank', 'street', 'lei', 'growing', 'ol12', 'n', 'together'];

/** Types a question and answers how many ms later its list was painted; runs in the page. */
async function fromKeyToList(words: string): Promise<number> {
	const field = document.querySelector<HTMLInputElement>('input[type=search]')!;
	const shown = () => document.querySelector('main .list ul')?.textContent;
	const before = shown();
	const start = performance.now();
	field.value = words;
	field.dispatchEvent(new Event('input', { bubbles: true }));
	return new Promise((done) => {
		// What is posted within the next frame comes after that frame was painted.
		const watch = new MutationObserver(() => {
			if (shown() === before) return;
			watch.disconnect();
			requestAnimationFrame(() => {
				const painted = new MessageChannel();
				painted.port1.onmessage = () => done(performance.now() - start);
				painted.port2.postMessage('');
			});
		});
		watch.observe(document.querySelector('main')!, { subtree: true, childList: true, characterData: true });
	});
}

export async function communitiesFindings({ quick, reps, say }: Options): Promise<Finding[]> {
	const count = quick ? COUNT / 10 : COUNT;
	const section = `Finding communities, ${count} of them, ${CPU}x slower CPU`;
	say(`communities: making up ${count}`);
	const app = await startApp();
	const phone = await Phone.unbox(app.url, { serviceWorkers: 'block' });
	try {
		await app.makeUp(count);
		const { page } = phone;
		// As in `inBrowser`: tsx names inner functions by one that pages don't have.
		await phone.context!.addInitScript('globalThis.__name ??= (named) => named');
		const file = await fetch(`${app.server}/api/directory`, { headers: { 'accept-encoding': 'gzip' } });
		const bytes = Number(file.headers.get('content-length'));
		const taken = page.waitForResponse((one) => one.url().endsWith('/api/directory'), { timeout: 60_000 });
		await phone.open('/communities');
		await (await taken).finished();
		await page.waitForTimeout(3_000);
		await throttle(page, CPU);
		say('communities: from the keyboard to the list');
		const took: number[] = [];
		for (let rep = -QUESTIONS.length; rep < Math.min(reps, 30); rep++) {
			const words = QUESTIONS[(rep + QUESTIONS.length) % QUESTIONS.length]!;
			const ms = await page.evaluate(fromKeyToList, words);
			if (rep >= 0) took.push(ms);
			// Nobody types faster, and what follows a list is not the next one's time.
			await page.waitForTimeout(1_200);
		}
		return [
			{ section, what: 'its file (gzip)', value: bytes / 1000, unit: 'KB', ...(!quick && { goal: 400 }) },
			{
				...{ section, what: 'from the keyboard to the painted list', value: median(took), unit: 'ms' },
				...{ goal: 50, from: `the slowest ${Math.max(...took).toFixed(0)} ms` }
			}
		];
	} finally {
		await phone.close();
		await app.close();
	}
}
