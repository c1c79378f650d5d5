import MiniSearch from 'minisearch';
import type { Example } from './examples.ts';

/** Words as somebody types them: “co-op” and “coop”, “clean-up” and “cleanup” are one word. */
const tokenize = (text: string): string[] =>
	MiniSearch.getDefault('tokenize')(text.replace(/(\p{L})-(?=\p{L})/gu, '$1'));

/** How many letters of a word may be wrong: two change places, one is missing. */
const slips = ({ length }: string): number => (length > 5 ? 2 : length > 3 ? 1 : 0);

/**
 * Finds examples by any of their words while these are typed, with no network; best first. A word that is nowhere is
 * taken for a slip of the finger. Nothing typed finds all, in their own order.
 */
export function exampleSearch(all: readonly Example[]): (query: string) => readonly Example[] {
	const known = new Map(all.map((example) => [example.id, example]));
	const index = new MiniSearch({
		fields: ['title', 'tags', 'difference', 'measured', 'size', 'steps', 'resources'],
		tokenize,
		searchOptions: { combineWith: 'AND', prefix: true, boost: { title: 4, tags: 3, difference: 2 } }
	});
	index.addAll(
		all.map(({ id, title, difference, measure, size, steps, resources, tags }) => ({
			...{ id, title, difference, size },
			measured: `${measure.label} ${measure.unit}`,
			steps: steps.join(' '),
			resources: resources.join(' '),
			tags: tags.join(' ')
		}))
	);
	return (query) => {
		if (!query.trim()) return all;
		const exact = index.search(query);
		const found = exact.length > 0 ? exact : index.search(query, { fuzzy: slips });
		return found.flatMap(({ id }) => known.get(id) ?? []);
	};
}
