import { formatList, formatNumber, m } from '$lib/i18n';
import type { Building, DoorInput } from '$lib/records';
import { addressLine, type Flat } from '$lib/rules';
import type { DoorRow } from '$lib/store';

export const accessWords: Record<Building['access'], () => string> = {
	open: m.flats_access_open,
	buzzer: m.flats_access_buzzer,
	locked: m.flats_access_locked,
	unknown: m.flats_access_unknown
};

export const sayFloor = (floor: number) =>
	floor === 0 ? m.flats_ground() : m.flats_floor({ floor: formatNumber(floor) });

/** `Weavers House, 60 Toad Lane`. */
export function sayBuilding({ name, ...address }: Building): string {
	if (address.number === undefined) return addressLine({ ...address, ...(name && { name }) });
	return [name, addressLine(address)].filter(Boolean).join(', ');
}

/** Where one stands in a block, and how one gets in: `Floor 3 of 10 · Buzzer · The caretaker is in until noon`. */
export function sayWayIn({ floors, access, note }: Building, floor: number | undefined): string {
	const where =
		floor === undefined || floor === 0
			? sayFloor(0)
			: m.flats_floor_of({ floor: formatNumber(floor), floors: formatNumber(floors) });
	return [where, accessWords[access](), note?.split('\n')[0]].filter(Boolean).join(' · ');
}

/** `Flat 5, Flat 6 and Flat 7`; of many the first few and the last. */
export function fewLabels(rows: readonly DoorRow[]): string {
	const units = rows.map(({ unit, label }) => (unit ? m.flats_unit({ unit }) : label));
	return units.length > 6 ? `${units.slice(0, 4).join(', ')} … ${units.at(-1)}` : formatList(units);
}

export interface Floor {
	floor: number;
	rows: DoorRow[];
}

/** The flats of a building by floor, the top floor first, as they stand above one another; in list order within. */
export function floorsOf(rows: readonly DoorRow[]): Floor[] {
	const floors = new Map<number, DoorRow[]>();
	for (const row of rows) {
		const floor = row.floor ?? 0;
		floors.set(floor, [...(floors.get(floor) ?? []), row]);
	}
	return [...floors].map(([floor, flats]) => ({ floor, rows: flats })).sort((a, b) => b.floor - a.floor);
}

/** The doors of a block as its floors were laid out; they carry its address and name it. */
export function doorsOf(building: Building, flats: readonly Flat[]): DoorInput[] {
	const { _id, patch, number, suffix, name, street, locality, postcode, point } = building;
	return flats.map(({ unit, floor }) => ({
		patch,
		building: _id,
		floor,
		unit,
		street,
		...(number !== undefined && { number }),
		...(suffix && { suffix }),
		...(name && { name }),
		...(locality && { locality }),
		...(postcode && { postcode }),
		...(point && { point }),
		source: 'range' as const
	}));
}
