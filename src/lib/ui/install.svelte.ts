interface InstallEvent extends Event {
	prompt(): Promise<unknown>;
	readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

let offered = $state.raw<InstallEvent>();

if (typeof window !== 'undefined') {
	addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		offered = event as InstallEvent;
	});
	addEventListener('appinstalled', () => (offered = undefined));
}

/** Putting the app on the home screen, as far as this browser lets a page help with it. */
export const install = {
	/** The browser would install it at a press of a button; Safari and Firefox never say so. */
	get offered(): boolean {
		return offered !== undefined;
	},

	/** It runs from the home screen already. */
	get done(): boolean {
		const standalone = 'standalone' in navigator && navigator.standalone === true;
		return standalone || matchMedia('(display-mode: standalone)').matches;
	},

	/** Asks the person. Answers whether they agreed. */
	async ask(): Promise<boolean> {
		const event = offered;
		if (!event) return false;
		await event.prompt();
		offered = undefined;
		return (await event.userChoice).outcome === 'accepted';
	}
};
