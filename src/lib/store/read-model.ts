import { bareId, checkRecord, kindOf, upgradeRecord } from '../records/index.ts';
import type { AnyRecord, Base, Door, Suppression, Undo, Visit } from '../records/index.ts';
import {
	addressLine,
	doorLabel,
	foldDoor,
	isWaiting,
	isWaitOver,
	type DoorFold,
	type Wait
} from '../rules/index.ts';
import type { Body, Change, DocRow } from './adapter/tables.ts';
import { modelVersion, type GroupDatabase, type StoredDoor, type Tally, type Total } from './database.ts';
import type { DoorRow, SetAside } from './types.ts';

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

/** What the fold needs to know of how things stood; read ahead where a tap should not wait for it. */
interface Before {
	aside?: SetAside[];
	/** The doors that are touched, and their rows. */
	ids: string[];
	rows: (StoredDoor | undefined)[];
	tallies: Map<string, Tally | undefined>;
	total: Total | undefined;
	/** Facts of the doors that had any. */
	facts: Map<string, DocRow[]>;
}

/** A document that is about to be written: its id, and its body before or after. */
export type Touched = { id: string; data: Body | undefined };

const patchOf = (door: string) => `patch:${door.slice(5, door.indexOf(':', 5))}`;
/** Up to here the facts of a door are asked for along with its row, without knowing whether there are any. */
const few = 8;

/**
 * Reads what folding these documents needs, in one go for a tap. Inside the transaction that will write them. Without
 * `aside` the few facts are checked again instead.
 */
export async function readBefore(
	db: GroupDatabase,
	touched: Iterable<Touched>,
	withAside = true
): Promise<Before> {
	const doors = new Set<string>();
	for (const { id, data } of touched) {
		const door = doorOf(id, data);
		if (door) doors.add(door);
	}
	const ids = [...doors];
	const places = grouped(ids, patchOf);
	const patches = [...places.keys()];
	const early = ids.length <= few;
	const [aside, rows, sums, found] = await Promise.all([
		withAside ? db.aside.toArray() : undefined,
		early && ids.length ? db.doors.bulkGet(ids) : [],
		ids.length ? db.tallies.bulkGet(['group', ...patches]) : [],
		early ? Promise.all(ids.map((id) => factRows(db, id))) : []
	]);
	const [total, ...ofPatches] = sums as [Total?, ...(Tally | undefined)[]];
	const tallies = new Map(patches.map((id, i) => [id, ofPatches[i]]));
	const before = { aside, ids, tallies, total };
	if (early) return { ...before, rows, facts: new Map(ids.map((id, i) => [id, found[i] ?? []])) };
	const parts = await Promise.all(
		[...places].map(([patch, touched]) => readPatch(db, patch, touched, tallies.get(patch)))
	);
	const known = new Map(parts.flatMap((part) => part.rows.map((row) => [row.id, row])));
	const facts = new Map(parts.flatMap((part) => [...part.facts]));
	return { ...before, rows: ids.map((id) => known.get(id)), facts };
}

/** The items by what each belongs to, in their order. */
export function grouped<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(by(item));
		if (group) group.push(item);
		else groups.set(by(item), [item]);
	}
	return groups;
}

const factRows = (db: GroupDatabase, door: string) => db.docs.where('data.door').equals(door).toArray();

/** Rows and facts of many doors of a patch: all of the patch where that is little more, which is one question each. */
async function readPatch(db: GroupDatabase, patch: string, ids: string[], tally: Tally | undefined) {
	const [low, high] = [`door:${bareId(patch)}:`, `door:${bareId(patch)};`];
	const all = ids.length * 4 >= (tally?.doors ?? 0);
	const found = all ? await db.doors.where('id').between(low, high).toArray() : await db.doors.bulkGet(ids);
	const asked = new Set(ids);
	const rows = found.filter((row): row is StoredDoor => !!row && asked.has(row.id));
	const visited = rows.filter((row) => row.facts > 0).map((row) => row.id);
	const facts = new Map<string, DocRow[]>();
	if (visited.length > few && visited.length * 4 >= (tally?.visits ?? 0)) {
		const recorded = await db.docs.where('data.door').between(low, high).toArray();
		for (const [door, found] of grouped(recorded, (row) => row.data.door as string)) facts.set(door, found);
	} else {
		const answers = await Promise.all(visited.map((id) => factRows(db, id)));
		visited.forEach((id, i) => facts.set(id, answers[i] ?? []));
	}
	return { rows, facts };
}

