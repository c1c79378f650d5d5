/** Co-ops that people here can use: those that somebody saw, and, where it is asked for, those that are only listed. */
import type { AuditNote, Coop, Need } from '../records/index.ts';
import { auditStates, isCoopHere, NOT_YET, type AuditState } from './audit-state.ts';
import type { ListedInDirectory } from './listed-in-directory.ts';
import { metresBetween } from './distance.ts';
import { needsMet } from './needs.ts';
import { OUTLETS, outletId } from './outlet-ids.ts';
import { outletNeeds, type KnownOutlet } from './outlets.ts';
import type { Coop as Fact } from './reference/facts.ts';

/** As much of a listed co-op as is said of it; a directory's whole row fits. */
export type Listed = Pick<ListedInDirectory, 'id' | 'name' | 'place' | 'postcode' | 'website' | 'point'> &
	Pick<ListedInDirectory, 'needs' | 'owner'> & { source: string };

export interface UsableCoop {
	/** The directory's id of it, or that of the group's own record. */
	id: string;
	name: string;
	/** Of a branch: the name of the co-op that it belongs to. */
	owner?: string;
	needs: readonly Need[];
	/** What it can be used for, in words. */
	uses?: string;
	/** When it is open, in words. */
	hours?: string;
	/** Where strangers find it, in words. */
	where?: string;
	website?: string;
	/** When somebody last saw it; absent where nobody looked yet. */
	at?: string;
	/** The directory's source, where it is listed. */
	source?: string;
	/** Whose other list it was taken from, and on which terms that may be shown. */
	terms?: { source?: string; licence?: string };
	/** From the place that was asked about, where both are known. */
	metres?: number;
}

export interface Usable {
	own: readonly Coop[];
	listed: readonly Listed[];
	/** Notes that were taken back are not to be among them. */
	notes: readonly AuditNote[];
}

/** Those that are listed and nobody looked at: around a place, so far. */
export interface Unseen {
	from: readonly [number, number];
	metres: number;
}

const HERE = ['confirmed', 'moved', 'new'];

/**
 * Those that somebody saw to be here and did not say to be something else, by name; with `unseen` those too that nobody
 * looked at, after them, the nearest first. What the group itself added without a position is in reach.
 */
export function usableCoops({ own, listed, notes }: Usable, today: string, unseen?: Unseen): UsableCoop[] {
	const states = auditStates(notes, today);
	const seen: UsableCoop[] = [];
	const others: UsableCoop[] = [];
	const sort = (id: string, point: readonly [number, number] | undefined, say: Say) => {
		const state = states.get(id) ?? NOT_YET;
		const metres = unseen && point && metresBetween(unseen.from, point);
		if (isUsable(state)) seen.push(say(state));
		else if (state.looks === 0 && unseen && isInReach(id, unseen, metres))
			others.push({ ...say(state), ...(metres !== undefined && { metres }) });
	};
	for (const coop of own) sort(coop._id, coop.point, (state) => ownCoop(coop, state));
	for (const coop of listed) sort(coop.id, coop.point, (state) => listedCoop(coop, state));
	seen.sort(byName);
	others.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || byName(a, b));
	return [...seen, ...others];
}

/** A whole row of a directory as it is listed on phones. */
export function listedFact(fact: Fact): Listed {
	const { id, source, name, place, postcode, website, point } = fact;
	return { id: `${source}:${id}`, source, name, place, postcode, website, point, needs: needsMet(fact) };
}

/** A branch as the imported facts have it, as it is listed on phones. */
export function listedOutlet({ owner, postcode, name, place, point }: KnownOutlet): Listed {
	return {
		...{ id: outletId(owner.id, postcode), source: OUTLETS, postcode, place, point, website: owner.website },
		...{ name: name ?? owner.name, needs: outletNeeds(name, owner) },
		owner: { id: `${owner.source}:${owner.id}`, name: owner.name }
	} as Listed;
}

type Say = (state: AuditState) => UsableCoop;

const isUsable = (state: AuditState) => HERE.includes(state.seen ?? '') && isCoopHere(state);

const isInReach = (id: string, unseen: Unseen, metres: number | undefined) =>
	metres === undefined ? id.startsWith('coop:') : metres <= unseen.metres;

function ownCoop(coop: Coop, state: AuditState): UsableCoop {
	const { _id, name, needs, address, place, postcode, website, source, licence } = coop;
	const where = state.moved_to?.place ? [state.moved_to.place, place] : [address, place, postcode];
	const terms = { ...(source && { source }), ...(licence && { licence }) };
	const from = source || licence ? terms : undefined;
	return usable({ id: _id, name, needs, website, terms: from }, state, where);
}

function listedCoop(coop: Listed, state: AuditState): UsableCoop {
	const { id, name, needs, place, postcode, website, source, owner } = coop;
	const where = state.moved_to?.place ? [state.moved_to.place, place] : [place, postcode];
	return usable({ id, name, owner: owner?.name, needs, website, source }, state, where);
}

type Told = { [field in keyof UsableCoop]: UsableCoop[field] | undefined } & Pick<
	UsableCoop,
	'id' | 'name' | 'needs'
>;

function usable(coop: Told, state: AuditState, where: readonly (string | undefined)[]): UsableCoop {
	const said: Told = {
		...coop,
		needs: state.needs ?? coop.needs,
		uses: state.uses,
		hours: state.hours,
		where: [...new Set(where)].filter(Boolean).join(', ') || undefined,
		at: state.at
	};
	const told = Object.entries(said).filter(([, value]) => value !== undefined);
	return Object.fromEntries(told) as unknown as UsableCoop;
}

const byName = (a: UsableCoop, b: UsableCoop) => {
	const [one, other] = [a, b].map(({ name, id }) => `${name.toLowerCase()} ${id}`);
	return String(one) < String(other) ? -1 : 1;
};
