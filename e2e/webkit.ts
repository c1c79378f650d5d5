/**
 * A WebKit phone: WebKitGTK's own small browser, driven by the W3C WebDriver protocol (Playwright's WebKit is not
 * among Debian's packages). https://www.w3.org/TR/webdriver2/
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { WEBKIT_DRIVER } from './browsers';

const MINI_BROWSER = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu']
	.map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`)
	.find((file) => existsSync(file));

/** Whether this machine has WebKitGTK with its driver. */
export const hasWebKit = Boolean(MINI_BROWSER) && existsSync(WEBKIT_DRIVER);

export interface WebKitPhone {
	open(address: string): Promise<void>;
	/** Runs the body of an async function in the page and gives what it returns. */
	run<T>(body: string, ...args: unknown[]): Promise<T>;
	/** Waits until the script's value is truthy, or throws with what the page shows. */
	until(body: string, ...args: unknown[]): Promise<void>;
	close(): Promise<void>;
}

/** Starts WebKit. An automation session keeps its storage until it is closed. */
export async function startWebKit(port: number): Promise<WebKitPhone> {
	const driver = spawn('xvfb-run', ['-a', WEBKIT_DRIVER, `--port=${port}`], {
		stdio: 'ignore',
		detached: true
	});
	async function call(method: string, path: string, body?: unknown) {
		const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body) })
		});
		const { value } = (await answer.json()) as {
			value: { error?: string; message?: string } & Record<string, unknown>;
		};
		if (!answer.ok) throw new Error(`WebDriver ${path}: ${value.error} ${value.message}`);
		return value as unknown;
	}
	async function session() {
		for (let tries = 0; ; tries++) {
			try {
				return (await call('POST', '/session', {
					capabilities: {
						alwaysMatch: { 'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] } }
					}
				})) as { sessionId: string };
			} catch (problem) {
				if (tries > 50) throw problem;
				await new Promise((done) => setTimeout(done, 200));
			}
		}
	}
	const { sessionId } = await session();
	const at = `/session/${sessionId}`;
	await call('POST', `${at}/timeouts`, { script: 60_000, pageLoad: 60_000 });
	await call('POST', `${at}/window/rect`, { width: 390, height: 844 });
	const phone: WebKitPhone = {
		async open(address) {
			await call('POST', `${at}/url`, { url: address });
		},
		async run<T>(body: string, ...args: unknown[]) {
			const script = `const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
				(async (...args) => { ${body} })(...args).then((value) => done({ value }), (e) => done({ error: String(e) }));`;
			const result = (await call('POST', `${at}/execute/async`, { script, args })) as {
				value?: T;
				error?: string;
			};
			if (result.error) throw new Error(result.error);
			return result.value as T;
		},
		async until(body, ...args) {
			for (let tries = 0; tries < 100; tries++) {
				if (await phone.run<boolean>(body, ...args).catch(() => false)) return;
				await new Promise((done) => setTimeout(done, 200));
			}
			throw new Error(
				`Waited in vain for: ${body}\nThe page shows:\n${await phone.run<string>('return document.body.innerText')}`
			);
		},
		async close() {
			await call('DELETE', at).catch(() => undefined);
			process.kill(-driver.pid!, 'SIGTERM');
		}
	};
	return phone;
}
