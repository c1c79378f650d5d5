import type { Visit } from '$lib/records';

/**
 * Visits of a door on whose day another member called too, each with who that was: neither could know of the other
 * without a signal. `gone` are those taken back. Days are the phone's own.
 */
export function calledTwice(visits: readonly Visit[], gone: ReadonlySet<string>): Map<string, string[]> {
	const days = new Map<string, Visit[]>();
	for (const visit of visits) {
		if (gone.has(visit._id)) continue;
		const day = new Date(visit.at).toDateString();
		days.set(day, [...(days.get(day) ?? []), visit]);
	}
	const twice = new Map<string, string[]>();
	for (const day of days.values())
		for (const { _id, created_by } of day) {
			const others = new Set(day.map((one) => one.created_by).filter((one) => one !== created_by));
			if (others.size > 0) twice.set(_id, [...others]);
		}
	return twice;
}
