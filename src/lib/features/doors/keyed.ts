import { suppression, visit, type Author, type Result, type Suppression, type Visit } from '$lib/records';
import { slotOf } from '$lib/rules';
import type { DoorRow } from '$lib/store';
import { suppressionOf } from './results.ts';

/** When a sheet was walked: the moment in this phone's time zone, or why it can't be one. */
export function readWalked(
	day: string,
	time: string,
	now: Date
): { ok: true; at: Date } | { ok: false; code: 'needed' | 'not_yet' } {
	const at = new Date(`${day}T${time}`);
	if (Number.isNaN(at.getTime())) return { ok: false, code: 'needed' };
	return at > now ? { ok: false, code: 'not_yet' } : { ok: true, at };
}

/** Whether a door has its visit of this walk already: keying a sheet in twice changes nothing. */
export const isKeyed = ({ fold }: DoorRow, at: Date, member: string): boolean =>
	fold.last?.at === at.toISOString() && fold.last.by === member;

/** The visits of a sheet, with what they suppress; each as of the walk, made now. */
export function keyedRecords(
	patch: string,
	keyed: readonly (readonly [door: string, result: Result])[],
	at: Date,
	author: Author
): (Visit | Suppression)[] {
	return keyed.flatMap(([door, result]) => {
		const made = visit.make({ door, patch, at: at.toISOString(), slot: slotOf(at), result }, author);
		const kind = suppressionOf(result);
		const block = kind && suppression.make({ door, patch, kind }, author);
		if (!made.ok || (block && !block.ok)) throw new Error(`keyed: ${door} ${result}`);
		return block ? [made.record, block.record] : [made.record];
	});
}