/** Whether `before` tells of every door that these rows say something about. */
export function coversAll({ ids }: Before, rows: readonly (DocRow | undefined)[]): boolean {
	const known = new Set(ids);
	return rows.every((row) => {
		const door = row && doorOf(row.id, row.data);
		return !door || known.has(door);
	});
}

const bothSides = function* (changes: Change[]): Generator<Touched> {
	for (const { id, before, after } of changes) {
		if (before) yield { id, data: before.data };
		if (after) yield { id, data: after.data };
	}
};

/**
 * For `writeDocuments`: brings the read model up to date within the same transaction. `ahead` is what `readBefore`
 * answered for the documents on both sides of the change.
 */
export const foldInto =
	(db: GroupDatabase, ahead?: Before) =>
	async (changes: Change[]): Promise<void> => {
		const before = ahead ?? (await readBefore(db, bothSides(changes)));
		const readable = new Map<string, DocRow>();
		const flawed: SetAside[] = [];
		const changed = new Set<string>();
		for (const { id, after } of changes) {
			changed.add(id);
			if (!after || after.deleted) continue;
			const reason = flawOf(after);
			if (reason) flawed.push({ id, rev: after.rev, reason, at: new Date().toISOString() });
			else readable.set(id, after);
		}
		const aside = before.aside && new Map(before.aside.map(({ id, rev }) => [id, rev]));
		// What is stored and not set aside was checked when it came.
		const sound = (row: DocRow) => (aside ? aside.get(row.id) !== row.rev : !flawOf(row));
		const stands = (row: DocRow) => !changed.has(row.id) && !row.deleted && sound(row);
		const facts = new Map(before.ids.map((id) => [id, (before.facts.get(id) ?? []).filter(stands)]));
		for (const row of readable.values())
			if (!isDoor(row.id)) facts.get(doorOf(row.id, row.data) ?? '')?.push(row);
		const rows = before.ids.map((id, i) => {
			const doc = readable.get(id);
			// A door that is not among the changes is where its row says: the row was written with it.
			const place = changed.has(id) ? doc && placeOf(recordOf<Door>(doc)) : before.rows[i];
			return doorRow(id, place, asFacts(facts.get(id) ?? []));
		});
		const full = rows.filter((row) => !isEmpty(row));
		const empty = rows.filter(isEmpty);
		const cured = before.aside
			? before.aside.map(({ id }) => id).filter((id) => changed.has(id))
			: changes.filter((change) => change.before).map(({ id }) => id);
		await Promise.all([
			cured.length ? db.aside.bulkDelete(cured) : undefined,
			empty.length ? db.doors.bulkDelete(empty.map((row) => row.id)) : undefined,
			full.length ? db.doors.bulkPut(full) : undefined,
			rows.length ? addUp(db, rows, before) : undefined,
			flawed.length ? db.aside.bulkPut(flawed) : undefined
		]);
	};

const isDoor = (id: string) => kindOf(id) === 'door';

const asFacts = (rows: DocRow[]): Fact[] =>
	rows.filter((row) => factKinds.includes(kindOf(row.id) ?? '')).map((row) => recordOf<Fact>(row));

/** Everything readable that was recorded at a door. */
export async function factsOf(db: GroupDatabase, door: string): Promise<Fact[]> {
	const rows = await factRows(db, door);
	return asFacts(rows.filter(isReadable));
}

type Place = Omit<DoorRow, 'id' | 'patch' | 'fold'> & { bare?: 1 };
const nowhere: Place = { street: '', label: '', address: '', side: 'none', bare: 1 };

const placed = ['number', 'suffix', 'unit', 'name', 'postcode', 'point', 'building', 'floor'] as const;

/** What a door's row says of where it is. */
function placeOf(door: Door): Place {
	const { street, side } = door;
	const place: Place = { street, label: doorLabel(door), address: addressLine(door), side };
	for (const field of placed) {
		if (door[field] !== undefined) Object.assign(place, { [field]: door[field] });
	}
	return place;
}

