/** In what circumstances phones and their network are compared, and what each candidate is called. */
import { LOOPBACK, MOBILE, POOR, type Shape } from './network';
import type { Name, Where } from './page/main';

export interface Circumstance {
	words: string;
	shape: Shape;
	/** How many times slower than this machine the page's thread is; workers keep their speed. */
	cpu: number;
}

export const CIRCUMSTANCES = [
	{ words: 'loopback', shape: LOOPBACK, cpu: 1 },
	{ words: 'loopback, 4x slower CPU', shape: LOOPBACK, cpu: 4 },
	{ words: '100 ms, 10 Mbit/s, 4x slower CPU', shape: MOBILE, cpu: 4 },
	{ words: '300 ms, 1.6 Mbit/s', shape: POOR, cpu: 1 }
] as const satisfies Circumstance[];

/** A candidate and the thread it works on. */
export const RUNNERS = {
	ours: { name: 'ours', where: 'worker', words: 'ours' },
	raw: { name: 'raw', where: 'worker', words: 'floor' },
	oursOnPage: { name: 'ours', where: 'page', words: 'ours on the page' },
	rawOnPage: { name: 'raw', where: 'page', words: 'floor on the page' },
	pouch: { name: 'pouch', where: 'page', words: 'PouchDB' },
	tuned: { name: 'tuned', where: 'page', words: 'PouchDB tuned' },
	rx: { name: 'rx', where: 'page', words: 'RxDB' }
} as const satisfies Record<string, { name: Name; where: Where; words: string }>;

export type Runner = keyof typeof RUNNERS;
export const runners = Object.keys(RUNNERS) as Runner[];
