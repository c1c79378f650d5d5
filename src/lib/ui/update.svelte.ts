import { unsaved } from './unsaved.svelte.ts';

const HOUR = 3_600_000;
const PATIENCE = 5_000;

let waiting = $state(false);
let going = $state(false);

/** A new version of the app: whether one is ready, and how to change over. Nothing ever reloads by itself. */
export const update = {
	get ready(): boolean {
		return waiting;
	},
	get busy(): boolean {
		return going;
	},

	/**
	 * Saves what is typed as drafts, lets the new version take over and reloads. Rejects, with everything as it
	 * was, when a draft cannot be saved.
	 */
	async use(): Promise<void> {
		going = true;
		try {
			await unsaved.saveDrafts();
		} catch (error) {
			going = false;
			throw error;
		}
		const registration = await navigator.serviceWorker.getRegistration();
		const next = registration?.waiting;
		if (next) {
			const taken = new Promise((done) => {
				navigator.serviceWorker.addEventListener('controllerchange', done, { once: true });
				setTimeout(done, PATIENCE);
			});
			next.postMessage({ type: 'SKIP_WAITING' });
			await taken;
		}
		location.reload();
	}
};

/** Registers the service worker and keeps an eye out for new versions: hourly, and whenever the app is looked at. */
export async function watchForUpdates(script: string): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const controlledAtStart = navigator.serviceWorker.controller !== null;
	const { Workbox } = await import('workbox-window');
	const workbox = new Workbox(script);
	workbox.addEventListener('waiting', () => (waiting = true));
	// Another tab changed over: this page runs on from its old chunks until somebody presses the button here too.
	navigator.serviceWorker.addEventListener('controllerchange', () => {
		if (controlledAtStart) waiting = true;
	});
	try {
		const registration = await workbox.register();
		if (registration?.waiting && controlledAtStart) waiting = true;
	} catch {
		return; // No network or no permission: the app works as a page, and the next visit tries again.
	}
	const look = () => void workbox.update().catch(() => undefined);
	setInterval(look, HOUR);
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') look();
	});
}
