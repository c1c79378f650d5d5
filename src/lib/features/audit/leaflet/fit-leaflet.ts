/** What of a list fits the columns of a folded sheet. */

/** An entry as high as it is printed; `group` is what it stands under. */
export interface Tall {
	id: string;
	group: string;
	height: number;
}

export interface Piece {
	group: string;
	/** The group begins here, with its heading. */
	begins: boolean;
	ids: string[];
}

export interface Laid {
	/** What stands in each column. */
	columns: Piece[][];
	/** What fits nowhere, in the order of its importance. */
	left: string[];
}

/**
 * Lays entries into columns of these heights: group after group in the order of `groups`, a heading never by itself. The
 * first are the most important: where not all fit, the last are left out.
 */
export function layColumns(
	entries: readonly Tall[],
	groups: readonly string[],
	heading: number,
	columns: readonly number[]
): Laid {
	for (let count = entries.length; count > 0; count--) {
		const laid = layAll(entries.slice(0, count), groups, heading, columns);
		if (laid) return { columns: laid, left: entries.slice(count).map(({ id }) => id) };
	}
	return { columns: columns.map(() => []), left: entries.map(({ id }) => id) };
}

/** Lays what fits into columns of this height as evenly as it goes, in steps of so much. */
export function layEvenly(
	entries: readonly Tall[],
	groups: readonly string[],
	heading: number,
	{ columns, height, step }: { columns: number; height: number; step: number }
): Piece[][] | undefined {
	let even: Piece[][] | undefined;
	for (let high = height; high > 0; high -= step) {
		const laid = layAll(entries, groups, heading, Array<number>(columns).fill(high));
		if (!laid) break;
		even = laid;
	}
	return even;
}

function layAll(
	entries: readonly Tall[],
	groups: readonly string[],
	heading: number,
	heights: readonly number[]
): Piece[][] | undefined {
	const columns: Piece[][] = heights.map(() => []);
	let at = 0;
	let room = heights[0] ?? 0;
	for (const group of groups) {
		let begins = true;
		for (const { id, height } of entries.filter((entry) => entry.group === group)) {
			const needed = height + (begins ? heading : 0);
			while (needed > room) {
				at += 1;
				if (at >= heights.length) return undefined;
				room = heights[at] as number;
			}
			room -= needed;
			const column = columns[at] as Piece[];
			const last = column.at(-1);
			if (!begins && last?.group === group) last.ids.push(id);
			else column.push({ group, begins, ids: [id] });
			begins = false;
		}
	}
	return columns;
}
