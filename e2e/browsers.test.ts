import { expect, it } from 'vitest';
import { DEBIAN_FIREFOX, leftOut, WEBKIT_DRIVER } from './browsers.ts';

it('says in one line what to install for the engines that are missing', () => {
	expect(leftOut(() => false, true)).toBe(
		'The stories in Firefox and WebKit were left out. Run: sudo apt-get install firefox-esr webkit2gtk-driver xvfb'
	);
	expect(leftOut((file) => file === DEBIAN_FIREFOX, true)).toBe(
		'The stories in WebKit were left out. Run: sudo apt-get install webkit2gtk-driver xvfb'
	);
	expect(leftOut((file) => file !== DEBIAN_FIREFOX, false)).toBe(
		"The stories in Firefox were left out. They need Debian's firefox-esr"
	);
	expect(leftOut((file) => file === WEBKIT_DRIVER, true)).toContain('WebKit');
	expect(leftOut(() => true, true)).toBeUndefined();
});
