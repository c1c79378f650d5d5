import { expect, test } from 'vitest';
import { coopsAsLinkedData, seenWords, sourcesOf } from './coop-words.ts';
import type { PublicCoop } from './public-coop.ts';

const bakers: PublicCoop = {
	...{ id: 'cuk-organisations:R1', slug: 'spotland', name: 'Bakers', needs: ['food'], seen_on: '2026-09-08' },
	...{ source: 'Co-operatives UK', licence: 'ODC-By-1.0', website: 'https://bakers.example/' }
};

test('how old a look is, is said in days, then in months, then in years', () => {
	const said = (today: string) => seenWords('2026-09-08', today);
	expect(said('2026-09-08')).toBe('seen today');
	expect(said('2026-09-01')).toBe('seen today');
	expect(said('2026-09-09')).toBe('seen 1 day ago');
	expect(said('2026-09-20')).toBe('seen 12 days ago');
	expect(said('2026-12-08')).toBe('seen 2 months ago');
	expect(said('2029-09-09')).toBe('seen 3 years ago');
});

test('each source is named once', () => {
	const own: PublicCoop = { ...bakers, id: 'x', source: undefined, licence: undefined };
	expect(sourcesOf([bakers, { ...bakers, id: 'R2' }, own])).toEqual([
		{ source: 'Co-operatives UK', licence: 'ODC-By-1.0', source_url: undefined }
	]);
});

test('co-ops are a list of organisations for machines', () => {
	expect(coopsAsLinkedData([bakers], 'Co-ops', 'https://x.example/co-ops')).toMatchObject({
		...{ '@type': 'ItemList', numberOfItems: 1 },
		itemListElement: [{ position: 1, item: { name: 'Bakers', url: 'https://bakers.example/' } }]
	});
});
