import { expect, test, vi } from 'vitest';
import { isReady, lookAtPhone, preflight, type PhoneFacts } from './preflight.ts';

const good: PhoneFacts = { doors: 400, stored: true, contact: '2026-07-12T17:00:00Z', free: 1e9, kept: true };

test('a phone that has everything is ready', () => {
	expect(preflight(good).every(({ ok }) => ok)).toBe(true);
	expect(isReady(preflight(good))).toBe(true);
});

test('what a walk needs holds it up, and each is named', () => {
	for (const [name, fact] of [
		['doors', { doors: 0 }],
		['app', { stored: false }],
		['fetched', { contact: undefined }],
		['room', { free: 49_999_999 }]
	] as const) {
		const checks = preflight({ ...good, ...fact });
		expect(checks.filter(({ ok }) => !ok).map((check) => check.name)).toEqual([name]);
		expect(isReady(checks), name).toBe(false);
	}
});

test('a group that is only on this phone has nothing to fetch', () => {
	expect(isReady(preflight({ ...good, alone: true, contact: undefined }))).toBe(true);
});

test('what the browser does not say or promise stops nobody', () => {
	expect(isReady(preflight({ ...good, free: undefined, kept: undefined }))).toBe(true);
	expect(isReady(preflight({ ...good, kept: false }))).toBe(true);
});

test('an old browser tells less, and one that refuses too', async () => {
	vi.stubGlobal('navigator', {});
	expect(await lookAtPhone()).toEqual({ stored: false, free: undefined, kept: undefined });
	const estimate = () => Promise.reject(new Error('no'));
	const persisted = () => Promise.resolve(true);
	vi.stubGlobal('navigator', { storage: { estimate, persisted }, serviceWorker: { controller: {} } });
	expect(await lookAtPhone()).toEqual({ stored: true, free: undefined, kept: true });
	vi.unstubAllGlobals();
});
