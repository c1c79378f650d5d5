/**
 * Sent with every answer: by src/serve.js with files and prerendered pages, by src/hooks.server.ts with the rest.
 * The content security policy is SvelteKit's own. JavaScript, because src/serve.js runs as it stands.
 * @param {string} origin where the app is served from
 * @returns {Record<string, string>}
 */
export function securityHeaders(origin) {
	return {
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'strict-origin-when-cross-origin',
		'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
		'cross-origin-opener-policy': 'same-origin',
		'x-frame-options': 'DENY',
		...(origin.startsWith('https:') && {
			'strict-transport-security': 'max-age=63072000; includeSubDomains'
		})
	};
}
