/** Phones with the app's real store and sync, over an IndexedDB in memory and a real network connection. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import {
	community,
	door,
	member,
	newGroupId,
	newId,
	patch,
	visit,
	type AnyRecord,
	type Author,
	type Door,
	type Made,
	type Patch,
	type Role,
	type Visit
} from '../../src/lib/records/index.ts';
import { leavesOf } from '../../src/lib/store/adapter/revisions.ts';
import { GroupDatabase } from '../../src/lib/store/database.ts';
import { openDevice, type Device } from '../../src/lib/store/device.ts';
import { groupStore } from '../../src/lib/store/group-store.ts';
import { prepare } from '../../src/lib/store/prepare.ts';
import type { GroupStore } from '../../src/lib/store/types.ts';
import { runSync, type SyncOutcome, type Urgency } from '../../src/lib/sync/run.ts';
import type { Surroundings } from '../../src/lib/sync/line.ts';
import { startFaultProxy, type FaultProxy } from './proxy.ts';
import { ORIGIN, startRegistry, type Registry } from './registry.ts';

export interface Phone {
	gid: string;
	secret: string;
	store: GroupStore;
	db: GroupDatabase;
	device: Device;
	author(): Author;
	sync(urgency?: Urgency): Promise<SyncOutcome>;
	/** The browser's `fetch`, as the screens use it. */
	fetch: typeof fetch;
	/** The app is ended in mid-sync, and starts again. */
	kill(): void;
	/** The browser forgot its cookies, as it may at any time. */
	forgetSession(): void;
	/** Milliseconds that this phone's clock is off. */
	off: number;
	/** What the engine is given beside the network. */
	given: Partial<Surroundings>;
	/** Changes of one page of a first pull. */
	page?: number;
	leaves(): Promise<string[]>;
}

let made = 0;
/** What a test may put in its place is not the network. */
const { fetch: network } = globalThis;

export function good<R extends AnyRecord>(answer: Made<unknown>): R {
	if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
	return answer.record as R;
}

/** A browser's `fetch` on that phone: cookies, and the origin of our own pages. */
function browser(address: string, phone: { page?: number }, cookies: Map<string, string>): typeof fetch {
	return async (input, init) => {
		const headers = new Headers(init?.headers);
		headers.set('origin', ORIGIN);
		if (cookies.size)
			headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
		const path = phone.page ? String(input).replace('limit=2000', `limit=${phone.page}`) : String(input);
		const at = path.startsWith(ORIGIN) ? path.slice(ORIGIN.length) : path;
		const response = await network(address + at, { ...init, headers });
		for (const cookie of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]+)/.exec(cookie) ?? [];
			if (name && value) cookies.set(name, value);
		}
		return response;
	};
}

/** A phone whose person begins the group, or joins it with an invite. */
export async function newPhone(
	address: string,
	gid: string,
	role: Role = 'organiser',
	invite?: string
): Promise<Phone> {
	const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
	const db = new GroupDatabase(gid, 'relaxed', storage);
	const device = openDevice(storage);
	await prepare(db);
	const n = ++made;
	const me = newId('member');
	const secret = String(n).padStart(64, 'a');
	const id = `device-${n}`;
	await device.saveGroup({
		...{ id: gid, name: 'Spotland', member: me, member_name: `Person ${n}`, role, secret },
		...(invite ? { state: 'joining', invite: { secret: invite } } : { state: 'creating' }),
		added_at: new Date().toISOString()
	});
	let life = new AbortController();
	const cookies = new Map<string, string>();
	const now = () => new Date(Date.now() + phone.off);
	const phone: Phone = {
		...{ gid, secret, db, device, off: 0, given: {} },
		store: groupStore(db, gid, id),
		author: () => ({ member: me, device: id, at: now().toISOString() }),
		fetch: (...question) => ask(...question),
		sync: (urgency = 'soon') =>
			runSync(
				{ gid, db, device },
				{
					...{ fetch: ask, base: ORIGIN, now, random: Math.random, signal: life.signal },
					patience: { headers: 5000, body: 5000 },
					...phone.given
				},
				urgency
			),
		kill() {
			life.abort();
			life = new AbortController();
		},
		forgetSession: () => cookies.clear(),
		async leaves() {
			const rows = await db.docs.toArray();
			return rows.flatMap((row) => leavesOf(row).map((leaf) => `${row.id} ${leaf.rev}`)).sort();
		}
	};
	const ask = browser(address, phone, cookies);
	return phone;
}

export interface World {
	registry: Registry;
	proxy: FaultProxy;
	gid: string;
	/** The organiser's phone. */
	phone: Phone;
	area: Patch;
	doors: Door[];
	/** Another phone that joins the group. */
	join(role?: Role): Promise<Phone>;
	close(): Promise<void>;
}

/** A group with a street, begun on one phone and sent through the proxy. */
export async function startWorld(doorCount = 3): Promise<World> {
	const registry = await startRegistry();
	const proxy = await startFaultProxy(registry.url);
	const world = await startGroup({ registry, proxy }, doorCount);
	return {
		...world,
		async close() {
			await proxy.close();
			await registry.close();
		}
	};
}

/** One more group on the same registry; its phone's first contact is still to come unless it is `sent`. */
export async function startGroup(
	{ registry, proxy }: Pick<World, 'registry' | 'proxy'>,
	doorCount = 3,
	sent = true
): Promise<Omit<World, 'close'> & { saved: string[] }> {
	const gid = newGroupId();
	const phone = await newPhone(proxy.url, gid);
	const by = phone.author();
	const area = good<Patch>(patch.make({ name: 'Toad Lane', walk_order: 'sides' }, by));
	const doors = Array.from({ length: doorCount }, (_, i) =>
		good<Door>(door.make({ patch: area._id, number: i + 1, street: 'Toad Lane' }, by))
	);
	const own = { group: gid, name: 'Spotland', kind: 'neighbourhood', tags: [] };
	const records = [
		good(community.make(own as never, by)),
		good(member.make({ id: by.member, name: 'Ann', role: 'organiser' }, by)),
		area,
		...doors
	];
	await phone.store.put(...records);
	if (sent) await mustSync(phone);
	return {
		...{ registry, proxy, gid, phone, area, doors, saved: records.map((one) => one._id) },
		async join(role = 'volunteer') {
			const joining = await newPhone(proxy.url, gid, role, await registry.invite(gid, role));
			await mustSync(joining);
			return joining;
		}
	};
}

export async function mustSync(phone: Phone): Promise<void> {
	const outcome = await phone.sync();
	if (!outcome.ok) throw new Error(`no sync: ${JSON.stringify(outcome)}`);
}

export function aVisit(phone: Phone, to: Door, result: Visit['result'] = 'no_answer'): Visit {
	const input = { door: to._id, patch: to.patch, slot: 'weekday_day' as const, result };
	return good<Visit>(visit.make(input, phone.author()));
}

/** Visits, saved on the phone in one go; answers their ids. */
export async function knock(phone: Phone, to: Door, count = 1): Promise<string[]> {
	const visits = Array.from({ length: count }, () => aVisit(phone, to));
	await phone.store.put(...visits);
	return visits.map((one) => one._id);
}
