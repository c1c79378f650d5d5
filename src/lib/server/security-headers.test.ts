import { expect, test } from 'vitest';
import { isFramable, securityHeaders } from './security-headers.js';

const framing = (path: string) => securityHeaders('https://toadlane.example', path)['x-frame-options'];

test('embeds may stand in any frame', () => {
	for (const path of ['/embed/map', '/embed/communities/spotland-2'])
		expect(framing(path), path).toBeUndefined();
});

test('nothing else may, however its address is written', () => {
	const others = [
		...['/', '/start', '/communities/embed', '/embed', '/embedded/map', '/g/x/embed/map', '//embed/map'],
		...[
			'/embed/../start',
			'/embed/%2e%2e/start',
			'/embed/..%2fstart',
			'/embed/map;/../../start',
			'/EMBED/map'
		]
	];
	for (const path of others) {
		expect(isFramable(path), path).toBe(false);
		expect(framing(path), path).toBe('DENY');
	}
});
