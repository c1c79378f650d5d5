/** The page that all candidates run in: the same thread, the same browser, the same origin. */
import { isDue, nextDoor } from '../../../src/lib/rules/index.ts';
import type { Visit } from '../../../src/lib/records/index.ts';
import { device, openKnown } from '../../../src/lib/store/index.ts';
import { makePatch, makeVisit } from '../campaign.ts';
import type { Candidate } from './candidate.ts';
import { openedStore, ourStore } from './ours.ts';
import { rawStore, singlePut } from './raw.ts';
import type { Job, Told } from './worker.ts';

/** `pouch` as it comes, `tuned` with better options. */
export type Name = 'ours' | 'raw' | 'pouch' | 'tuned' | 'rx';
/** Which thread does the job. */
export type Where = 'page' | 'worker';

const stores: Partial<Record<Name, Candidate>> = { ours: ourStore(), raw: rawStore() };

/** The peers have bundles of their own: ours gives the one PouchDB of a bundle other plugins. */
async function storeOf(name: Name): Promise<Candidate> {
	const [pouch, rx] = ['/bench/pouch.js', '/bench/rx.js'];
	if (name === 'pouch' || name === 'tuned') {
		const { pouchStore } = (await import(pouch)) as typeof import('./pouch.ts');
		return (stores[name] ??= pouchStore(name === 'tuned'));
	}
	if (name === 'rx') {
		const { rxStore } = (await import(rx)) as typeof import('./rx.ts');
		return (stores.rx ??= rxStore(strict ? 'strict' : 'relaxed'));
	}
	return stores[name]!;
}

/** Whether RxDB waits for the disk, as ours and the floor do for taps. */
let strict = false;

const single = singlePut();
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const heading = document.querySelector('h1')!;

export interface Tap {
	durable: number;
	visible: number;
}

let me = { member: 'member:01k0000000000000000000000a', device: 'bench' };
const authorNow = () => ({ ...me, at: new Date().toISOString() });

/** A walk through patches that nobody has been to, one at a time, as the walk screen does it. */
function startWalk(store: Candidate, patches: readonly string[]) {
	let patch = -1;
	let current: { id: string; patch: string } | undefined;
	let stop = () => {};
	let saw: (rows: Awaited<ReturnType<Candidate['doors']>>) => void = () => {};

	async function turn() {
		for (;;) {
			stop();
			const id = patches[++patch];
			if (!id) throw new Error('The walk is over: too few doors for so many taps');
			const rows = await new Promise<Awaited<ReturnType<Candidate['doors']>>>((done) => {
				saw = done;
				stop = store.watch(id, (rows) => saw(rows));
			});
			current = nextDoor(rows, undefined, 'sides', new Date());
			if (current) return;
		}
	}
	return {
		/** One tap, from the record in hand to the next address in the heading. */
		async tap(): Promise<Tap> {
			if (!current) await turn();
			const at = current!;
			const visit = makeVisit({ _id: at.id, patch: at.patch }, authorNow());
			const start = performance.now();
			const visible = new Promise<number>((done) => {
				saw = (rows) => {
					if (rows.find(({ id }) => id === at.id)?.fold.last?.visit !== visit._id) return;
					const next = nextDoor(rows, at.id, 'sides', new Date());
					heading.textContent = next?.address ?? 'All done';
					current = next;
					done(performance.now() - start);
				};
			});
			await store.put(visit);
			const durable = performance.now() - start;
			return { durable, visible: await visible };
		},
		end: () => stop()
	};
}

/** Whose taps are compared; PouchDB's options concern replication alone. */
export const TAPPED = ['ours', 'raw', 'pouch', 'rx'] as const;
const walks: Partial<Record<Name, ReturnType<typeof startWalk>>> = {};

/** A worker that is loaded and waits for a job. */
async function openWorker() {
	const worker = new Worker('/bench/worker.js', { type: 'module' });
	const told = () =>
		new Promise<Told>((done, fail) => {
			worker.onmessage = ({ data }: MessageEvent<Told>) => done(data);
			worker.onerror = ({ message }) => fail(new Error(message));
		});
	await told();
	return async (job: Job) => {
		worker.postMessage(job);
		const answer = await told();
		if ('count' in answer) return answer.count;
		throw new Error('problem' in answer ? answer.problem : 'The worker said nothing');
	};
}

type Run = (what: 'pull' | 'push', group: string) => Promise<number>;

/** The candidate that is loaded on its thread and will do what is measured. */
let loaded: { name: Name; run: Run } | undefined;

