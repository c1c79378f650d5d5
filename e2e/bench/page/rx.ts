/**
 * RxDB 17 with its free storage on Dexie and its CouchDB replication, on the page. It has no read model: a pull stores
 * documents and nothing more. For taps the state of the doors stands in a second collection, written after the visit;
 * the two can't be written together. Its replication keeps one revision of each document and no tree.
 *
 * The gateway speaks replication alone, so two of RxDB's requests are put into its words on the way, one for one:
 * `_all_docs` becomes `_bulk_get`, and what it writes gets a first revision.
 */
import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb';
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { AnyRecord, Door } from '../../../src/lib/records/index.ts';
import { compareDoors } from '../../../src/lib/rules/index.ts';
import type { DoorRow } from '../../../src/lib/store/index.ts';
import type { Candidate } from './candidate.ts';
import { newRev } from './raw.ts';
import { count, rowOf } from './rows.ts';

interface Row {
	id: string;
	patch: string;
	row: DoorRow;
}
interface Collections {
	records: RxCollection<AnyRecord>;
	rows: RxCollection<Row>;
}

const BATCH = 1000;
const id = { type: 'string', maxLength: 100 } as const;
/** A schema that names the key alone; without RxDB's developer mode nothing else of it is looked at. */
const recordSchema = {
	version: 0,
	type: 'object',
	primaryKey: '_id',
	properties: { _id: id },
	required: ['_id']
} as const;
const rowSchema = {
	version: 0,
	type: 'object',
	primaryKey: 'id',
	properties: { id, patch: id, row: { type: 'object' } },
	required: ['id', 'patch', 'row'],
	indexes: ['patch']
} as const;

type Json = Record<string, unknown>;

/** `fetch` for the gateway, with RxDB's two requests that are not replication's put into its words. */
const throughGateway: typeof fetch = async (to, how) => {
	const address = String(to);
	if (!how?.body) return await fetch(address, how);
	const asked = JSON.parse(String(how.body)) as { keys?: string[]; docs?: Json[] };
	const send = (path: string, body: Json) =>
		fetch(address.replace(/_all_docs.*|_bulk_docs.*/, path), { ...how, body: JSON.stringify(body) });
	if (asked.keys) {
		const got = await send('_bulk_get', { docs: asked.keys.map((id) => ({ id })) });
		const { results } = (await got.json()) as { results: { id: string; docs: { ok?: Json }[] }[] };
		const rows = results.map(({ id, docs }) => ({ id, key: id, doc: docs[0]?.ok }));
		return Response.json({ rows });
	}
	const docs = asked.docs!.map(({ _deleted, ...doc }) => ({ ...doc, _rev: newRev() }));
	const refused = (await (await send('_bulk_docs', { docs, new_edits: false })).json()) as { id: string }[];
	return Response.json(
		docs.map((doc) => refused.find(({ id }) => id === (doc as Json)._id) ?? { ok: true, ...doc })
	);
};

export function rxStore(durability: 'strict' | 'relaxed'): Candidate {
	let database: RxDatabase<Collections>;

	async function openRecords(group: string) {
		database = await createRxDatabase<Collections>({
			name: `rx-${group}`,
			storage: getRxStorageDexie({ chromeTransactionDurability: durability }),
			ignoreDuplicate: false
		});
		await database.addCollections({ records: { schema: recordSchema as never } });
	}
	const findDoors = (patch: string) => database.rows.find({ selector: { patch } });
	const sorted = (rows: readonly { row: unknown }[]) =>
		rows.map(({ row }) => row as DoorRow).sort(compareDoors);
	const replication = (group: string) => ({
		replicationIdentifier: `rx-${group}`,
		collection: database.records as RxCollection<unknown>,
		url: `${location.origin}/sync/group-${group}/`,
		fetch: throughGateway,
		live: false,
		waitForLeadership: false
	});

	return {
		async open(group) {
			await openRecords(group);
			await database.addCollections({ rows: { schema: rowSchema as never } });
			if ((await database.rows.count().exec()) > 0) return;
			const all = await database.records.find().exec();
			const doors = all.map((one) => one.toJSON() as unknown as Door).filter(({ type }) => type === 'door');
			await database.rows.bulkInsert(
				doors.map((door) => ({ id: door._id, patch: door.patch, row: rowOf(door) }))
			);
		},
		async put(visit) {
			await database.records.insert(visit);
			const row = await database.rows.findOne(visit.door).exec(true);
			await row.incrementalModify((old) => {
				count(old.row, visit);
				return old;
			});
		},
		doors: async (patch) => sorted(await findDoors(patch).exec()),
		watch(patch, saw) {
			const rows = findDoors(patch).$.subscribe((rows) => saw(sorted(rows)));
			return () => rows.unsubscribe();
		},
		async pull(group) {
			await openRecords(group);
			const state = replicateCouchDB({ ...replication(group), pull: { batchSize: BATCH } });
			state.error$.subscribe((problem) => console.error(problem));
			await state.awaitInitialReplication();
			const stored = await database.records.count().exec();
			await database.close();
			return stored;
		},
		async fill(visits) {
			const { error } = await database.records.bulkInsert([...visits]);
			if (error.length) throw new Error(`RxDB refused ${error.length} records`);
			await database.close();
		},
		async push(group) {
			await openRecords(group);
			let sent = 0;
			const state = replicateCouchDB({ ...replication(group), push: { batchSize: BATCH } });
			state.sent$.subscribe(() => sent++);
			state.error$.subscribe((problem) => console.error(problem));
			await state.awaitInitialReplication();
			return sent;
		}
	};
}
