/** What an audit shows of each need: who serves it here, or how far one has to go, or that nobody can say. */
import { auditProgress, type AuditProgress, type NeedState } from './audit-progress.ts';
import { nearestByNeed, type AuditList, type ListedCoop, type PlacedRow } from './audit-list.ts';
import { NEEDS, type Need } from './needs.ts';
import type { KnownDistrict } from './districts/file.ts';

export interface NeedFinding<C extends ListedCoop = ListedCoop> {
	need: Need;
	state: NeedState;
	/** Here, or where nobody here does it, beyond the audit's reach; nothing where nobody can say. */
	nearest?: PlacedRow<C>;
}

/** Farther than this from the next listed co-op nothing is known of a place, in metres. */
const SILENCE = 30_000;

/**
 * Whether a directory has positions for the part of the country around a place: as its district says, or where that is
 * not known, when it places anything within a day's outing.
 */
export function isCovered(
	district: Pick<KnownDistrict, 'coops'> | undefined,
	everywhere: readonly Pick<PlacedRow, 'metres' | 'coop'>[]
): boolean {
	if (district) return district.coops !== undefined;
	return everywhere.some(({ metres, coop }) => metres <= SILENCE && !coop.id.startsWith('coop:'));
}

/** The progress of an audit, and one finding for each need. `everywhere` is the same list with no end to its reach. */
export function findings<C extends ListedCoop>(
	list: AuditList<C>,
	everywhere: readonly PlacedRow<C>[],
	covered: boolean
): { progress: AuditProgress; needs: NeedFinding<C>[] } {
	const progress = auditProgress(list, { covered });
	const here = nearestByNeed(list.near);
	const far = nearestByNeed(everywhere);
	const needs = NEEDS.map((need): NeedFinding<C> => {
		const state = progress.needs.find((one) => one.need === need)?.state ?? 'no_data';
		const nearest = state === 'no_data' ? undefined : (here[need] ?? far[need]);
		return { need, state, ...(nearest && { nearest }) };
	});
	return { progress, needs };
}
