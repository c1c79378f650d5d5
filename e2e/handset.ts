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

/** How long one script's answer may take, and what is waited for: a slow machine may have other work. */
const ANSWER = 30_000;
const PATIENCE = 60_000;

/** The promise, or a rejection when it has not settled in time: a page that is being left may never answer. */
export function inTime<T>(promise: Promise<T>, what: string, ms = ANSWER): Promise<T> {
	let timer: NodeJS.Timeout;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`${what}: no answer within ${ms / 1000} seconds`)), ms);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

let opened = 0;

/** Goes to another address, and leaves word that it did. The page that is left is not kept for going back to. */
const LEAVE = `try { sessionStorage.setItem('opened', args[1]); } catch { /* an error page has no storage */ }
	window.leaving = true;
	const before = location.pathname + location.search;
	setTimeout(() => {
		location.replace(args[0]);
		const { pathname, search, hash } = new URL(args[0]);
		// To another place in the same page a browser goes without loading it.
		if (hash && pathname + search === before) location.reload();
	});`;
const ARRIVED = `if (window.leaving) return '';
	if (document.documentURI.startsWith('about:neterror')) return 'an error page, ' + new URL(document.documentURI).searchParams.get('e');
	if (document.readyState !== 'complete') return '';
	try { return sessionStorage.getItem('opened') === args[0] ? 'the page' : 'another page'; }
	catch { return 'an error page, ' + document.documentURI; }`;

/** What a tab does, made of how one engine evaluates an expression to a string. */
export function tabOn(origin: string, evaluate: (expression: string) => Promise<string>): Tab {
	/** The script's value as soon as it is truthy. */
	async function wait<T>(body: string, ...args: unknown[]): Promise<T> {
		for (const last = Date.now() + PATIENCE; Date.now() < last; await pause(100)) {
			const value = await tab.run<T>(body, ...args).catch(() => undefined);
			if (value) return value;
		}
		const shown = await tab
			.run<string>('return `${location}\\n${document.body.innerText}`')
			.catch((problem: unknown) => String(problem));
		throw new Error(`Waited in vain for: ${body}\nThe page shows:\n${shown}`);
	}
	const tab: Tab = {
		async open(path) {
			const word = `${process.pid} ${++opened}`;
			for (let tries = 1; ; tries++) {
				// It may answer, or be gone before it can; a page that was on its way elsewhere may never have heard.
				await tab.run(LEAVE, origin + path, word).catch(() => undefined);
				const where = await wait<string>(ARRIVED, word);
				if (where === 'the page') return;
				if (tries === 5) throw new Error(`${path} led to ${where} five times`);
				// Firefox goes past a worker that it could not start in time, where a person presses Try Again.
				console.log(`${path} led to ${where}: once more`);
			}
		},
		async run<T>(body: string, ...args: unknown[]) {
			const script = `(async (...args) => { ${body} })(...${JSON.stringify(args)}).then(
				(value) => JSON.stringify({ value }), (problem) => JSON.stringify({ problem: String(problem) }))`;
			const answer = await inTime(evaluate(script), 'The page');
			const { value, problem } = JSON.parse(answer) as { value: T; problem?: string };
			if (problem) throw new Error(problem);
			return value;
		},
		async until(body, ...args) {
			await wait(body, ...args);
		}
	};
	return tab;
}
