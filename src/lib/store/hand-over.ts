import { checkWrite, kindOf, mayTakeBack, type Base, type Kind, type Who } from '../records/index.ts';
import { generationOf, hashOf, leavesOf, outgoing, unknownRevisions } from './adapter/revisions.ts';
import type { DocRow } from './adapter/tables.ts';
import { modelTables, type GroupDatabase, type UnsentRow } from './database.ts';
import type { Mirror } from './keepsake.ts';
import { writeIncoming, type Incoming } from './replica.ts';
import type { Revision } from './revise.ts';
import { StoreError, type ToHandOver, type TakenOver } from './types.ts';

/**
 * Handing over what is only on this phone to another one, without a network. Nobody knows who wrote what comes so, and an
 * organiser's phone sends it in its own name: therefore only what any volunteer may write is handed over, and each
 * revision is judged as a volunteer's before it is taken over.
 */

const carried: readonly (Kind | undefined)[] = [
	...([
		'patch',
		'building',
		'door',
		'visit',
		'count',
		'undo',
		'suppression',
		'contact',
		'progress',
		'round',
		'event',
		'task',
		'bring',
		'rsvp',
		'tally',
		'outcome',
		'spot',
		'coop',
		'audit',
		'asset'
	] as const)
];

/** The unsent revisions with their ancestors, as another phone takes them over. */
export async function toHandOver(db: GroupDatabase): Promise<ToHandOver> {
	const all = await unsentDocuments(db);
	const documents = all.filter(({ _id }) => carried.includes(kindOf(_id)));
	return {
		documents,
		by_kind: countKinds(documents.map(({ _id }) => _id)),
		staying: all.length - documents.length
	};
}

/** Everything that only this phone is known to have, with its ancestors. */
export async function unsentDocuments(db: GroupDatabase): Promise<Incoming[]> {
	return await db.transaction('r', db.unsent, db.docs, async () => {
		const rows = await db.unsent.toArray();
		const docs = await db.docs.bulkGet(rows.map(({ id }) => id));
		return rows.flatMap(({ rev }, i) => (docs[i] && outgoing(docs[i], rev)) ?? []) as Incoming[];
	});
}

/** Puts back what this phone sealed itself: in one transaction, as unsent, and judged by nobody a second time. */
export async function bringBack(
	db: GroupDatabase,
	mirror: Mirror,
	documents: readonly Incoming[]
): Promise<void> {
	await db.transaction('rw', [db.docs, db.meta, db.unsent, ...modelTables], async () => {
		if (db.isNewer()) throw new StoreError('app_too_old');
		await writeUnsent(db, documents);
	});
	copyTo(mirror, documents);
}

/** What waits has a copy beside the store, and what it follows has none any more, as with what is written here. */
function copyTo(mirror: Mirror, documents: readonly Incoming[]): void {
	mirror.keep(documents.map((one) => ({ ...one, _revisions: branchOf(one) }) as Revision));
	mirror.letGo(documents.flatMap(ancestorsOf));
}

/**
 * Takes over what another phone handed over: in one transaction with its meaning, and marked as unsent here too. What is
 * here already changes nothing; what a volunteer could not have written is left out.
 */
export async function takeOver(
	db: GroupDatabase,
	mirror: Mirror,
	group: string,
	documents: readonly Incoming[]
): Promise<TakenOver> {
	const taken: Incoming[] = [];
	const told = await db.transaction('rw', [db.docs, db.meta, db.unsent, ...modelTables], async () => {
		if (db.isNewer()) throw new StoreError('app_too_old');
		const fresh = await unknownOf(db, documents);
		// A version is closed in favour of another, which may come along with it.
		for (const closing of [false, true]) {
			const some = fresh.filter((one) => (one._deleted === true) === closing);
			taken.push(...(await writeAllowed(db, group, some, documents)));
		}
		return {
			by_kind: countKinds(taken.map(({ _id }) => _id)),
			taken: taken.length,
			left_out: fresh.length - taken.length
		};
	});
	copyTo(mirror, taken);
	return told;
}

async function unknownOf(db: GroupDatabase, documents: readonly Incoming[]): Promise<Incoming[]> {
	const rows = await db.docs.bulkGet(documents.map(({ _id }) => _id));
	const names = new Map<string, Incoming>();
	documents.forEach((one, i) => {
		if (unknownRevisions(rows[i], [one._rev]).length) names.set(`${one._id} ${one._rev}`, one);
	});
	return [...names.values()];
}

async function writeAllowed(
	db: GroupDatabase,
	group: string,
	documents: readonly Incoming[],
	along: readonly Incoming[]
): Promise<Incoming[]> {
	const rows = await db.docs.bulkGet(documents.map(({ _id }) => _id));
	const targets = await db.docs.bulkGet(documents.map(({ of }) => (typeof of === 'string' ? of : '')));
	const allowed = documents.filter((one, i) => {
		const target = targets[i]?.data ?? along.find(({ _id }) => _id === one.of);
		return isAllowed(one, rows[i], group) && mayUndo(one, target);
	});
	if (allowed.length) await writeUnsent(db, allowed);
	return allowed;
}

/** Writes documents from outside this store, each to be sent. Runs inside a transaction over all tables. */
async function writeUnsent(db: GroupDatabase, documents: readonly Incoming[]): Promise<void> {
	const refused = await writeIncoming(db, documents);
	if (refused.length) throw new StoreError('invalid_record');
	const at = new Date().toISOString();
	await db.unsent.bulkDelete(documents.flatMap(ancestorsOf));
	await db.unsent.bulkPut(documents.map(({ _id, _rev }): UnsentRow => ({ id: _id, rev: _rev, at })));
}

interface Branch {
	start: number;
	ids: string[];
}

const branchOf = ({ _rev, _revisions }: Incoming): Branch =>
	(_revisions as Branch | undefined) ?? { start: generationOf(_rev), ids: [hashOf(_rev)] };

function ancestorsOf(document: Incoming): [id: string, rev: string][] {
	const { start, ids } = branchOf(document);
	return ids.slice(1).map((hash, i) => [document._id, `${start - 1 - i}-${hash}`]);
}

/** What a volunteer may send to the gateway by the state of things here, whoever it is from. */
function isAllowed(document: Incoming, row: DocRow | undefined, group: string): boolean {
	if (!carried.includes(kindOf(document._id))) return false;
	if (document._deleted && !row) return false;
	const { start, ids } = branchOf(document);
	const leaves = row ? leavesOf(row) : [];
	const followed = leaves.find(({ rev }) => ids[start - generationOf(rev)] === hashOf(rev));
	const before = followed ?? leaves.find(({ rev }) => rev === row?.rev);
	const old = before && { ...before.body, ...(before.deleted && { _deleted: true }) };
	const alone = !leaves.some((leaf) => !leaf.deleted && leaf !== followed);
	return checkWrite(document, old, volunteer(document, group), alone) === true;
}

const volunteer = (document: Incoming, group: string): Who => ({
	member: String(document.created_by),
	role: 'volunteer',
	group
});

/** Only one's own is taken back; what nobody here knows of takes nothing back yet. */
function mayUndo(document: Incoming, target: object | undefined): boolean {
	if (kindOf(document._id) !== 'undo' || !target) return true;
	return mayTakeBack({ member: String(document.created_by), role: 'volunteer' }, target as Base);
}

/** How many documents there are of each kind that this app knows. */
export function countKinds(ids: readonly string[]): Partial<Record<Kind, number>> {
	const counts: Partial<Record<Kind, number>> = {};
	for (const kind of ids.map(kindOf)) if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}
