import { describe, expect, it } from 'vitest';
import { listing } from '$lib/records';
import { linesOf, newLinks } from './differences.ts';
import type { Shown } from './entry.ts';

const said = (changes: object = {}) => ({ ...(listing.sample() as Shown), ...changes }) as Shown;
const marked = (shown: Shown, now: Shown) =>
	linesOf(shown, now)
		.filter(({ mark }) => mark)
		.map(({ id, mark }) => [id, mark]);

describe('what differs', () => {
	it('marks what is new, changed and taken away, and nothing else', () => {
		const shown = said({ about: 'People of the lane.' });
		const now = said({ about: 'People of the road.', display_area: 'Spotland', place: undefined });
		expect(marked(shown, now)).toEqual([
			['about', 'changed'],
			['place', 'gone'],
			['display_area', 'new']
		]);
		expect(marked(shown, shown)).toEqual([]);
	});

	it('marks a promise by its words and its target, and not by its progress', () => {
		const shown = said();
		const [first] = shown.commitments;
		const changed = (change: object) => said({ commitments: [{ ...first, ...change }] });
		const id = `commitment ${first!.id}`;
		expect(marked(shown, changed({ title: 'Buy my book' }))).toEqual([[id, 'changed']]);
		expect(marked(shown, changed({ target: { value: 4, by: '2026-11-30' } }))).toEqual([[id, 'changed']]);
		expect(marked(shown, changed({ value: 200, series: [], status: 'behind' }))).toEqual([]);
		expect(marked(shown, said({ commitments: [] }))).toEqual([[id, 'gone']]);
	});

	it('marks nothing where only one side says anything, and shows all of it', () => {
		for (const lines of [linesOf(undefined, said()), linesOf(said(), undefined)]) {
			expect(lines.every(({ mark }) => mark === undefined)).toBe(true);
			expect(lines.map(({ id }) => id)).toContain('name');
		}
		expect(linesOf(undefined, undefined)).toEqual([]);
	});

	it('shows a field that nobody has heard of, with every text in it', () => {
		const lines = linesOf(said(), said({ shop: [{ label: 'Pills', at: { url: 'https://pills.example' } }] }));
		expect(lines.at(-1)).toEqual({
			id: 'shop',
			label: 'shop',
			now: 'Pills\nhttps://pills.example',
			mark: 'new'
		});
	});

	it('shows no field that strangers do not see as a text', () => {
		const ids = linesOf(said(), said({ registered_at: 'x', slug: 'x', verified: true })).map(({ id }) => id);
		expect(ids).not.toEqual(expect.arrayContaining(['slug']));
		expect(ids).not.toEqual(expect.arrayContaining(['as_of']));
	});

	it('names links that are not public yet, wherever they stand', () => {
		const shown = said({ about: 'See lane.example.com' });
		const now = said({
			about: 'See https://lane.example.com/ and www.road.example.org',
			links: [{ label: 'Shop', url: 'https://pills.example.net' }]
		});
		expect(newLinks(shown, now)).toEqual(['pills.example.net', 'road.example.org']);
		expect(newLinks(undefined, shown)).toEqual(['spotland.example', 'lane.example.com']);
		expect(newLinks(shown, undefined)).toEqual([]);
	});
});
