/**
 * A WebKit phone: WebKitGTK's own small browser with a profile on disk, driven through its remote inspector. Playwright's
 * WebKit is not among Debian's packages, and WebDriver's sessions forget what they stored when they end.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './app';
import { pause, tabOn, type Handset, type Tab } from './handset';
import { openScreen, XVFB } from './screen';
import { openSocket, type TextSocket } from './socket';

const MINI_BROWSER = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
	.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`)
	.find((file) => existsSync(file));

/** Whether this machine has WebKitGTK's small browser, and a screen to show it on. */
export const hasWebKit = Boolean(MINI_BROWSER) && existsSync(XVFB);

export class WebKitPhone implements Handset {
	readonly engine = 'WebKitGTK';
	private readonly folder = mkdtempSync(join(tmpdir(), 'webkit-'));
	private browser: ChildProcess | undefined;
	private sockets: TextSocket[] = [];

	private constructor(
		readonly origin: string,
		private readonly screen: ChildProcess,
		private readonly display: string
	) {}

	/** A phone out of the box, with a screen of its own and nothing on it. */
	static async unbox(origin: string): Promise<WebKitPhone> {
		const { screen, display } = await openScreen();
		return new WebKitPhone(origin, screen, display);
	}

	async start(...paths: string[]): Promise<Tab[]> {
		for (let tries = 1; ; tries++) {
			const tabs = await this.launch(paths);
			const loaded = await Promise.all(tabs.map((tab) => hasLoaded(tab, this.origin)));
			if (!loaded.includes(false)) return tabs;
			// Seldom a page stays empty, or the inspector does not follow it to its address: nothing was done in it yet.
			if (tries === 3) throw new Error('WebKit stayed on an empty page three times');
			await this.kill();
		}
	}

	private async launch(paths: string[]): Promise<Tab[]> {
		const port = await freePort();
		const addresses = paths.map((path) => this.origin + path);
		this.browser = spawn(MINI_BROWSER!, ['--geometry=390x844', ...addresses], {
			stdio: 'ignore',
			// A process group of its own: all of its processes end at once.
			detached: true,
			env: {
				...process.env,
				DISPLAY: this.display,
				HOME: this.folder,
				XDG_DATA_HOME: join(this.folder, 'data'),
				XDG_CACHE_HOME: join(this.folder, 'cache'),
				WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}`,
				LIBGL_ALWAYS_SOFTWARE: '1'
			}
		});
		const pages = await listPages(port, paths.length);
		return await Promise.all(
			pages.map(async (address) => {
				const { socket, evaluate } = await inspect(address);
				this.sockets.push(socket);
				return tabOn(this.origin, evaluate);
			})
		);
	}

	async kill() {
		const { browser } = this;
		if (!browser || browser.exitCode !== null || browser.signalCode !== null) return;
		const gone = once(browser, 'exit');
		process.kill(-browser.pid!, 'SIGKILL');
		await gone;
		for (const socket of this.sockets.splice(0)) socket.close();
	}

	async close() {
		await this.kill();
		this.screen.kill();
		rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Whether the tab has left its first, empty page: what is done there is undone when the address begins to load. */
async function hasLoaded(tab: Tab, origin: string): Promise<boolean> {
	const loaded = 'return location.origin === args[0] && document.readyState === "complete"';
	for (let tries = 0; tries < 300; tries++) {
		if (await tab.run<boolean>(loaded, origin).catch(() => false)) return true;
		await pause(100);
	}
	return false;
}

/** The inspector's addresses of so many pages. */
async function listPages(port: number, count: number): Promise<string[]> {
	for (let tries = 0; tries < 300; tries++) {
		const list = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(10_000) })
			.then((answer) => answer.text())
			.catch(() => '');
		const found = list.match(/\/socket\/\d+\/\d+\/WebPage/g) ?? [];
		if (found.length >= count) return found.map((path) => `http://127.0.0.1:${port}${path}`);
		await pause(200);
	}
	throw new Error('WebKit did not show its pages within a minute');
}

interface Answer {
	id?: number;
	method?: string;
	params?: {
		targetInfo?: { targetId: string; type: string };
		targetId?: string;
		newTargetId?: string;
		message?: string;
	};
	result?: { result?: { value?: string; description?: string }; wasThrown?: boolean };
}

/** Connects to one page. Commands go to its target, which may be another after a while. */
async function inspect(address: string) {
	const waiting = new Map<number, { of: string; hear(answer: Answer): void }>();
	const targets = new Set<string>();
	let target: string | undefined;
	let sent = 0;

	const socket = await openSocket(
		address,
		(text) => {
			const { method, params } = JSON.parse(text) as Answer;
			if (method === 'Target.targetCreated' && params?.targetInfo?.type === 'page') {
				targets.add(params.targetInfo.targetId);
				target ??= params.targetInfo.targetId;
			} else if (method === 'Target.didCommitProvisionalTarget') target = params?.newTargetId;
			else if (method === 'Target.targetDestroyed') {
				targets.delete(params?.targetId ?? '');
				if (target === params?.targetId) target = [...targets].at(-1);
				endAll((of) => of === params?.targetId);
			}
			if (method === 'Target.dispatchMessageFromTarget') {
				const inner = JSON.parse(params?.message ?? '{}') as Answer;
				waiting.get(inner.id ?? 0)?.hear(inner);
				waiting.delete(inner.id ?? 0);
			}
		},
		() => endAll(() => true)
	);

	/** What was asked of these targets gets no answer any more. */
	function endAll(which: (target: string) => boolean) {
		for (const [id, { of, hear }] of waiting) {
			if (!which(of)) continue;
			waiting.delete(id);
			hear({});
		}
	}

	async function ask(expression: string): Promise<string> {
		for (let tries = 0; !target; tries++) {
			if (tries === 200) throw new Error('WebKit has no page');
			await pause(50);
		}
		const of = target;
		const id = ++sent;
		const params = { expression, returnByValue: true };
		const message = JSON.stringify({ id, method: 'Runtime.evaluate', params });
		return new Promise((resolve, reject) => {
			// A page that is being left does not answer.
			const late = setTimeout(() => reject(new Error('The page did not answer')), 10_000);
			waiting.set(id, {
				of,
				hear({ result }) {
					clearTimeout(late);
					const { value, description } = result?.result ?? {};
					if (!result || result.wasThrown) reject(new Error(description ?? 'The page is away'));
					else resolve(value ?? '');
				}
			});
			const asked = { id, method: 'Target.sendMessageToTarget', params: { targetId: of, message } };
			socket.send(JSON.stringify(asked));
		});
	}

	/** A promise can't be sent over: its value is put down in the page and fetched from there. */
	async function evaluate(expression: string): Promise<string> {
		const key = ++sent;
		await ask(
			`${expression}.then((text) => ((window.answers ??= {})[${key}] = text)), (window.answers ??= {}), ''`
		);
		for (let tries = 0; tries < 1500; tries++) {
			const answer = await ask(`window.answers ? (window.answers[${key}] ?? '') : 'left'`);
			if (answer === 'left') throw new Error('The page was left');
			if (answer) return answer;
			await pause(20);
		}
		throw new Error('The page did not answer');
	}
	return { socket, evaluate };
}
