/** How districts are told apart without colour: a pattern for each class, on the map and beside its word. */

/** How much a district has of co-ops, the least first. */
export const CLASSES = ['desert', 'few', 'usual', 'many', 'no_data'] as const;
export type MapClass = (typeof CLASSES)[number];

/** Patterns are tiles of this many pixels a side. */
export const TILE = 16;

interface Pattern {
	colour: 'stop' | 'mustard-ink' | 'slate' | 'green';
	/** An SVG path within a tile; it goes on in the next one. */
	path: string;
	width: number;
	/** How much of the colour lies below the pattern, which is thin on a whole country: of 1. */
	wash: number;
}

export const CLASS_PATTERNS: Record<MapClass, Pattern> = {
	desert: { colour: 'stop', path: 'M0 0L16 16M16 0L0 16', width: 2, wash: 0.2 },
	few: { colour: 'mustard-ink', path: 'M0 16L16 0M-4 4L4 -4M12 20L20 12', width: 1.5, wash: 0.2 },
	usual: { colour: 'slate', path: '', width: 0, wash: 0 },
	many: { colour: 'green', path: 'M4 4v0M12 12v0M12 4v0M4 12v0', width: 5, wash: 0.2 },
	no_data: { colour: 'slate', path: 'M5 8h6', width: 1.5, wash: 0 }
};
