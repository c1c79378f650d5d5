import { bring, type Bring } from '$lib/records';
import { expect, test } from 'vitest';
import { actsOf, after, inSection, isGivenBack } from './bring-list.ts';

const me = 'member:01k0toad0ane000000000000m1';
const one = (fields: Partial<Bring>): Bring => ({ ...bring.sample(), who: undefined, ...fields });

test('what is still wanted stands first, and what was struck off not at all', () => {
	const list = [
		one({ item: 'Cake', sort: 'sweet', state: 'promised' }),
		one({ item: 'Quiche', sort: 'savoury', state: 'promised' }),
		one({ item: 'Squash', sort: 'drink', state: 'wanted' }),
		one({ item: 'Jelly', sort: 'sweet', state: 'gone' }),
		one({ item: 'Urn', sort: 'kit', state: 'gone', who: 'Joyce' }),
		one({ item: 'Disco', sort: 'kit', state: 'gone' })
	];
	expect(inSection(list, 'food').map(({ item }) => item)).toEqual(['Squash', 'Quiche', 'Cake']);
	expect(inSection(list, 'kit').map(({ item }) => item)).toEqual(['Urn']);
});

test('kit comes, is given back, and can come again; what was struck off is nobody’s', () => {
	let urn = one({ sort: 'kit', state: 'wanted' });
	const go = (act: Parameters<typeof after>[1]) => {
		expect(actsOf(urn)).toContain(act);
		urn = { ...urn, ...after(urn, act, me) } as Bring;
	};
	go('mine');
	expect(urn).toMatchObject({ state: 'promised', member: me });
	go('here');
	go('back');
	expect(isGivenBack(urn)).toBe(true);
	go('here');
	go('release');
	expect(urn).toMatchObject({ state: 'wanted', member: undefined });
	go('strike');
	expect(isGivenBack(urn)).toBe(false);
});
