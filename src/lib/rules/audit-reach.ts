/** How far an audit reaches: so many metres around a place, or the areas of the group's patches. */
import { postcodeDistrict, type Community, type Patch } from '../records/index.ts';
import { cornersOf } from './area.ts';
import type { Around, AuditRow, ListedCoop } from './audit-list.ts';
import { centreOf } from './centre.ts';

export const REACHES = [500, 1000, 2000, 5000, 10_000] as const;
export const USUAL_REACH = 2000;
export type Reach = (typeof REACHES)[number] | 'patches';

/** Where a phone keeps how far its audit of a group's area reaches. */
export const reachKey = (group: string): string => `audit-reach:${group}`;

/** Where a group is, as far as an audit asks. */
export interface GroupPlaces {
	point?: Community['point'] | undefined;
	patches: readonly Pick<Patch, 'area'>[];
}

/** What an audit is around; nothing where nobody knows where the group is. `here` is where somebody stands. */
export function aroundOf(
	reach: Reach,
	{ point, patches }: GroupPlaces,
	here?: readonly [number, number]
): Around | undefined {
	const areas = patches.map(({ area }) => cornersOf(area)).filter(({ length }) => length > 2);
	const middle = areas[0] && centreOf({ type: 'Polygon', coordinates: [areas[0]] });
	const from = here ?? point ?? middle;
	if (!from) return undefined;
	if (reach === 'patches' && areas.length > 0) return { from, areas };
	return { from, metres: reach === 'patches' ? USUAL_REACH : reach };
}

/** A co-op without a position that may be near all the same: of the same postcode area as something near, or by its place. */
export function isMaybeNear(
	{ coop }: AuditRow<ListedCoop & { place?: string }>,
	near: readonly AuditRow[],
	{ postcode, place }: Pick<Community, 'postcode' | 'place'>
): boolean {
	if (coop.id.startsWith('coop:')) return true;
	if (place && coop.place?.toLowerCase() === place.trim().toLowerCase()) return true;
	const area = areaOfPostcode(coop.postcode);
	return (
		area !== undefined &&
		[postcode, ...near.map((row) => row.coop.postcode)].map(areaOfPostcode).includes(area)
	);
}

/** `OL` of `OL16 1AA`. */
const areaOfPostcode = (code: string | undefined) =>
	code === undefined ? undefined : postcodeDistrict(code)?.replace(/\d.*$/, '');
