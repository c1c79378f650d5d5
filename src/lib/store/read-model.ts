import { checkRecord, kindOf, upgradeRecord } from '../records/index.ts';
import type { AnyRecord, Base, Door, Suppression, Undo, Visit } from '../records/index.ts';
import { addressLine, doorLabel, foldDoor, type DoorFold } from '../rules/index.ts';
import type { Body, Change, DocRow } from './adapter/tables.ts';
import { modelVersion, type GroupDatabase, type StoredDoor, type Tally } from './database.ts';

/**
 * The read model: a row a door with everything that was recorded there folded in, and the sums of those rows by
 * patch. Written in the transaction that writes the documents, and a function of the documents alone: in whatever
 * order they come, the rows are the same, and they can be made anew at any time.
 */

type Fact = Visit | Undo | Suppression;
const factKinds = ['visit', 'undo', 'suppression'];

/** The winning revision as a record of today's schema, `_rev` included; not checked. */
export function recordOf<R extends Base = AnyRecord>(row: DocRow): R {
	return upgradeRecord<R>({ ...row.data, _id: row.id, _rev: row.rev } as unknown as Base);
}

/** What stands in the way of reading a row as a record; `undefined` when nothing does. */
function flawOf(row: DocRow): string | undefined {
	const [problem] = checkRecord({ ...row.data, _id: row.id });
	return problem && `${problem.field}:${problem.code}`;
}

const isReadable = (row: DocRow | undefined): row is DocRow =>
	!!row && !row.deleted && flawOf(row) === undefined;

/** The doors that a document says something about. */
function doorOf(id: string, body: Body | undefined): string | undefined {
	const kind = kindOf(id);
	if (kind === 'door') return id;
	const door = kind && factKinds.includes(kind) ? body?.door : undefined;
	return typeof door === 'string' && kindOf(door) === 'door' ? door : undefined;
}

/** For `writeDocuments`: brings the read model up to date within the same transaction. */
export const foldInto =
	(db: GroupDatabase) =>
	async (changes: Change[]): Promise<void> => {
		const readable = await setAside(db, changes);
		const fresh = new Map<string, Fact[]>();
		const doors = new Map<string, DocRow | undefined>();
		for (const { id, before, after } of changes) {
			for (const door of new Set([doorOf(id, before?.data), doorOf(id, after?.data)])) {
				if (!door) continue;
				if (!fresh.has(door)) fresh.set(door, []);
				if (door === id) doors.set(door, readable.get(id));
				else if (readable.has(id) && door === doorOf(id, after?.data))
					fresh.get(door)?.push(recordOf<Fact>(readable.get(id) as DocRow));
			}
		}
		if (!fresh.size) return;
		const ids = [...fresh.keys()];
		const unread = ids.filter((id) => !doors.has(id));
		const [olds, docs] = await Promise.all([db.doors.bulkGet(ids), db.docs.bulkGet(unread)]);
		unread.forEach((id, i) => doors.set(id, isReadable(docs[i]) ? docs[i] : undefined));
		const facts = await Promise.all(
			ids.map((id, i) => (olds[i]?.facts ? factsOf(db, id) : Promise.resolve(fresh.get(id) ?? [])))
		);
		const rows = ids.map((id, i) => doorRow(id, doors.get(id), facts[i] ?? []));
		await Promise.all([
			db.doors.bulkPut(rows.filter((row) => !isEmpty(row))),
			db.doors.bulkDelete(rows.filter(isEmpty).map((row) => row.id)),
			addUp(db, rows, olds)
		]);
	};

/** Documents that are no records of ours are kept and passed on, but shown in no list. */
async function setAside(db: GroupDatabase, changes: Change[]): Promise<Map<string, DocRow>> {
	const readable = new Map<string, DocRow>();
	const flawed = [];
	for (const { id, after } of changes) {
		const reason = after && !after.deleted ? flawOf(after) : undefined;
		if (after && reason) flawed.push({ id, rev: after.rev, reason, at: new Date().toISOString() });
		else if (after && !after.deleted) readable.set(id, after);
	}
	const known = await db.aside.toCollection().primaryKeys();
	const cured = known.filter((id) => changes.some((change) => change.id === id));
	if (cured.length) await db.aside.bulkDelete(cured);
	if (flawed.length) await db.aside.bulkPut(flawed);
	return readable;
}

