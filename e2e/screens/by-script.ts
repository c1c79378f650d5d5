import type { Handset, Tab } from '../handset';

/** What people do, by scripts in the page, for engines that Playwright does not drive. */

const BUTTON = `const wanted = [...document.querySelectorAll('button, a')].find(
	(one) => one.textContent.trim() === args[0] || one.getAttribute('aria-label') === args[0]);`;

const ROW = `const wanted = [...document.querySelectorAll('main li a')].find((one) => one.textContent.includes(args[0]));`;

/**
 * Waits, on a page of the app, until all of it is stored on the phone for use without a network. A WebKit that leaves its
 * first page while that begins does not store it until it is started again: so nothing is opened before.
 */
export async function storeApp(tab: Tab) {
	await tab.until('return (await navigator.serviceWorker.getRegistration())?.active?.state === "activated"');
	// WebKit does not always let a worker claim a page that is still loading: the next visit has it.
	await tab.open('/');
	await tab.until('return Boolean(navigator.serviceWorker.controller)');
}

/** Starts a new phone, and stores the app on it. Answers its tab. */
export async function install(phone: Handset): Promise<Tab> {
	for (let start = 1; ; start++) {
		const [tab] = await phone.start('/');
		try {
			await storeApp(tab!);
			return tab!;
		} catch (problem) {
			if (start === 2) throw problem;
			// Seldom a WebKit never begins to run the worker that it is installing, until it is started again.
			console.log('The app was not stored after the first start: once more');
			await phone.kill();
		}
	}
}

let presses = 0;

/** Waits for a button or link and presses it, once: where the press takes the page away, and the answer with it, too. */
async function pressFound(tab: Tab, find: string, name: string) {
	await tab.until(
		`if (sessionStorage.getItem('pressed') === args[1]) return true;
		${find} if (!wanted || wanted.disabled) return false;
		sessionStorage.setItem('pressed', args[1]);
		wanted.click();
		return true`,
		name,
		`${process.pid} ${++presses}`
	);
}

/** Presses a button or link by its name. */
export const press = (tab: Tab, name: string) => pressFound(tab, BUTTON, name);

/** Presses a row of a list, which is a link that says more than its title. */
export const pressRow = (tab: Tab, title: string) => pressFound(tab, ROW, title);

/** Types into fields, by their labels. */
export async function fill(tab: Tab, fields: Record<string, string>) {
	const labels = Object.keys(fields);
	await tab.until(
		'const labels = [...document.querySelectorAll("label")]; return args[0].every((wanted) => labels.some((one) => one.textContent.includes(wanted) && one.control))',
		labels
	);
	await tab.run(
		`for (const [label, value] of Object.entries(args[0])) {
			const field = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(label)).control;
			field.value = value;
			field.dispatchEvent(new Event('input', { bubbles: true }));
			field.dispatchEvent(new Event('change', { bubbles: true }));
		}`,
		fields
	);
}

/** Chooses among options, or ticks boxes, by their labels. */
export async function tick(tab: Tab, ...labels: string[]) {
	for (const label of labels)
		await tab.until(
			`const wanted = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(args[0]))?.control;
			if (wanted && !wanted.checked) wanted.click();
			return wanted?.checked`,
			label
		);
}

/** What a field holds. */
export function valueOf(tab: Tab, label: string): Promise<string> {
	return tab.run(
		'return [...document.querySelectorAll("label")].find((one) => one.textContent.includes(args[0]))?.control?.value ?? ""',
		label
	);
}

/** Waits until the page, or its status line alone, says something. */
export async function says(tab: Tab, text: string, where = 'body') {
	await tab.until('return document.querySelector(args[1])?.innerText.includes(args[0])', text, where);
}

export const STATUS = '[role=status]';

export async function startGroup(tab: Tab, name: string) {
	await tab.open('/start');
	await fill(tab, {
		'Group name': name,
		'Kind of place': 'town',
		'Postcode or place': 'Rochdale',
		'Your name': 'Ann'
	});
	await press(tab, 'Start the group');
	await tab.until('return /\\/g\\/[0-9a-z]{26}$/.test(location.pathname)');
}

/** Goes into a group by an invite link. */
export async function join(tab: Tab, link: string, name: string) {
	await tab.open(link);
	await fill(tab, { 'Your name': name });
	await press(tab, 'Join');
	await tab.until('return /\\/g\\/[0-9a-z]{26}$/.test(location.pathname)');
}

/** Makes a patch of one street and goes to its page. */
export async function makePatch(tab: Tab, street: string, numbers: string) {
	const group = await tab.run<string>('return location.pathname.slice(0, 29)');
	await tab.open(`${group}/doors/new`);
	await fill(tab, { 'Patch name': street });
	await press(tab, 'Save and add doors');
	await fill(tab, { Street: street, Numbers: numbers });
	await tab.until(`const add = [...document.querySelectorAll('button')].find((one) => /^Add \\d+ doors?$/.test(one.textContent.trim()));
		add?.click(); return Boolean(add)`);
	await tab.until('return /\\/doors\\/[0-9a-z]{26}$/.test(location.pathname)');
}

/** A walk stands at a door. */
export const DOOR =
	'return [...document.querySelectorAll("button")].some((one) => one.textContent.trim() === "No answer")';

/**
 * Begins to knock on door after door, as fast as the walk goes on, until so many are done. What the screen has shown as
 * saved stands in `window.shown`.
 */
export async function beginKnocking(tab: Tab, doors = 10_000) {
	await tab.until(DOOR);
	await tab.run(
		`window.shown = [];
		const address = () => document.querySelector('h1')?.textContent.trim() ?? '';
		const button = () => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'No answer');
		(async () => {
			while (window.shown.length < args[0] && button()) {
				const at = address();
				const moved = new Promise((done) => {
					const watcher = new MutationObserver(() => {
						if (address() === at || address() === '') return;
						watcher.disconnect();
						done();
					});
					watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
				});
				button().click();
				await moved;
				window.shown.push(at);
			}
			window.knocked = true;
		})();`,
		doors
	);
}

export const shown = (tab: Tab) => tab.run<string[]>('return window.shown');
