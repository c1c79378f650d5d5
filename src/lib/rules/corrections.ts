/** What an audit found out, as corrections that the publisher of a directory can take over: keyed by its own ids. */
import { auditStates } from './audit-state.ts';
import { metresBetween } from './distance.ts';
import { spreadsheet } from './spreadsheet.ts';
import { bareId, type AuditNote } from '../records/index.ts';
import type { ListedCoop } from './audit-list.ts';

/** What a publisher lists of a co-op, beyond what an audit asks for. */
export interface Published extends ListedCoop {
	/** As it is printed. */
	address?: string;
	/** Of a branch: whose it is. */
	owner?: { id: string };
}

/** What is corrected; `status` and `kind` are of the co-op as a whole. */
export type CorrectedField = 'status' | 'kind' | 'address' | 'position';

export interface Correction {
	/** The source's own id, without this app's prefix; of a branch its owner's, which its postcode is to be read with. */
	id: string;
	/** Of a branch alone. */
	postcode?: string;
	name: string;
	field: CorrectedField;
	listed: string;
	seen: string;
	/** The day on which it was last looked at, YYYY-MM-DD. */
	when: string;
}

/** Nearer than this a position was not corrected but measured again: a postcode's centre is no better. */
const SAME_PLACE = 30;

/**
 * What differs from a source's own entries, in the order of its ids. What two auditors see differently, and what nobody
 * was sure of, is no correction. Notes that were taken back are not to be among them.
 */
export function corrections(
	source: string,
	coops: readonly Published[],
	notes: readonly AuditNote[],
	today: string
): Correction[] {
	const states = auditStates(notes, today);
	const rows: Correction[] = [];
	for (const coop of [...coops].sort((a, b) => (a.id < b.id ? -1 : 1))) {
		const state = states.get(coop.id);
		if (!state?.at || !coop.id.startsWith(`${source}:`)) continue;
		const when = state.at.slice(0, 10);
		const say = (field: CorrectedField, listed: string, seen: string) =>
			rows.push({ ...keyOf(coop), name: coop.name, field, listed, seen, when });
		const { seen, is_coop, moved_to, differs } = state;
		if (!differs.includes('seen')) {
			if (seen === 'gone' || seen === 'moved') say('status', 'listed', seen);
			if (seen === 'moved' && moved_to?.place) say('address', coop.address ?? '', moved_to.place);
			const point = seen === 'moved' ? moved_to?.point : undefined;
			if (point && !(coop.point && metresBetween(coop.point, point) < SAME_PLACE))
				say('position', coop.point ? position(coop.point) : '', position(point));
		}
		if (is_coop && is_coop !== 'coop' && is_coop !== 'unsure' && !differs.includes('is_coop'))
			say('kind', 'coop', is_coop);
	}
	return rows;
}

/** By what a publisher finds its own row again: branches have no number of their own. */
function keyOf({ id, owner, postcode }: Published): Pick<Correction, 'id' | 'postcode'> {
	return owner && postcode ? { id: bareId(owner.id), postcode } : { id: bareId(id) };
}

/** The same as a table for a spreadsheet; one of branches has their postcodes. */
export function correctionsCsv(rows: readonly Correction[]): Promise<string> {
	const key: (keyof Correction)[] = rows.some(({ postcode }) => postcode) ? ['id', 'postcode'] : ['id'];
	return spreadsheet<keyof Correction>([...key, 'name', 'field', 'listed', 'seen', 'when'], rows);
}

/** Latitude first, as maps are asked. */
const position = ([x, y]: readonly [number, number]) => `${y.toFixed(6)}, ${x.toFixed(6)}`;
