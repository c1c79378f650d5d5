/** A phone: a browser with a profile on disk, the size of a phone's screen, that can be killed and started again. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, firefox, type BrowserContext, type Page } from '@playwright/test';
import { chromiumLaunch, firefoxLaunch } from './browsers';
import { tabOn, type Handset, type Tab } from './handset';

export class Phone {
	readonly profile = mkdtempSync(join(tmpdir(), 'phone-'));
	context: BrowserContext | undefined;
	page!: Page;

	private constructor(
		readonly origin: string,
		private readonly options: {
			/** Chromium, unless another one is named. */
			engine?: 'chromium' | 'firefox';
			javaScriptEnabled?: boolean;
			viewport?: { width: number; height: number };
			serviceWorkers?: 'block';
			hasTouch?: boolean;
			permissions?: string[];
			/** The app is open on its front page, and all of it is stored there; nothing else was done with it. */
			installed?: true;
			/** More arguments of Chromium's, such as what its camera sees. */
			args?: string[];
		}
	) {}

	/** A phone out of the box, with nothing on it, or with no more than the app. */
	static async unbox(origin: string, options: Phone['options'] = {}): Promise<Phone> {
		const phone = new Phone(origin, options);
		const { engine, installed } = options;
		const copied = installed && engine !== 'firefox';
		if (copied) cpSync(await profileWithApp(origin), phone.profile, { recursive: true });
		await phone.start();
		if (copied) await phone.open('/');
		else if (installed) await phone.install();
		return phone;
	}

	/** Starts the browser on this phone's profile: cold, as after a reboot. */
	async start() {
		const { args = [], engine, installed: _, ...options } = this.options;
		const launch = engine === 'firefox' ? firefoxLaunch() : chromiumLaunch();
		// What a killed browser leaves behind, which may name a process of another program by now.
		for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket', 'lock', '.parentlock'])
			rmSync(join(this.profile, lock), { force: true });
		this.context = await (engine === 'firefox' ? firefox : chromium).launchPersistentContext(this.profile, {
			...{ ...launch, args: [...launch.args, ...args], timeout: 90_000 },
			viewport: { width: 390, height: 844 },
			locale: 'en-GB',
			timezoneId: 'Europe/London',
			hasTouch: true,
			...options
		});
		this.context.setDefaultTimeout(30_000);
		this.page = this.context.pages()[0] ?? (await this.context.newPage());
	}

	/** Opens an address of the app, such as `/start`. */
	async open(path: string) {
		await this.page.goto(this.origin + path);
	}

	/** Opens the app once and waits until all of it is stored on the phone for use without a network. */
	async install() {
		await this.open('/');
		await this.page.evaluate(async () => {
			await navigator.serviceWorker.ready;
			while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 50));
		});
	}

	/** Pulls the battery: every process of this browser ends at once. */
	async kill() {
		if (!this.context) return;
		const gone = new Promise((done) => this.context!.once('close', done));
		execFileSync('pkill', ['-9', '-f', '--', `(user-data-dir=|-profile )${this.profile}`]);
		await gone;
		this.context = undefined;
	}

	/** Switches the phone off properly; `start` starts it again, cold. */
	async switchOff() {
		await this.context?.close();
		this.context = undefined;
	}

	async close() {
		await this.switchOff();
		// Thousands of files: nobody waits for that.
		spawn('rm', ['-rf', this.profile], { detached: true, stdio: 'ignore' }).unref();
	}
}

const withApp = new Map<string, Promise<string>>();

/** The profile of a phone that has the app of this address, to be copied: storing the app takes seconds each time. */
function profileWithApp(origin: string): Promise<string> {
	const made = withApp.get(origin) ?? makeProfileWithApp(origin);
	withApp.set(origin, made);
	return made;
}

async function makeProfileWithApp(origin: string): Promise<string> {
	const phone = await Phone.unbox(origin);
	process.once('exit', () => rmSync(phone.profile, { recursive: true, force: true }));
	await phone.install();
	await phone.switchOff();
	// The browser's own cache has every file once more, and may be emptied at any time.
	rmSync(join(phone.profile, 'Default/Cache'), { recursive: true, force: true });
	return phone.profile;
}

/** The same as a phone of any engine. */
export async function chromiumHandset(origin: string): Promise<Handset> {
	const phone = await Phone.unbox(origin);
	await phone.switchOff();
	return {
		engine: 'Chromium',
		async start(...paths) {
			await phone.start();
			const tabs: Tab[] = [];
			for (const [i, path] of paths.entries()) {
				const page = i === 0 ? phone.page : await phone.context!.newPage();
				await page.goto(origin + path);
				tabs.push(tabOn(origin, (expression) => page.evaluate(expression)));
			}
			return tabs;
		},
		kill: () => phone.kill(),
		close: () => phone.close()
	};
}
