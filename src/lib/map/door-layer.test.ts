import { expect, test, vi } from 'vitest';

// Only the arithmetic is asked for here; MapLibre itself needs a browser.
vi.mock('maplibre-gl', () => ({ MercatorCoordinate: {} }));
const { shareAt } = await import('./door-layer.ts');

test('marks grow with the zoom, from a dot to their full size, and no further', () => {
	const shares = [8, 12, 13, 14, 14.5, 15, 16, 17, 18, 22].map(shareAt);
	expect(shares).toEqual(shares.toSorted((a, b) => a - b));
	expect([shares[0], shares.at(-1)]).toEqual([0.08, 1]);
	expect(shareAt(17)).toBeCloseTo((shareAt(16) + shareAt(18)) / 2);
});
