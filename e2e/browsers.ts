/**
 * Which browsers the stories run in, and how to get them when they are missing: Debian's packages for root on
 * Debian, else Playwright's own where they are installed, else one sentence that says what to do.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Debian's packages for all browser tests: three engines, a display for those that need one, and fonts. */
const PACKAGES = [
	'chromium',
	'firefox-esr',
	'webkit2gtk-driver',
	'xvfb',
	'poppler-utils',
	'fonts-noto-core',
	'procps'
];

export const DEBIAN_CHROMIUM = '/usr/bin/chromium';
export const DEBIAN_FIREFOX = '/usr/bin/firefox-esr';
export const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver';

export const CHROMIUM_ARGS = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** The Chromium to run: Debian's when it is there, otherwise Playwright's own. */
export function chromiumLaunch() {
	return existsSync(DEBIAN_CHROMIUM)
		? { executablePath: DEBIAN_CHROMIUM, args: CHROMIUM_ARGS }
		: { args: CHROMIUM_ARGS };
}

/** Debian's Firefox, which Playwright drives by WebDriver BiDi. Maps need WebGL, also where there is no graphics card. */
export function firefoxLaunch() {
	return {
		channel: 'moz-firefox',
		executablePath: DEBIAN_FIREFOX,
		args: [],
		// Nobody is there to answer whether the app may know where the phone is.
		firefoxUserPrefs: { 'webgl.force-enabled': true, 'permissions.default.geo': 2 }
	};
}

function isDebian() {
	return (
		existsSync('/etc/debian_version') ||
		(existsSync('/etc/os-release') && /debian/i.test(readFileSync('/etc/os-release', 'utf8')))
	);
}

/** What each engine needs, and the Debian packages that bring it. */
const NEEDS = [
	{ engine: 'Firefox', files: [DEBIAN_FIREFOX], packages: ['firefox-esr'] },
	{ engine: 'WebKit', files: [WEBKIT_DRIVER, '/usr/bin/Xvfb'], packages: ['webkit2gtk-driver', 'xvfb'] }
];

/** Which engines' stories are left out and what to install for them; undefined where nothing is missing. */
export function leftOut(has: (file: string) => boolean, debian: boolean): string | undefined {
	const missing = NEEDS.filter(({ files }) => !files.every(has));
	if (missing.length === 0) return undefined;
	const engines = missing.map(({ engine }) => engine).join(' and ');
	const packages = missing.flatMap((need) => need.packages).join(' ');
	const how = debian ? `Run: sudo apt-get install ${packages}` : `They need Debian's ${packages}`;
	return `The stories in ${engines} were left out. ${how}`;
}

/**
 * Makes sure that there is a Chromium. Installs Debian's packages as root on Debian; otherwise throws a sentence, or
 * answers with one where Chromium alone is there.
 */
export function ensureBrowsers(): string | undefined {
	const missing = [DEBIAN_CHROMIUM, DEBIAN_FIREFOX, WEBKIT_DRIVER, '/usr/bin/xvfb-run'].filter(
		(file) => !existsSync(file)
	);
	if (missing.length === 0) return undefined;
	if (isDebian() && process.getuid?.() === 0) {
		console.log(`Installing browsers: ${PACKAGES.join(' ')}`);
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
		execFileSync('apt-get', ['install', '-y', '-qq', ...PACKAGES], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env
		});
		return undefined;
	}
	if (existsSync(DEBIAN_CHROMIUM) || existsSync(chromium.executablePath()))
		return leftOut(existsSync, isDebian());
	throw new Error(
		isDebian()
			? `No browser to test in. Run: sudo apt-get install ${PACKAGES.join(' ')}`
			: 'No browser to test in. Run: npx playwright install chromium'
	);
}
