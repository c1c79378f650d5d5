/** Who looked at what, and what day it is. Pure. */
import type { AuditNote, Member } from '$lib/records';
import { clockAt, HOME_ZONE } from '$lib/rules';

/** The day of a moment in ms, by the clocks at home. */
export const dayOn = (moment: number): string => clockAt(new Date(moment), HOME_ZONE).slice(0, 10);

/** Who looked last at each co-op: members by the co-op's id. */
export function lastLookers(notes: readonly AuditNote[]): ReadonlyMap<string, string> {
	const key = ({ at, _id }: AuditNote) => `${at} ${_id}`;
	const inOrder = [...notes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
	return new Map(inOrder.map(({ of, created_by }) => [of, created_by]));
}

/** Names by the member's id. */
export const namesOf = (members: readonly Member[]): ReadonlyMap<string, string> =>
	new Map(members.map(({ _id, name }) => [_id, name]));
