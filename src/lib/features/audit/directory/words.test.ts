import { expect, test } from 'vitest';
import type { FoundCoop } from '$lib/rules';
import { doesWords, foundWords, licenceWords, ownerWords, structureWords, websiteOf } from './words.ts';

test('only addresses of the web become links, whatever a directory or a phone holds', () => {
	expect(websiteOf('https://www.bakers.example/shop')).toEqual({
		href: 'https://www.bakers.example/shop',
		host: 'bakers.example'
	});
	for (const text of ['javascript:alert(1)', 'data:text/html,x', 'bakers.example', 'https://', undefined])
		expect(websiteOf(text)).toBeUndefined();
});

test('codes are said in words, and a code that says nothing is left out', () => {
	expect(structureWords('OS60')).toBe('Workers’ co-operative');
	expect(structureWords('OS999')).toBeUndefined();
	expect(structureWords()).toBeUndefined();
	expect(ownerWords('Tenants')).toBe('Its tenants');
	expect(ownerWords('Bees')).toBe('Bees');
});

test('what it does is its sector, or its activity where the sector says nothing', () => {
	expect(doesWords('Housing', 'ICA260')).toBe('Housing');
	expect(doesWords('Other', 'ICA70')).toBe('Building');
	expect(doesWords(undefined, 'ICA280')).toBeUndefined();
});

test('licences have their names, unknown ones the publisher’s', () => {
	expect(licenceWords('ODC-By-1.0')).toContain('Attribution');
	expect(licenceWords('CC0-1.0')).toBe('CC0-1.0');
});

test('a list that goes on says so', () => {
	const found = (coops: number, branches = 0): FoundCoop[] => {
		const coop = { id: 'cuk:R1', name: 'Shop', source: 'cuk-organisations', needs: [] } as const;
		const branch = { ...coop, needs: [], owner: { id: 'cuk:R1', name: 'Shop' } };
		return [
			...Array.from({ length: coops }, () => ({ coop: { ...coop, needs: [] } })),
			...Array.from({ length: branches }, () => ({ coop: branch }))
		];
	};
	expect(foundWords(found(1), 30)).toBe('1 co-op');
	expect(foundWords(found(30), 30)).toBe('30 co-ops');
	expect(foundWords(found(31), 30)).toBe('The first 30; there are more');
	expect(foundWords(found(2, 1), 30)).toBe('2 co-ops and 1 branch');
	expect(foundWords(found(0, 4), 30)).toBe('4 branches');
	expect(foundWords([], 30)).toBe('0 co-ops');
});
