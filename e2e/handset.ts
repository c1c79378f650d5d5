/** A phone of any engine, with a profile on disk: what can be done with all three of them, by scripts in the page. */

export interface Tab {
	/** Opens an address of the app, such as `/start`, and waits until it is loaded. */
	open(path: string): Promise<void>;
	/** Runs the body of an async function in the page and gives what it returns. */
	run<T>(body: string, ...args: unknown[]): Promise<T>;
	/** Waits until the script's value is truthy, or throws with what the page shows. */
	until(body: string, ...args: unknown[]): Promise<void>;
}

export interface Handset {
	readonly engine: string;
	/** Starts the browser on this phone's profile, cold, with a tab for each address. */
	start(...paths: string[]): Promise<Tab[]>;
	/** Pulls the battery: every process of this browser ends at once. */
	kill(): Promise<void>;
	/** Kills it and forgets its profile. */
	close(): Promise<void>;
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What a tab does, made of how one engine evaluates an expression to a string. */
export function tabOn(origin: string, evaluate: (expression: string) => Promise<string>): Tab {
	const tab: Tab = {
		async open(path) {
			// It may answer, or be gone before it can. The page that is left is not kept for going back to.
			const leave = 'window.leaving = true; setTimeout(() => location.replace(args[0]))';
			const arrived = `if (document.documentURI.startsWith('about:neterror')) return 'an error page';
				return !window.leaving && document.readyState === "complete" ? 'the page' : ''`;
			await tab.run(leave, origin + path).catch(() => undefined);
			await tab.until(arrived);
			if ((await tab.run(arrived)) !== 'an error page') return;
			// Firefox goes past a worker that it could not start in time, where a person presses Try Again.
			console.log(`Firefox went past the service worker at ${path}: once more`);
			await tab.run(leave, origin + path).catch(() => undefined);
			await tab.until('return !window.leaving && document.readyState === "complete"');
		},
		async run<T>(body: string, ...args: unknown[]) {
			const answer = await evaluate(`(async (...args) => { ${body} })(...${JSON.stringify(args)}).then(
				(value) => JSON.stringify({ value }), (problem) => JSON.stringify({ problem: String(problem) }))`);
			const { value, problem } = JSON.parse(answer) as { value: T; problem?: string };
			if (problem) throw new Error(problem);
			return value;
		},
		async until(body, ...args) {
			for (let tries = 0; tries < 300; tries++) {
				if (await tab.run<boolean>(body, ...args).catch(() => false)) return;
				await pause(100);
			}
			const shown = await tab
				.run<string>('return `${location}\\n${document.body.innerText}`')
				.catch((problem: unknown) => String(problem));
			throw new Error(`Waited in vain for: ${body}\nThe page shows:\n${shown}`);
		}
	};
	return tab;
}
