/** Who brings what, as the list shows it. Pure. */
import type { Bring, BringSort } from '$lib/records';

export const SECTIONS = ['food', 'kit', 'role', 'other'] as const;
export type Section = (typeof SECTIONS)[number];

const SORTS: Record<Section, readonly BringSort[]> = {
	food: ['savoury', 'sweet', 'drink'],
	kit: ['kit'],
	role: ['role'],
	other: ['other']
};

const ORDER: readonly Bring['state'][] = ['wanted', 'promised', 'here', 'gone'];

/** What stands in a section: what is still wanted first. Kit that was given back stays there, what was struck off doesn’t. */
export function inSection(brings: readonly Bring[], section: Section): Bring[] {
	const sorts = SORTS[section];
	const rank = (one: Bring) => ORDER.indexOf(one.state) * 10 + sorts.indexOf(one.sort);
	return brings
		.filter((one) => sorts.includes(one.sort) && (one.state !== 'gone' || isGivenBack(one)))
		.sort((a, b) => rank(a) - rank(b) || (a._id < b._id ? -1 : 1));
}

/** Kit that somebody lent, and has again. */
export const isGivenBack = ({ sort, state, who, member }: Bring): boolean =>
	sort === 'kit' && state === 'gone' && Boolean(who ?? member);

/** What can be done with something on the list; the commonest first. */
export type BringAct = 'mine' | 'here' | 'back' | 'release' | 'strike';

export function actsOf({ state, sort }: Bring): BringAct[] {
	if (state === 'wanted') return ['mine', 'strike'];
	if (state === 'promised') return ['here', 'release', 'strike'];
	if (state === 'here') return sort === 'kit' ? ['back', 'release'] : ['release', 'strike'];
	return ['here'];
}

type Standing = Pick<Bring, 'state'> & { who?: string | undefined; member?: string | undefined };

/** What a bring says of itself once this was done. What is struck off says no more who would have brought it. */
export function after(one: Bring, act: BringAct, me: string): Standing {
	const { who, member } = one;
	if (act === 'mine') return { state: 'promised', who: undefined, member: me };
	if (act === 'here') return { state: 'here', who, member };
	if (act === 'back') return { state: 'gone', who, member };
	if (act === 'release') return { state: 'wanted', who: undefined, member: undefined };
	return { state: 'gone', who: undefined, member: undefined };
}
