import { m } from '$lib/i18n';
import type { Stroke } from './door-shapes.ts';

/** How a co-op stands with an audit: nobody has looked, it is here, it has gone, nobody is sure, nobody had listed it. */
export type CoopMarkName = 'unseen' | 'here' | 'gone' | 'unsure' | 'new';

const gable = 'M4.5 12.5 14 4l9.5 8.5V24h-19z';

/** The mark of each, a gable, for lists and maps alike: told apart by what stands in it, and by colour as well. */
export const coopShapes: Readonly<Record<CoopMarkName, readonly Stroke[]>> = {
	unseen: [{ path: gable, colour: 'brick', width: 2.5 }],
	here: [
		{ path: gable, colour: 'green' },
		{ path: gable, colour: 'green', width: 2.5 },
		{ path: 'm9 15.5 3.8 3.8 6.4-7.2', colour: 'on-green', width: 3 }
	],
	gone: [
		{ path: gable, colour: 'slate', width: 2.5 },
		{ path: 'M3 25 25 3', colour: 'slate', width: 2.5 }
	],
	unsure: [
		{ path: gable, colour: 'mustard' },
		{ path: gable, colour: 'on-mustard', width: 2.5 },
		{
			path: 'M11.2 13.3a2.8 2.8 0 1 1 4.2 2.4c-.9.5-1.4 1-1.4 1.9M14 20.9v.1',
			colour: 'on-mustard',
			width: 2.4
		}
	],
	new: [
		{ path: gable, colour: 'brick' },
		{ path: gable, colour: 'brick', width: 2.5 },
		{ path: 'M14 11v9M9.5 15.5h9', colour: 'ground', width: 3 }
	]
};

/** The word of each. */
export const coopMarkWords = {
	unseen: m.directory_mark_unseen,
	here: m.directory_mark_here,
	gone: m.directory_mark_gone,
	unsure: m.directory_mark_unsure,
	new: m.directory_mark_new
} as const;
