/**
 * The floor: hand-written IndexedDB that keeps the same documents and the same answers (a row a door with its state,
 * a tally a patch, what is unsent). It knows nothing of revisions, conflicts, other roles or undone visits. A pull
 * stores what `_changes` brings as it comes; a push is one packed request, whose answer is believed.
 */
import type { AnyRecord, Visit } from '../../../src/lib/records/index.ts';
import { compareDoors } from '../../../src/lib/rules/index.ts';
import type { DoorRow } from '../../../src/lib/store/index.ts';
import { packing } from '../../../src/lib/sync/packing.ts';
import type { Candidate } from './candidate.ts';
import { count, dayOf, doorRange, fresh, rowOf } from './rows.ts';

const PAGE = 2000;

const answer = <T>(request: IDBRequest<T>) =>
	new Promise<T>((done, fail) => {
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error);
	});

const finished = (work: IDBTransaction) =>
	new Promise<void>((done, fail) => {
		work.oncomplete = () => done();
		work.onabort = work.onerror = () => fail(work.error);
	});

interface Tally {
	id: string;
	visits: number;
	days: Record<string, number>;
}

/** Adds visits of a day to a patch's tally. */
function addUp(tallies: IDBObjectStore, patch: string, day: string, visits: number) {
	const request = tallies.get(patch) as IDBRequest<Tally | undefined>;
	request.onsuccess = () => {
		const tally = request.result ?? { id: patch, visits: 0, days: {} };
		tally.visits += visits;
		tally.days[day] = (tally.days[day] ?? 0) + visits;
		tallies.put(tally);
	};
}

export function rawStore(): Candidate {
	let database: IDBDatabase;
	const watchers = new Set<() => void>();

	async function open(group: string) {
		const request = indexedDB.open(`raw-group-${group}`, 1);
		request.onupgradeneeded = () => {
			const made = request.result;
			made.createObjectStore('docs', { keyPath: '_id' }).createIndex('door', 'door');
			made.createObjectStore('doors', { keyPath: 'id' });
			made.createObjectStore('tallies', { keyPath: 'id' });
			made.createObjectStore('unsent', { keyPath: 'id' });
		};
		database = await answer(request);
	}

	/** One relaxed transaction for many records: rows and tallies are read once, counted up, and written once. */
	async function load(records: readonly AnyRecord[]) {
		const work = database.transaction(['docs', 'doors', 'tallies'], 'readwrite', { durability: 'relaxed' });
		const done = finished(work);
		const [docs, doors] = [work.objectStore('docs'), work.objectStore('doors')];
		const touched = new Set<string>();
		for (const record of records) {
			docs.put(record);
			if (record.type === 'door') touched.add(record._id);
			else if (record.type === 'visit' || record.type === 'suppression') touched.add(record.door);
		}
		const rows = new Map<string, DoorRow>();
		const read = async (id: string) => {
			const row = (await answer(doors.get(id))) as DoorRow | undefined;
			rows.set(id, row ?? ({ id, fold: fresh() } as DoorRow));
		};
		await Promise.all([...touched].map(read));
		const sums = new Map<string, Map<string, number>>();
		for (const record of records) {
			if (record.type === 'door') rows.set(record._id, rowOf(record, rows.get(record._id)));
			else if (record.type === 'suppression') rows.get(record.door)!.fold.state = 'blocked';
			if (record.type !== 'visit') continue;
			count(rows.get(record.door)!, record);
			const days = sums.get(record.patch) ?? new Map<string, number>();
			sums.set(record.patch, days.set(dayOf(record), (days.get(dayOf(record)) ?? 0) + 1));
		}
		for (const row of rows.values()) doors.put(row);
		const tallies = work.objectStore('tallies');
		for (const [patch, days] of sums) for (const [day, visits] of days) addUp(tallies, patch, day, visits);
		await done;
	}

	async function put(visit: Visit) {
		const stores = ['docs', 'doors', 'tallies', 'unsent'];
		const work = database.transaction(stores, 'readwrite', { durability: 'strict' });
		const done = finished(work);
		const doors = work.objectStore('doors');
		work.objectStore('docs').put(visit);
		work.objectStore('unsent').put({ id: visit._id, at: visit.at });
		const row = doors.get(visit.door) as IDBRequest<DoorRow>;
		row.onsuccess = () => {
			count(row.result, visit);
			doors.put(row.result);
		};
		addUp(work.objectStore('tallies'), visit.patch, dayOf(visit), 1);
		await done;
		for (const tell of watchers) tell();
	}

	async function doors(patch: string) {
		const all = database
			.transaction('doors')
			.objectStore('doors')
			.getAll(IDBKeyRange.bound(...doorRange(patch)));
		return ((await answer(all)) as DoorRow[]).sort(compareDoors);
	}

	return {
		open,
		put,
		doors,
		watch(patch, saw) {
			const tell = () => void doors(patch).then(saw);
			watchers.add(tell);
			tell();
			return () => void watchers.delete(tell);
		},
		async pull(group) {
			await open(group);
			const ask = async (since: string | number): Promise<Changes> => {
				const query = `include_docs=true&limit=${PAGE}&seq_interval=${PAGE}&since=${encodeURIComponent(since)}`;
				const got = await fetch(`/sync/group-${group}/_changes?${query}`);
				if (!got.ok) throw new Error(`_changes answered ${got.status}`);
				return await got.json();
			};
			let page = ask(0);
			for (let pulled = 0; ;) {
				const { results, last_seq } = await page;
				const more = results.length === PAGE;
				if (more) page = ask(last_seq);
				const records = results.map(({ doc }) => doc);
				for (let at = 0; at < records.length; at += 1000) await load(records.slice(at, at + 1000));
				pulled += records.length;
				if (!more) return pulled;
			}
		},
		async fill(visits) {
			await load(visits);
			const work = database.transaction('unsent', 'readwrite', { durability: 'relaxed' });
			const done = finished(work);
			for (const { _id: id, at } of visits) work.objectStore('unsent').put({ id, at });
			await done;
		},
		async push(group) {
			await open(group);
			const work = database.transaction(['unsent', 'docs']);
			const ids = (await answer(work.objectStore('unsent').getAllKeys())) as string[];
			const docs = await Promise.all(ids.map((id) => answer(work.objectStore('docs').get(id))));
			const got = await packing(fetch.bind(globalThis))(`/sync/group-${group}/_bulk_docs`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ docs: docs.map((doc) => ({ ...doc, _rev: newRev() })), new_edits: false })
			});
			if (!got.ok) throw new Error(`_bulk_docs answered ${got.status}`);
			const refused = (await got.json()) as unknown[];
			const cleaning = database.transaction('unsent', 'readwrite', { durability: 'relaxed' });
			const done = finished(cleaning);
			for (const id of ids) cleaning.objectStore('unsent').delete(id);
			await done;
			return ids.length - refused.length;
		}
	};
}

/** Any first revision. */
export const newRev = () =>
	`1-${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

interface Changes {
	results: { doc: AnyRecord }[];
	last_seq: string | number;
}

/** The least that can be: one strict transaction that puts one document. */
export function singlePut(): Pick<Candidate, 'open' | 'put'> {
	let database: IDBDatabase;
	return {
		async open(group) {
			const request = indexedDB.open(`raw-single-${group}`, 1);
			request.onupgradeneeded = () => request.result.createObjectStore('docs', { keyPath: '_id' });
			database = await answer(request);
		},
		async put(visit) {
			const work = database.transaction('docs', 'readwrite', { durability: 'strict' });
			const done = finished(work);
			work.objectStore('docs').put(visit);
			work.commit();
			await done;
		}
	};
}
