import type { DoorState } from './door-states.ts';

/** One stroke of a mark on a square of 28. */
export interface Stroke {
	path: string;
	/** Name of a colour of the theme, without the dashes. */
	colour:
		'field-line' | 'slate' | 'mustard' | 'on-mustard' | 'green' | 'on-green' | 'stop' | 'brick' | 'ground';
	/** Width of the line; filled where left out. */
	width?: number;
}

const circle = (r: number) => `M${14 - r} 14a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** The mark of each door state, for lists and maps alike: told apart by shape, and by colour as well. */
export const doorShapes: Readonly<Record<DoorState, readonly Stroke[]>> = {
	new: [{ path: circle(10), colour: 'field-line', width: 2.5 }],
	no_answer: [
		{ path: circle(10), colour: 'slate', width: 2.5 },
		{ path: 'M14 4a10 10 0 0 1 10 10H14z', colour: 'slate' }
	],
	come_back: [
		{ path: circle(11.5), colour: 'mustard' },
		{ path: circle(11.5), colour: 'on-mustard', width: 2.5 },
		{ path: 'M14 7.5V14l4.5 3', colour: 'on-mustard', width: 2.5 }
	],
	talked: [
		{ path: circle(11.5), colour: 'green' },
		{ path: 'm8.5 14.5 3.8 3.8 7.2-8', colour: 'on-green', width: 3 }
	],
	not_now: [{ path: 'M6 14h16', colour: 'slate', width: 3.5 }],
	blocked: [{ path: 'M2 9.5h24v9H2z', colour: 'stop' }],
	sign: [{ path: 'M5 5.5h18v11H5zM14 16.5v7M9 9.3h10M9 12.7h6', colour: 'stop', width: 2.5 }],
	leaflet_only: [{ path: 'M4 7h20v14H4zM4.5 8l9.5 7.5L23.5 8', colour: 'slate', width: 2.5 }],
	not_a_home: [{ path: 'M5 12.5 14 5l9 7.5M7.5 11v12h13V11M4 24 24 4', colour: 'slate', width: 2.5 }],
	set_aside: [{ path: 'M8.5 6v16M19.5 6v16', colour: 'slate', width: 3.5 }]
};
