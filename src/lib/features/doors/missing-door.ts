import { door, type Author, type Door } from '$lib/records';
import type { DoorRow, GroupStore } from '$lib/store';

export interface HouseNumber {
	number: number;
	suffix?: string;
}

const key = ({ number, suffix }: { number?: number | undefined; suffix?: string | undefined }) =>
	`${number ?? ''}${(suffix ?? '').toLowerCase()}`;

/**
 * Up to three numbers that are likely to be missing beside a door: what fills the gap to the neighbours on its side of
 * the street, and the next letter after its own number. Nearest first.
 */
export function suggestNumbers(near: DoorRow, street: readonly DoorRow[]): HouseNumber[] {
	const { number, side } = near;
	if (number === undefined) return [];
	const there = new Set(street.map(key));
	const free = (one: HouseNumber) => one.number > 0 && !there.has(key(one));
	const letter = [...'abcdefgh'].map((suffix) => ({ number, suffix })).find(free);

	const across = street.flatMap((row) => (row.side === side && row.number !== undefined ? [row.number] : []));
	const above = Math.min(...across.filter((other) => other > number));
	const below = Math.max(...across.filter((other) => other < number));
	const step = 2;
	const gap = [
		{ number: number + step, between: above },
		{ number: number - step, between: below }
	]
		.filter(({ between }) => Math.abs(between - number) > step)
		.map(({ number: missing }) => ({ number: missing }))
		.filter(free);
	return [...(letter ? [letter] : []), ...gap].slice(0, 3);
}

export type Missing =
	{ ok: true; row?: DoorRow } | { ok: false; why: 'invalid' } | { ok: false; why: 'there'; address: string };

/** Adds a door beside the one being stood at, in the same street and place. Rejects when the phone can't save. */
export async function addMissingDoor(
	store: GroupStore,
	near: DoorRow,
	house: Partial<HouseNumber> | { name: string },
	author: Author
): Promise<Missing> {
	const { patch, street } = near;
	const { locality, postcode } = (await store.get<Door>(near.id)) ?? {};
	const place = { ...(locality && { locality }), ...(postcode && { postcode }) };
	const made = door.make({ patch, street, ...place, ...house, source: 'added' }, author);
	if (!made.ok) return { ok: false, why: 'invalid' };
	const there = await store.door(made.record._id);
	if (there) return { ok: false, why: 'there', address: there.address };
	await store.put(made.record);
	// The door is saved; should this reading fail, the walk learns of it later.
	const row = await store.door(made.record._id).catch(() => undefined);
	return { ok: true, ...(row && { row }) };
}
