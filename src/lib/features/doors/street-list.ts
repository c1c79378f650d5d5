import type { DoorRow } from '$lib/store';

export interface Street {
	name: string;
	rows: DoorRow[];
	/** Doors of it that were visited. */
	done: number;
	/** How many doors stand in the streets before it. */
	before: number;
}

/** Doors grouped by street, in the order they come in. */
export function streetsOf(rows: readonly DoorRow[]): Street[] {
	const streets = new Map<string, Street>();
	for (const row of rows) {
		const street = streets.get(row.street) ?? { name: row.street, rows: [], done: 0, before: 0 };
		street.rows.push(row);
		if (row.fold.visits > 0) street.done += 1;
		streets.set(row.street, street);
	}
	let before = 0;
	const list = [...streets.values()];
	for (const street of list) {
		street.before = before;
		before += street.rows.length;
	}
	return list;
}

/** Whether every word looked for begins somewhere in the address or the postcode: `14 alb` finds 14 Albany Road. */
export function matchesSearch({ address, postcode = '' }: DoorRow, search: string): boolean {
	const text = ` ${address} ${postcode} ${postcode.replace(' ', '')}`.toLowerCase();
	const words = search
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean);
	return words.every((word) => text.includes(` ${word}`));
}
