/**
 * A Firefox phone with a profile on disk, driven by WebDriver BiDi: of Debian's Firefox every version speaks it, whereas
 * Playwright's own way fits some of them only. https://www.w3.org/TR/webdriver-bidi/
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './app';
import { DEBIAN_FIREFOX } from './browsers';
import { inTime, pause, tabOn, type Handset, type Tab } from './handset';
import { openSocket, type TextSocket } from './socket';

/** Whether this machine has Debian's Firefox. */
export const hasFirefox = existsSync(DEBIAN_FIREFOX);

/** Nothing is asked of the world outside. */
const PREFERENCES = {
	'app.normandy.enabled': false,
	'browser.shell.checkDefaultBrowser': false,
	'browser.startup.page': 0,
	'datareporting.policy.dataSubmissionEnabled': false,
	'extensions.update.enabled': false,
	'intl.accept_languages': 'en-GB',
	// Nobody is there to answer the question where the phone is.
	'permissions.default.geo': 2,
	'network.captive-portal-service.enabled': false,
	'network.connectivity-service.enabled': false,
	'services.settings.server': 'data:,',
	'toolkit.telemetry.server': 'data:,'
};

interface Answer {
	id?: number;
	error?: string;
	message?: string;
	result?: unknown;
}
interface Evaluated {
	result?: { value?: string };
	exceptionDetails?: { text: string };
}

export class FirefoxPhone implements Handset {
	readonly engine = 'Firefox';
	private readonly profile = mkdtempSync(join(tmpdir(), 'firefox-'));
	private browser: ChildProcess | undefined;
	private socket: TextSocket | undefined;

	private constructor(
		readonly origin: string,
		preferences: object = {}
	) {
		const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(
			([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`
		);
		writeFileSync(join(this.profile, 'user.js'), lines.join('\n'));
	}

	/** A phone out of the box, with nothing on it. */
	static unbox(origin: string): Promise<FirefoxPhone> {
		return Promise.resolve(new FirefoxPhone(origin));
	}

	/** One whose every window is a private one. */
	static unboxPrivate(origin: string): Promise<FirefoxPhone> {
		return Promise.resolve(new FirefoxPhone(origin, { 'browser.privatebrowsing.autostart': true }));
	}

	async start(...paths: string[]): Promise<Tab[]> {
		const port = await freePort();
		this.browser = spawn(
			DEBIAN_FIREFOX,
			['--headless', '--no-remote', `--remote-debugging-port=${port}`, '--profile', this.profile],
			{ stdio: 'ignore', detached: true, env: { ...process.env, HOME: this.profile, TZ: 'Europe/London' } }
		);
		const { socket, ask } = await connect(`http://127.0.0.1:${port}/session`);
		this.socket = socket;
		await ask('session.new', { capabilities: {} });
		const { contexts } = await ask<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
		const tabs: Tab[] = [];
		for (const [i, path] of paths.entries()) {
			const { context } =
				(i === 0 && contexts[0]) ||
				(await ask<{ context: string }>('browsingContext.create', { type: 'tab', background: false }));
			await ask('browsingContext.setViewport', { context, viewport: { width: 390, height: 844 } });
			const evaluate = async (expression: string) => {
				const asked = { expression, target: { context }, awaitPromise: true };
				const { result, exceptionDetails } = await ask<Evaluated>('script.evaluate', asked);
				if (exceptionDetails) throw new Error(exceptionDetails.text);
				return result?.value ?? '';
			};
			for (let tries = 1; ; tries++) {
				const there = await ask('browsingContext.navigate', {
					...{ context, url: this.origin + path, wait: 'complete' }
				}).then(
					async () => ((await evaluate('document.documentURI')).startsWith('about:') ? 'an error page' : ''),
					String
				);
				if (!there) break;
				if (tries === 5) throw new Error(`Firefox did not open ${path}: ${there}`);
				// With no network it goes past a worker that it could not start in time, where a person presses Try Again.
				console.log(`Firefox did not open ${path} (${there}): once more`);
				await pause(500);
			}
			tabs.push(tabOn(this.origin, evaluate));
		}
		return tabs;
	}

	async kill() {
		const { browser } = this;
		if (!browser || browser.exitCode !== null || browser.signalCode !== null) return;
		const gone = once(browser, 'exit');
		process.kill(-browser.pid!, 'SIGKILL');
		await gone;
		this.socket?.close();
	}

	async close() {
		await this.kill();
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

async function connect(address: string) {
	const waiting = new Map<number, (answer: Answer) => void>();
	let sent = 0;
	let socket: TextSocket | undefined;
	for (let tries = 0; !socket; tries++) {
		const opening = openSocket(
			address,
			(text) => {
				const answer = JSON.parse(text) as Answer;
				waiting.get(answer.id ?? 0)?.(answer);
				waiting.delete(answer.id ?? 0);
			},
			() => {
				for (const answer of waiting.values()) answer({ error: 'gone', message: 'The browser is gone' });
				waiting.clear();
			}
		);
		socket = await inTime(opening, 'Firefox').catch(async (problem: unknown) => {
			if (tries > 300) throw problem;
			await pause(200);
			return undefined;
		});
	}
	const line = socket;
	return {
		socket: line,
		ask<T>(method: string, params: object): Promise<T> {
			const id = ++sent;
			const answered = new Promise<T>((resolve, reject) => {
				waiting.set(id, ({ error, message, result }) =>
					error ? reject(new Error(`${method}: ${error} ${message}`)) : resolve(result as T)
				);
				line.send(JSON.stringify({ id, method, params }));
			});
			return inTime(answered, `Firefox's ${method}`, 60_000);
		}
	};
}
