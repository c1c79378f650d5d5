/** The page that all candidates run in: the same thread, the same browser, the same origin. */
import { isDue, nextDoor } from '../../../src/lib/rules/index.ts';
import { device } from '../../../src/lib/store/index.ts';
import { makeVisit } from '../campaign.ts';
import type { Candidate } from './candidate.ts';
import { ourStore } from './ours.ts';
import { rawStore, singlePut } from './raw.ts';

export const stores = { ours: ourStore(), raw: rawStore() };
const single = singlePut();
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const heading = document.querySelector('h1')!;

export type Name = keyof typeof stores;
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

const walks: Partial<Record<Name, ReturnType<typeof startWalk>>> = {};

const pullInto = (store: Candidate) => async (group: string) => {
	await store.open(group);
	return await store.pull(group);
};

/** A bundle of its own: ours gives the one PouchDB of a bundle other plugins. */
async function stockPull() {
	const address = '/bench/pouch.js';
	return ((await import(address)) as typeof import('./pouch.ts')).pouchPull;
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
	/** Readies taps in patches that nobody has walked; the stores are open. */
	async startWalks(group: string, patches: readonly string[]) {
		for (const name of ['ours', 'raw'] as const) walks[name] = startWalk(stores[name], patches);
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
		const start = performance.now();
		await stores[name].open(group);
		const rows = await stores[name].doors(patch);
		heading.textContent = `${rows.filter(({ fold }) => isDue(fold, new Date())).length} of ${rows.length}`;
		const took = performance.now() - start;
		if (rows.length === 0) throw new Error(`${name} has no doors in ${patch}`);
		return took;
	},
	/** A first pull, from nothing open to everything stored: `expected` records. In ms. */
	async pull(name: Name | 'pouch', group: string, expected: number): Promise<number> {
		const pull = name === 'pouch' ? await stockPull() : pullInto(stores[name]);
		const start = performance.now();
		const got = await pull(group);
		const took = performance.now() - start;
		if (got !== expected) throw new Error(`${name} has ${got} records after the pull, not ${expected}`);
		return took;
	}
};

declare global {
	interface Window {
		bench: typeof bench;
	}
}
window.bench = bench;
