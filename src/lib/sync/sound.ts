import { isId, isRev } from '../records/index.ts';
import type { Incoming } from '../store/replica.ts';
import { isObject } from './ours.ts';

const known = ['_id', '_rev', '_revisions', '_deleted'];
/** Four times what a record may be: later apps may allow more than this one. */
const mostCharacters = 262_144;
const deepest = 64;

/** Whether a revision has a name that the server can be asked for. */
export const isNamed = (one: { id: string; rev: string }): boolean => isId(one.id) && isRev(one.rev);

/**
 * Whether a replica can keep it. PouchDB gives up a whole batch for one field that begins with an underscore, and
 * IndexedDB a whole transaction for one value that is too deep or too large.
 */
export function isSound(doc: Record<string, unknown>): doc is Incoming {
	const { _id, _rev, _revisions, _deleted } = doc;
	if (typeof _id !== 'string' || typeof _rev !== 'string' || !isNamed({ id: _id, rev: _rev })) return false;
	if (_revisions !== undefined && !isHistory(_revisions, _rev)) return false;
	if (_deleted !== undefined && typeof _deleted !== 'boolean') return false;
	if (!Object.keys(doc).every((name) => !name.startsWith('_') || known.includes(name))) return false;
	const { _revisions: _history, ...body } = doc;
	return spend(body, deepest, mostCharacters) >= 0;
}

function isHistory(value: unknown, of: string): boolean {
	if (!isObject(value) || !Array.isArray(value.ids) || typeof value.start !== 'number') return false;
	const { start, ids } = value;
	if (of !== `${start}-${ids[0]}` || ids.length > start) return false;
	return ids.every((hash) => typeof hash === 'string' && hash.length === 32);
}

/** What is left of `room` after this value; less than nothing when it is too large or too deep. */
function spend(value: unknown, levels: number, room: number): number {
	if (typeof value === 'string') return room - value.length;
	if (typeof value !== 'object' || value === null) return room - 8;
	if (levels === 0) return -1;
	const list = Array.isArray(value);
	for (const [name, item] of list ? value.entries() : Object.entries(value)) {
		room = spend(item, levels - 1, room - (list ? 1 : String(name).length));
		if (room < 0) return room;
	}
	return room;
}
