import { expect, test } from 'vitest';
import { exampleSearch } from './example-search.ts';
import { examples } from './examples.ts';

const all = examples();
const search = exampleSearch(all);
const ids = (query: string) => search(query).map(({ id }) => id);

test('nothing typed finds all of them, in their own order', () => {
	expect(search('')).toEqual(all);
	expect(search('  ')).toEqual(all);
});

test('half a word is enough, and the title comes before the small print', () => {
	expect(ids('stre par')[0]).toBe('party');
	expect(ids('food').slice(0, 2)).toEqual(['foodclub', 'orders']);
	expect(ids('insul')).toContain('lofts');
});

test('all words must be there, in whatever place', () => {
	expect(ids('uniform blazer')).toEqual(['uniform']);
	expect(ids('uniform drill')).toEqual([]);
});

test('a hyphen more or less is the same word', () => {
	expect(ids('coop').length).toBeGreaterThan(10);
	expect(ids('coop')).toEqual(ids('co-op'));
	expect(ids('cleanup')).toContain('cleanup');
});

test('a slip of the finger still finds it', () => {
	expect(ids('unifrom')[0]).toBe('uniform');
	expect(ids('swp')).toEqual([]);
});

test('what is in none of them finds nothing', () => {
	expect(ids('zeppelin')).toEqual([]);
});
