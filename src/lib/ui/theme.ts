/** How the app looks on this device; a script in app.html puts the choice on before the first paint. */
export const themes = ['system', 'light', 'dark', 'sunlight'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'toadlane-theme';

/** The theme this device has chosen; 'system' follows the phone, and where storage is closed. */
export function chosenTheme(): Theme {
	try {
		return themes.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
	} catch {
		return 'system';
	}
}

/** Puts a theme on at once and keeps it for this device. */
export function chooseTheme(theme: Theme): void {
	if (theme === 'system') delete document.documentElement.dataset.theme;
	else document.documentElement.dataset.theme = theme;
	try {
		if (theme === 'system') localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, theme);
	} catch {
		// Private windows may refuse storage: the theme then lasts as long as the page.
	}
}
