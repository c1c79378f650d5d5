/** How far an audit has got, and what it shows. Plain figures: what they come to in words is said elsewhere. */
import { NEEDS, type Need, type Seen } from '../records/index.ts';
import { isCoopHere } from './audit-state.ts';
import { coopOf } from './outlet-ids.ts';
import { nearestByNeed, type AuditList, type AuditRow, type ListedCoop } from './audit-list.ts';

/** Whether neighbours can use a co-op here for something; `no_data` where nobody can say. */
export type NeedState = 'met' | 'not_met' | 'no_data';

export interface NeedFound {
	need: Need;
	state: NeedState;
	/** How many co-ops here serve it. */
	coops: number;
	/** The nearest of them, where it is known where they are. */
	nearest?: { id: string; name: string; metres: number };
}

export interface AuditProgress {
	/** Co-ops and branches in reach that the directory lists: those to look at. */
	listed: number;
	/** Of these: how many somebody looked at, and how many not yet. */
	looked_at: number;
	not_yet: number;
	/** Of those looked at, as they were seen last. */
	confirmed: number;
	gone: number;
	moved: number;
	unsure: number;
	/** Of those looked at: what is there and is no co-op, though listed as one. */
	not_coops: number;
	/** Co-ops here that nobody had listed. */
	new: number;
	/** Of those looked at and those found: two people saw different things; to be looked at once more. */
	differs: number;
	/** Co-ops that are listed with no position. */
	no_data: number;
	/** Co-ops here, each once however many branches it has, and of how many nobody says what they can be used for. */
	here: number;
	here_unknown: number;
	/** One for each need that has a name, in their usual order. */
	needs: NeedFound[];
}

/**
 * What a list comes to. `covered` says that the directory has positions for this part of the country: where it has none,
 * a need that nobody is seen to serve is no data, never a need that is not met.
 */
export function auditProgress<C extends ListedCoop>(
	{ near, no_data }: AuditList<C>,
	{ covered }: { covered: boolean }
): AuditProgress {
	const listed = near.filter((row) => !isOwn(row));
	const seen = (what: Seen) => listed.filter(({ state }) => state.seen === what).length;
	const looked = listed.filter(({ state }) => state.looks > 0);
	const here = near.filter(({ state }) => isCoopHere(state));
	const nearest = nearestByNeed(near);
	return {
		listed: listed.length,
		looked_at: looked.length,
		not_yet: listed.length - looked.length,
		confirmed: seen('confirmed'),
		gone: seen('gone'),
		moved: seen('moved'),
		unsure: seen('unsure'),
		not_coops: looked.filter(({ state }) => state.seen !== 'gone' && !isCoopHere(state)).length,
		new: here.filter(isOwn).length,
		differs: near.filter(({ state }) => state.differs.length > 0).length,
		no_data: no_data.length,
		here: coopsIn(here),
		here_unknown: coopsIn(here) - coopsIn(here.filter(({ needs }) => needs.length > 0)),
		needs: NAMED.map((need) => {
			const coops = coopsIn(here.filter(({ needs }) => needs.includes(need)));
			const first = nearest[need];
			return {
				need,
				state: coops > 0 ? 'met' : covered ? 'not_met' : 'no_data',
				coops,
				...(first && { nearest: { id: first.coop.id, name: first.coop.name, metres: first.metres } })
			};
		})
	};
}

/** Co-ops for every 10,000 people; undefined where nobody knows how many people there are. */
export function per10000(coops: number, population: number | undefined): number | undefined {
	return population === undefined || population <= 0 ? undefined : (coops * 10_000) / population;
}

/** Nobody misses something other. */
const NAMED = NEEDS.filter((need) => need !== 'other');

const coopsIn = (rows: readonly AuditRow[]) => new Set(rows.map(({ coop }) => coopOf(coop.id))).size;

/** One that the group added itself. */
const isOwn = ({ coop }: AuditRow) => coop.id.startsWith('coop:');
