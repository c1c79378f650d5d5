import { expect, test } from 'vitest';
import { listing, type ListedCommitment, type Listing } from '../records/index.ts';
import { chosenBy, exampleFigures, pilotsFirst } from './example-figures.ts';

const [sample] = listing.sample().commitments as [ListedCommitment];
const told = (example: string | undefined, status: ListedCommitment['status'], share?: number) => {
	const { share: _share, ...rest } = sample;
	return { ...rest, status, ...(example && { example }), ...(share !== undefined && { share }) };
};
const place = (kind: Listing['kind'], ...commitments: ListedCommitment[]) => ({ kind, commitments });

test('an example is told of by how many took it up, how many reached it, and how far half of them got', () => {
	const figures = exampleFigures([
		place('village', told('party', 'achieved', 1), told('party', 'on_track', 0.5)),
		place('town', told('party', 'missed', 0.2)),
		place('town', told('party', 'untracked')),
		place('city', told(undefined, 'achieved', 1))
	]);
	expect(figures).toEqual({
		party: { taken: 3, ended: 2, achieved: 1, median: 0.5, kinds: { village: 1, town: 2 } }
	});
});

test('of an even number the middle lies between two; of none there is no middle', () => {
	expect(
		exampleFigures([place('town', told('a', 'on_track', 0.2), told('a', 'behind', 0.5))]).a?.median
	).toBe(0.35);
	expect(exampleFigures([place('town', told('a', 'untracked'))]).a).not.toHaveProperty('median');
});

test('communities of a kind chose what at least two of them took up, the commonest first', () => {
	const figures = exampleFigures([
		place('village', told('swap', 'on_track'), told('party', 'on_track')),
		place('village', told('party', 'on_track'), told('swap', 'on_track'), told('cards', 'on_track')),
		place('village', told('party', 'on_track')),
		place('city', told('cards', 'on_track'))
	]);
	expect(chosenBy(figures, 'village', 3)).toEqual(['party', 'swap']);
	expect(chosenBy(figures, 'village', 1)).toEqual(['party']);
	expect(chosenBy(figures, 'city', 3)).toEqual([]);
});

test('an example that pilots took up says how many, and comes first; others stay in their order', () => {
	const pilot = { ...place('town', told('swap', 'on_track'), told('swap', 'on_track')), pilot: true };
	const figures = exampleFigures([
		pilot,
		place('village', told('party', 'on_track'), told('swap', 'on_track')),
		{ ...place('town', told('party', 'on_track')), pilot: 'yes' }
	]);
	expect(figures.swap).toMatchObject({ taken: 2, pilots: 1 });
	expect(figures.party).not.toHaveProperty('pilots');
	const order = ['cards', 'party', 'swap', 'constructor'].map((id) => ({ id }));
	expect(pilotsFirst(order, figures).map(({ id }) => id)).toEqual(['swap', 'cards', 'party', 'constructor']);
	expect(pilotsFirst(order, {})).toEqual(order);
});
