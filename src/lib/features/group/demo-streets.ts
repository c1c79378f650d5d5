import type { DoorInput, Result } from '$lib/records';

/** The made-up streets of the demo group, their people, and how it went at the doors so far. */

export const DEMO_PEOPLE = [
	{ name: 'Sam Whitworth', role: 'organiser' },
	{ name: 'Ann Tweedale', role: 'organiser' },
	{ name: 'Dev Patel', role: 'volunteer' },
	{ name: 'Maggie O’Hara', role: 'volunteer' }
] as const;

export interface DemoWalk {
	/** Which of the people walked. */
	by: number;
	/** How many weeks ago, on which day of the week (0 = Sunday), from what time. */
	weeks: number;
	weekday: number;
	hour: number;
	/** One letter a door in list order, see RESULT_OF; a dot = not called on. */
	went: string;
}

export interface DemoPatch {
	name: string;
	doors: Omit<DoorInput, 'patch'>[];
	walks: DemoWalk[];
}

export const RESULT_OF: Record<string, Result> = {
	n: 'no_answer',
	t: 'talked',
	b: 'come_back',
	f: 'not_now',
	x: 'do_not_knock',
	s: 'no_cold_callers',
	e: 'not_a_home'
};

const POSTCODE = 'OL12 6XX';
const numbers = (from: number, to: number, step: number) =>
	Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
const on = (street: string, house: Partial<DoorInput>): Omit<DoorInput, 'patch'> => ({
	street,
	postcode: POSTCODE,
	source: 'range',
	...house
});

export const DEMO_PATCHES: DemoPatch[] = [
	{
		name: 'Hope Street',
		doors: [
			...numbers(1, 29, 2).map((number) => on('Hope Street', { number })),
			...numbers(2, 26, 2).map((number) => on('Hope Street', { number })),
			on('Hope Street', { number: 14, suffix: 'a', source: 'added' }),
			on('Hope Street', { name: 'The Old Clubhouse' })
		],
		walks: [
			{ by: 0, weeks: 4, weekday: 6, hour: 10, went: 'tnntfnntsnbntnt' },
			{ by: 1, weeks: 4, weekday: 6, hour: 10, went: '...............ntnftnnxtnntnte' },
			{ by: 2, weeks: 2, weekday: 2, hour: 18, went: '.tn..tn...t.n..n..t.nt..n' },
			{ by: 0, weeks: 0, weekday: 6, hour: 11, went: '..n...t.....t..t....n...t' }
		]
	},
	{
		name: 'Alma Terrace',
		doors: numbers(1, 18, 1).map((number) => on('Alma Terrace', { number })),
		walks: [{ by: 3, weeks: 1, weekday: 3, hour: 18, went: 'ntntnfbnnt' }]
	},
	{
		name: 'Mill Court',
		doors: numbers(1, 12, 1).map((flat) => on('Weaver Street', { unit: `Flat ${flat}`, name: 'Mill Court' })),
		walks: []
	}
];