function doorRow(id: string, place: Place = nowhere, facts: Fact[]): StoredDoor {
	const fold = foldDoor(
		undefined,
		facts.filter((fact) => fact.type === 'visit'),
		facts.filter((fact) => fact.type === 'undo'),
		facts.filter((fact) => fact.type === 'suppression')
	);
	const row: StoredDoor = { ...place, id, patch: patchOf(id), fold, facts: facts.length };
	return row;
}

const isEmpty = (row: StoredDoor) => row.bare === 1 && row.facts === 0;
const isFresh = (fold: DoorFold) => fold.state === 'new';

/** Adds what the doors' rows changed by to their patches' sums and to the group's. */
async function addUp(db: GroupDatabase, rows: StoredDoor[], before: Before): Promise<void> {
	const tallies = new Map<string, Tally>();
	const total = before.total ?? { id: 'group', doors: 0, once: 0, visits: 0, days: {} };
	rows.forEach((row, i) => {
		const id = row.patch;
		const fresh = { id, doors: 0, once: 0, done: 0, fresh: 0, visits: 0, waiting: {} };
		const tally = tallies.get(id) ?? before.tallies.get(id) ?? fresh;
		tallies.set(id, tally);
		const old = before.rows[i];
		for (const [one, sign] of old
			? ([
					[old, -1],
					[row, 1]
				] as const)
			: ([[row, 1]] as const)) {
			count(tally, one, sign);
			countAll(total, one, sign);
		}
	});
	const [gone, kept] = [[] as { id: string }[], [] as (Tally | Total)[]];
	for (const tally of tallies.values()) {
		if (isNothing(tally)) gone.push(tally);
		else kept.push({ ...tally, waiting: ordered(tally.waiting) });
	}
	if (isNothing(total) && Object.keys(total.days).length === 0) gone.push(total);
	else kept.push({ ...total, days: ordered(total.days) });
	await Promise.all([
		kept.length ? db.tallies.bulkPut(kept) : undefined,
		gone.length ? db.tallies.bulkDelete(gone.map((tally) => tally.id)) : undefined
	]);
}

const waitOf = ({ due_after, due_date, due_slot, avoid_slots }: Wait): string =>
	JSON.stringify({ due_after, due_date, due_slot, avoid_slots });

function wait(tally: Tally, what: string, sign: 1 | -1): void {
	const doors = (tally.waiting[what] ?? 0) + sign;
	if (doors) tally.waiting[what] = doors;
	else delete tally.waiting[what];
}

/** The same, whatever came first. */
const ordered = <T>(sums: Record<string, T>): Record<string, T> =>
	Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)));

/** How many of a patch's doors may be walked to at this moment. */
export function dueOf(tally: Tally, now: Date): number {
	return Object.entries(tally.waiting).reduce(
		(due, [what, doors]) => (isWaitOver(JSON.parse(what) as Wait, now) ? due + doors : due),
		tally.fresh
	);
}

const isNothing = ({ doors, visits }: Tally | Total) => doors === 0 && visits === 0;

function addSums(sums: Tally | Total, { bare, fold }: StoredDoor, sign: 1 | -1): void {
	sums.visits += sign * fold.visits;
	if (bare) return;
	sums.doors += sign;
	if (fold.visits > 0) sums.once += sign;
}

function count(tally: Tally, row: StoredDoor, sign: 1 | -1): void {
	const { bare, fold } = row;
	addSums(tally, row, sign);
	if (bare) return;
	if (isFresh(fold)) tally.fresh += sign;
	else if (isWaiting(fold)) wait(tally, waitOf(fold), sign);
	else tally.done += sign;
}

function countAll(total: Total, row: StoredDoor, sign: 1 | -1): void {
	addSums(total, row, sign);
	for (const { day, doors, talks, cards } of row.fold.by_day) {
		const sum = (total.days[day] ??= { doors: 0, talks: 0, cards: 0 });
		sum.doors += sign * doors;
		sum.talks += sign * talks;
		sum.cards += sign * cards;
		if (!sum.doors && !sum.talks && !sum.cards) delete total.days[day];
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