/** Everything readable that was recorded at a door. */
export async function factsOf(db: GroupDatabase, door: string): Promise<Fact[]> {
	const rows = await db.docs.where('data.door').equals(door).toArray();
	return rows
		.filter((row) => factKinds.includes(kindOf(row.id) ?? '') && isReadable(row))
		.map((row) => recordOf(row));
}

function doorRow(id: string, doc: DocRow | undefined, facts: Fact[]): StoredDoor {
	const door = doc && recordOf<Door>(doc);
	const fold = foldDoor(
		door,
		facts.filter((fact) => fact.type === 'visit'),
		facts.filter((fact) => fact.type === 'undo'),
		facts.filter((fact) => fact.type === 'suppression')
	);
	const patch = `patch:${id.split(':')[1]}`;
	const row: StoredDoor = {
		id,
		patch,
		street: door?.street ?? '',
		label: door ? doorLabel(door) : '',
		address: door ? addressLine(door) : '',
		side: door?.side ?? 'none',
		fold,
		facts: facts.length
	};
	for (const field of ['number', 'suffix', 'unit', 'name', 'postcode', 'point'] as const) {
		if (door?.[field] !== undefined) Object.assign(row, { [field]: door[field] });
	}
	if (!door) row.bare = 1;
	else if (isOpen(fold)) row.open = patch;
	return row;
}

const isEmpty = (row: StoredDoor) => row.bare === 1 && row.facts === 0;
/** Visited, and another visit may follow; whether it is due depends on the time it is asked at. */
const isOpen = (fold: DoorFold) => fold.due_after !== undefined || fold.due_date !== undefined;
const isFresh = (fold: DoorFold) => fold.state === 'new';

/** Adds what the doors' rows changed by to their patches' sums. */
async function addUp(db: GroupDatabase, rows: StoredDoor[], olds: (StoredDoor | undefined)[]): Promise<void> {
	const patches = [...new Set(rows.map((row) => row.patch))];
	const found = await db.tallies.bulkGet(patches);
	const tallies = new Map(
		patches.map((id, i): [string, Tally] => [
			id,
			found[i] ?? { id, doors: 0, once: 0, done: 0, fresh: 0, visits: 0, days: {} }
		])
	);
	rows.forEach((row, i) => {
		const tally = tallies.get(row.patch) as Tally;
		const old = olds[i];
		if (old) count(tally, old, -1);
		count(tally, row, 1);
	});
	const all = [...tallies.values()];
	const gone = all.filter((tally) => tally.doors === 0 && Object.keys(tally.days).length === 0);
	await Promise.all([
		db.tallies.bulkPut(all.filter((tally) => !gone.includes(tally))),
		gone.length ? db.tallies.bulkDelete(gone.map((tally) => tally.id)) : undefined
	]);
}

function count(tally: Tally, row: StoredDoor, sign: 1 | -1): void {
	const { fold } = row;
	if (!row.bare) {
		tally.doors += sign;
		if (fold.visits > 0) tally.once += sign;
		if (isFresh(fold)) tally.fresh += sign;
		else if (!isOpen(fold)) tally.done += sign;
	}
	tally.visits += sign * fold.visits;
	for (const { day, doors, talks, cards } of fold.by_day) {
		const sum = (tally.days[day] ??= { doors: 0, talks: 0, cards: 0 });
		sum.doors += sign * doors;
		sum.talks += sign * talks;
		sum.cards += sign * cards;
		if (!sum.doors && !sum.talks && !sum.cards) delete tally.days[day];
	}
}

const rebuildPage = 1000;

/** Makes the read model anew from the documents, in one transaction. */
export async function rebuildModel(db: GroupDatabase): Promise<void> {
	const fold = foldInto(db);
	await db.transaction('rw', [db.docs, db.doors, db.tallies, db.aside, db.state], async () => {
		await Promise.all([db.doors.clear(), db.tallies.clear(), db.aside.clear()]);
		for (let from = ''; ;) {
			const rows = await db.docs.where('id').above(from).limit(rebuildPage).toArray();
			await fold(rows.map((after) => ({ id: after.id, after })));
			const last = rows.at(-1);
			if (!last || rows.length < rebuildPage) break;
			from = last.id;
		}
		await db.writeState('model', { version: modelVersion });
	});
}
