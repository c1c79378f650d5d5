/**
 * Sent with every answer: by src/serve.js with files and prerendered pages, by src/hooks.server.ts with the rest.
 * The content security policy is SvelteKit's own. JavaScript, because src/serve.js runs as it stands.
 * @param {string} origin where the app is served from
 * @param {string} path what is asked for: embeds alone may stand in a frame of any site (decision 032)
 * @returns {Record<string, string>}
 */
export function securityHeaders(origin, path) {
	return {
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'strict-origin-when-cross-origin',
		'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
		'cross-origin-opener-policy': 'same-origin',
		...(!isFramable(path) && { 'x-frame-options': 'DENY' }),
		...(origin.startsWith('https:') && {
			'strict-transport-security': 'max-age=63072000; includeSubDomains'
		})
	};
}

/**
 * Whether a page may stand in a frame of any site.
 * @param {string} path as a browser sends it, with nothing in it left to resolve
 */
export function isFramable(path) {
	return /^\/embed\/[a-z0-9/-]+$/.test(path);
}
