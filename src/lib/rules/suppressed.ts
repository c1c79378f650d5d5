/**
 * Whether a household asked not to be called on. Once any phone has recorded it, it holds on every phone;
 * only an explicit "they moved" lifts it, and only what its author had seen.
 */
import type { Suppression, Undo, Visit } from '../records/index.ts';

/** An undo of the same member within this time means that the button was hit by mistake. */
export const MISTAP_MS = 15_000;

type Refusal = {
	id: string;
	kind: 'do_not_knock' | 'no_cold_callers';
	by: string;
	at: string;
	lifted: boolean;
};

/** `blocked` by a wish, `sign` by a sign, or undefined; a wish weighs more. */
export function isSuppressed(
	visits: readonly Visit[],
	undos: readonly Undo[],
	suppressions: readonly Suppression[]
): 'blocked' | 'sign' | undefined {
	const lifted = new Set(suppressions.flatMap((item) => (item.kind === 'moved' ? (item.lifts ?? []) : [])));
	const refusals = suppressions.flatMap((item) =>
		item.kind === 'moved' ? [] : [refusal(item, item.kind, lifted)]
	);
	const moved = lastMove(suppressions) ?? '';
	// A visit whose suppression has not arrived yet counts as one: a phone that knows of the wish obeys it.
	const alone = visits.flatMap((visit) => {
		const kind = visit.result;
		if (kind !== 'do_not_knock' && kind !== 'no_cold_callers') return [];
		const own = { ...refusal(visit, kind, lifted), lifted: visit.created_at < moved };
		return refusals.some((other) => isSameTap(own, other)) ? [] : [own];
	});
	const standing = [...refusals, ...alone].filter((item) => !item.lifted && !wasMistap(item, visits, undos));
	if (standing.some((item) => item.kind === 'do_not_knock')) return 'blocked';
	return standing.length > 0 ? 'sign' : undefined;
}

/** When the last known move was recorded. */
export function lastMove(suppressions: readonly Suppression[]): string | undefined {
	const moves = suppressions.filter((item) => item.kind === 'moved').map((item) => item.created_at);
	return moves.sort().at(-1);
}

function refusal(item: Visit | Suppression, kind: Refusal['kind'], lifted: ReadonlySet<string>): Refusal {
	return { id: item._id, kind, by: item.created_by, at: item.created_at, lifted: lifted.has(item._id) };
}

/** The visit and the suppression that one tap wrote. */
function isSameTap(a: Refusal, b: Refusal): boolean {
	return a.by === b.by && a.kind === b.kind && isWithin(a.at, b.at);
}

/** Taken back at once: the record itself, or the visit of the same tap. */
function wasMistap(item: Refusal, visits: readonly Visit[], undos: readonly Undo[]): boolean {
	const taps = visits.filter(
		(visit) =>
			visit.created_by === item.by && visit.result === item.kind && isWithin(visit.created_at, item.at)
	);
	const ids = [item.id, ...taps.map((visit) => visit._id)];
	return undos.some(
		(undo) => ids.includes(undo.of) && undo.created_by === item.by && isWithin(undo.created_at, item.at)
	);
}

function isWithin(a: string, b: string): boolean {
	return Math.abs(Date.parse(a) - Date.parse(b)) <= MISTAP_MS;
}