async function timed(what: 'pull' | 'push', group: string, expected: number): Promise<number> {
	const { name, run } = loaded!;
	const start = performance.now();
	const count = await run(what, group);
	const took = performance.now() - start;
	if (count !== expected)
		throw new Error(`${name}: the ${what} ended with ${count} records, not ${expected}`);
	return took;
}

export const bench = {
	/** Makes this browser a phone of a member of the group, with a session. */
	async signIn({ group, member, secret }: { group: string; member: string; secret: string }) {
		me = { ...me, member };
		await device.saveGroup({
			id: group,
			name: 'Newtown Together',
			member,
			member_name: 'Ada',
			role: 'organiser',
			secret,
			state: 'member',
			added_at: new Date().toISOString()
		});
		const got = await fetch('/api/session', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ group, secret })
		});
		if (!got.ok) throw new Error(`/api/session answered ${got.status}`);
	},
	/** Makes a patch of 125 doors on this phone, to be walked; answers its id. */
	async plant(group: string): Promise<string> {
		const known = await openKnown(group);
		const [area, ...doors] = makePatch(authorNow());
		await known!.store.put(area, ...doors);
		known!.store.close();
		return area._id;
	},
	/** Fills the stores that taps are compared in, and opens them as taps need them. */
	async fillForTaps(name: Name, group: string) {
		strict = true;
		const store = await storeOf(name);
		await store.pull(group);
		await store.open(group);
	},
	/** Readies taps in patches that nobody has walked; the stores are open. */
	async startWalks(group: string, patches: readonly string[]) {
		for (const name of TAPPED) walks[name] = startWalk(await storeOf(name), patches);
		await single.open(group);
	},
	async taps(name: Name, count: number): Promise<Tap[]> {
		const taps: Tap[] = [];
		for (let n = 0; n < count; n++) {
			await pause(15);
			taps.push(await walks[name]!.tap());
		}
		return taps;
	},
	async singlePuts(count: number): Promise<number[]> {
		const took: number[] = [];
		for (let n = 0; n < count; n++) {
			await pause(15);
			const visit = makeVisit(
				{
					_id: `door:01k0000000000000000000000b:${'0'.repeat(16)}`,
					patch: 'patch:01k0000000000000000000000b'
				},
				authorNow()
			);
			const start = performance.now();
			await single.put(visit);
			took.push(performance.now() - start);
		}
		return took;
	},
	/** From nothing open to the doors of a patch in hand and in the page, in ms. */
	async openList(name: Name, group: string, patch: string): Promise<number> {
		const store = await storeOf(name);
		const start = performance.now();
		await store.open(group);
		const rows = await store.doors(patch);
		heading.textContent = `${rows.filter(({ fold }) => isDue(fold, new Date())).length} of ${rows.length}`;
		const took = performance.now() - start;
		if (rows.length === 0) throw new Error(`${name} has no doors in ${patch}`);
		return took;
	},
	/** What the home screen and the lists count, in ms each; the store is open. */
	async counts(runs: number): Promise<Record<'fed' | 'patches' | 'summary', number[]>> {
		const store = openedStore();
		const took: Record<'fed' | 'patches' | 'summary', number[]> = { fed: [], patches: [], summary: [] };
		for (let run = 0; run < runs; run++) {
			for (const what of ['fed', 'patches', 'summary'] as const) {
				await pause(15);
				const start = performance.now();
				await store[what](new Date());
				took[what].push(performance.now() - start);
			}
		}
		return took;
	},
	/** Loads a candidate on its thread: what it takes to load code is not measured. */
	async load(name: Name, where: Where) {
		if (where === 'page') {
			const store = await storeOf(name);
			loaded = { name, run: (what, group) => store[what](group) };
		} else {
			const work = await openWorker();
			loaded = { name, run: (what, group) => work({ name: name as Job['name'], what, group }) };
		}
	},
	/** A first pull, from nothing open to everything stored: `expected` records. In ms. */
	pull: (group: string, expected: number) => timed('pull', group, expected),
	/** Sends what `fill` stored, from nothing open to known to be sent: `expected` records. In ms. */
	push: (group: string, expected: number) => timed('push', group, expected),
	/** How many documents the server has of the group. */
	async onServer(group: string): Promise<number> {
		const got = await fetch(`/sync/group-${group}`);
		return ((await got.json()) as { doc_count: number }).doc_count;
	},
	/** Stores a visit to each of the doors, to be sent. */
	async fill(name: Name, group: string, doors: readonly { _id: string; patch: string }[]) {
		const visits: Visit[] = doors.map((door) => makeVisit(door, authorNow()));
		const store = await storeOf(name);
		await store.open(group);
		await store.fill(visits);
	}
};

declare global {
	interface Window {
		bench: typeof bench;
	}
}
window.bench = bench;
