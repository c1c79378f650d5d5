import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
	community,
	contact,
	door,
	isErased,
	member,
	newGroupId,
	newId,
	patch,
	visit,
	type AnyRecord,
	type Author,
	type Contact,
	type Door,
	type Patch,
	type Role,
	type Visit
} from '../records/index.ts';
import { leavesOf } from '../store/adapter/revisions.ts';
import { GroupDatabase } from '../store/database.ts';
import { openDevice, type Device } from '../store/device.ts';
import { groupStore } from '../store/group-store.ts';
import { prepare } from '../store/prepare.ts';
import type { GroupStore } from '../store/types.ts';
import { newCount, report } from '../../../e2e/faults/count.ts';
import { fakeGateway, type Gateway } from './fake-gateway.ts';
import { runSync, type SyncOutcome, type Urgency } from './run.ts';
import { pauseAfter } from './schedule.ts';

interface TestPhone {
	store: GroupStore;
	db: GroupDatabase;
	device: Device;
	secret: string;
	author(): Author;
	sync(urgency?: Urgency, signal?: AbortSignal, inPage?: boolean): Promise<SyncOutcome>;
	/** The day moves on. */
	wait(milliseconds: number): void;
	patience: { headers: number; body: number };
	leaves(): Promise<string[]>;
}

const json = (status: number, body: unknown, more: Record<string, string> = {}) =>
	new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': 'application/json', 'x-toadlane-epoch': 'first', ...more }
	});
const loginPage = () =>
	new Response('<html><h1>Welcome to Station Wi-Fi</h1></html>', {
		headers: { 'content-type': 'text/html' }
	});

let clock = Date.UTC(2026, 6, 1, 9);
let phones = 0;

async function newPhone(
	gateway: Gateway,
	gid: string,
	role: Role = 'organiser',
	state: 'creating' | 'joining' = 'creating'
): Promise<TestPhone> {
	const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
	const db = new GroupDatabase(gid, 'relaxed', storage);
	const device = openDevice(storage);
	await prepare(db);
	const me = newId('member');
	const secret = String(++phones).padStart(64, '0');
	const invite = { secret: `invite-${role}` };
	if (state === 'joining') gateway.invite(invite.secret, role);
	await device.saveGroup({
		...{ id: gid, name: 'Spotland', member: me, member_name: `Ann ${phones}`, role, secret, state },
		added_at: new Date(clock).toISOString(),
		...(state === 'joining' && { invite })
	});
	const id = `device-${phones}`;
	const fetch = gateway.phone();
	const phone: TestPhone = {
		store: groupStore(db, gid, id),
		db,
		device,
		secret,
		author: () => ({ member: me, device: id, at: new Date((clock += 1000)).toISOString() }),
		sync: (urgency = 'soon', signal = new AbortController().signal, inPage = false) =>
			runSync(
				{ gid, db, device },
				{
					fetch,
					base: 'http://gateway',
					now: () => new Date(clock),
					random: Math.random,
					signal,
					patience: phone.patience,
					inPage
				},
				urgency
			),
		wait(milliseconds) {
			clock += milliseconds;
		},
		patience: { headers: 10_000, body: 10_000 },
		async leaves() {
			const rows = await db.docs.toArray();
			return rows.flatMap((row) => leavesOf(row).map((leaf) => `${row.id} ${leaf.rev}`)).sort();
		}
	};
	return phone;
}

const good = <R extends AnyRecord>(made: { ok: boolean; record?: unknown; problems?: unknown }): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record as R;
};

function aGroup(gid: string, { author }: TestPhone): AnyRecord[] {
	const by = author();
	const input = { group: gid, name: 'Spotland', kind: 'neighbourhood' as const, tags: [] };
	return [
		good(community.make(input as never, by)),
		good(member.make({ id: by.member, name: 'Ann', role: 'organiser' }, by))
	];
}

function aStreet(phone: TestPhone, count: number): { area: Patch; doors: Door[] } {
	const area = good<Patch>(patch.make({ name: 'Toad Lane', walk_order: 'sides' }, phone.author()));
	const doors = Array.from({ length: count }, (_, i) =>
		good<Door>(door.make({ patch: area._id, number: i + 1, street: 'Toad Lane' }, phone.author()))
	);
	return { area, doors };
}

function aVisit(phone: TestPhone, to: Door, result: Visit['result'] = 'no_answer'): Visit {
	const input = { door: to._id, patch: to.patch, slot: 'weekday_day' as const, result };
	return good<Visit>(visit.make(input, phone.author()));
}

function aContact(phone: TestPhone, { _id, patch }: Door): Contact {
	const by = phone.author();
	const expires = new Date(Date.parse(by.at) + 90 * 86_400_000).toISOString().slice(0, 10);
	const input = {
		door: _id,
		patch,
		name: 'Canary Ashworth',
		phone: '01706 000000',
		for: 'call',
		agreed: 'Canary'
	};
	return good<Contact>(contact.make({ ...input, expires }, by));
}

/** An organiser's phone with a street, registered and synced. */
async function begun(doorCount = 3) {
	const gateway = fakeGateway();
	const gid = newGroupId();
	const phone = await newPhone(gateway, gid);
	const street = aStreet(phone, doorCount);
	await phone.store.put(...aGroup(gid, phone), street.area, ...street.doors);
	expect(await phone.sync()).toMatchObject({ ok: true });
	return { gateway, gid, phone, ...street };
}

const state = (phone: TestPhone) => phone.store.syncState();

describe('a first contact', () => {
	test('registers the group, sends the invites and everything saved before, and only then says it is sent', async () => {
		const gateway = fakeGateway();
		const gid = newGroupId();
		const phone = await newPhone(gateway, gid);
		const { area, doors } = aStreet(phone, 3);
		await phone.store.put(...aGroup(gid, phone), area, ...doors, aVisit(phone, doors[0] as Door));
		await phone.device.outbox.add({ group: gid, path: `/api/groups/${gid}/invites`, body: { id: 'i' } });
		const unsentAt: Record<string, number> = {};
		gateway.before = async (call) => {
			unsentAt[call.endpoint] ??= (await state(phone)).unsent;
			return undefined;
		};
		expect(await phone.sync()).toEqual({ ok: true, sent: 7 });
		expect(gateway.calls.map((call) => call.endpoint).slice(0, 5)).toEqual([
			'groups',
			'invites',
			`group-${gid}`,
			'_bulk_docs',
			'_revs_diff'
		]);
		expect(unsentAt._revs_diff).toBe(7);
		expect(await state(phone)).toMatchObject({
			phase: 'idle',
			unsent: 0,
			last_sent_at: new Date(clock).toISOString()
		});
		expect(await phone.device.group(gid)).toMatchObject({ state: 'member' });
		expect(await phone.device.outbox.list(gid)).toEqual([]);
		expect(gateway.leaves()).toEqual(await phone.leaves());
	});

	test('of a phone that joins brings what the others did', async () => {
		const { gateway, gid, phone, area, doors } = await begun(5);
		await phone.store.put(aVisit(phone, doors[0] as Door, 'talked'));
		await phone.store.edit<Patch>(area._id, { name: 'Toad Lane, both sides' }, phone.author());
		await phone.sync();
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		await second.store.put(aVisit(second, doors[1] as Door));
		expect(await second.sync()).toMatchObject({ ok: true, sent: 1 });
		expect((await second.store.doors(area._id)).map((row) => row.fold.state)).toEqual([
			'talked',
			'no_answer',
			'new',
			'new',
			'new'
		]);
		expect(await second.store.get<Patch>(area._id)).toMatchObject({ name: 'Toad Lane, both sides' });
		await phone.sync();
		expect(await phone.leaves()).toEqual(await second.leaves());
	});

	test('does not say that all is sent while everything is still to be fetched', async () => {
		const { gateway, gid } = await begun();
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		const phases: unknown[] = [];
		const write = second.db.writeState.bind(second.db);
		vi.spyOn(second.db, 'writeState').mockImplementation((key, value) => {
			if (key === 'sync') phases.push((value as { phase: string }).phase);
			return write(key, value);
		});
		await second.sync();
		await second.sync();
		expect(phases).toEqual(['sending', 'idle', 'idle', 'idle']);
	});

	test('says that it is at work when it goes on with a first fetch that was cut off', async () => {
		const { gateway, gid } = await begun();
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		gateway.before = ({ endpoint }) =>
			endpoint === '_changes' ? Promise.reject(new TypeError('Failed to fetch')) : undefined;
		expect(await second.sync()).toEqual({ ok: false, code: 'no_network' });
		expect((await state(second)).phase).toBe('no_network');
		let meanwhile: unknown;
		gateway.before = async ({ endpoint }) => {
			if (endpoint === '_changes') meanwhile = (await state(second)).phase;
			return undefined;
		};
		expect(await second.sync()).toMatchObject({ ok: true });
		expect(meanwhile).toBe('sending');
	});

	test('with an invite that is not known yet waits for it', async () => {
		const { gateway, gid } = await begun();
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		gateway.before = (call) => (call.endpoint === 'join' ? json(404, { code: 'invite_unknown' }) : undefined);
		expect(await second.sync()).toEqual({ ok: false, code: 'invite_unknown' });
		gateway.before = () => undefined;
		expect(await second.sync()).toMatchObject({ ok: true });
		expect(await second.device.group(gid)).toMatchObject({ state: 'member', role: 'volunteer' });
	});
});

describe('answers that can’t be believed', () => {
	const lies: [string, string, () => Response, string][] = [
		['an empty object to _revs_diff', '_revs_diff', () => json(200, {}), 'server_trouble'],
		['a list to _revs_diff', '_revs_diff', () => json(200, []), 'server_trouble'],
		['an empty object to _bulk_docs', '_bulk_docs', () => json(201, {}), 'server_trouble'],
		['an empty object to _changes', '_changes', () => json(200, {}), 'server_trouble'],
		['half an answer', '_changes', () => cut(), 'server_trouble'],
		['a login page', '_revs_diff', loginPage, 'not_our_server'],
		['a sound answer of another type', '_changes', () => mistyped(), 'not_our_server'],
		['a login page in the guise of JSON', '_bulk_docs', () => new Response('{}'), 'not_our_server'],
		['a failing proxy', '_changes', () => new Response('bad gateway', { status: 502 }), 'server_trouble'],
		['a failing server', '_bulk_docs', () => json(500, { code: 'oops' }), 'server_trouble']
	];
	const mistyped = () => json(200, { results: [], last_seq: 0 }, { 'content-type': 'text/html' });
	const cut = () =>
		new Response('{"results": [', {
			headers: { 'content-type': 'application/json', 'x-toadlane-epoch': 'first' }
		});

	test.each(lies)(
		'%s changes nothing, and the next round gets through',
		async (_name, endpoint, lie, code) => {
			const { gateway, phone, doors } = await begun();
			await phone.store.put(aVisit(phone, doors[0] as Door));
			gateway.before = (call) => (call.endpoint === endpoint ? lie() : undefined);
			expect(await phone.sync()).toMatchObject({ ok: false, code });
			if (endpoint !== '_changes') expect((await state(phone)).unsent).toBe(1);
			gateway.before = () => undefined;
			expect(await phone.sync()).toMatchObject({ ok: true });
			expect((await state(phone)).unsent).toBe(0);
			expect(gateway.leaves()).toEqual(await phone.leaves());
		}
	);

	test('no answer at all ends after a while, as does one that never ends', async () => {
		const { gateway, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		phone.patience = { headers: 30, body: 60 };
		gateway.before = () => new Promise<Response>(() => undefined);
		expect(await phone.sync()).toMatchObject({ code: 'too_slow' });
		expect((await state(phone)).phase).toBe('no_network');
		const endless = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{')) });
		gateway.before = () =>
			new Response(endless, { headers: { 'content-type': 'application/json', 'x-toadlane-epoch': 'first' } });
		expect(await phone.sync()).toMatchObject({ code: 'too_slow' });
		gateway.before = () => Promise.reject(new TypeError('Failed to fetch'));
		expect(await phone.sync()).toMatchObject({ code: 'no_network' });
		expect(await state(phone)).toMatchObject({ phase: 'no_network', unsent: 1 });
	});

	test('a stop from outside ends a round at once, also while no answer comes', async () => {
		const { gateway, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		const stop = new AbortController();
		gateway.before = () => {
			queueMicrotask(() => stop.abort());
			return new Promise<Response>(() => undefined);
		};
		expect(await phone.sync('soon', stop.signal)).toMatchObject({ ok: false });
		expect((await state(phone)).unsent).toBe(1);
	});

	test('an answer lost after the server did its work is made good', async () => {
		const { gateway, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		gateway.after = (call, answer) =>
			call.endpoint === '_bulk_docs' ? Promise.reject(new TypeError('connection reset')) : answer;
		expect(await phone.sync()).toMatchObject({ code: 'no_network' });
		expect((await state(phone)).unsent).toBe(1);
		gateway.after = (_call, answer) => answer;
		expect(await phone.sync()).toMatchObject({ ok: true, sent: 1 });
	});
});

describe('a refused record', () => {
	test('stays with its reason, holds up no other, and goes when permission returns', async () => {
		const { gateway, phone, doors } = await begun();
		const [bad, fine] = [aVisit(phone, doors[0] as Door), aVisit(phone, doors[1] as Door)];
		await phone.store.put(bad, fine);
		gateway.refuse = (doc) => (doc._id === bad._id ? 'role' : undefined);
		expect(await phone.sync()).toEqual({ ok: true, sent: 1 });
		expect(await phone.store.unsent()).toMatchObject({
			total: 1,
			refused: [{ id: bad._id, reason: 'role' }]
		});
		gateway.refuse = () => undefined;
		expect(await phone.sync()).toEqual({ ok: true, sent: 0 });
		phone.wait(16 * 60_000);
		expect(await phone.sync()).toEqual({ ok: true, sent: 1 });
		expect(await phone.store.unsent()).toEqual({ total: 0, by_kind: {}, refused: [] });
	});

	test('that its author brought to the server meanwhile counts as sent at once; nothing new asks nothing more', async () => {
		const { gateway, phone, doors } = await begun();
		const [one, other] = [aVisit(phone, doors[0] as Door), aVisit(phone, doors[1] as Door)];
		await phone.store.put(one, other);
		gateway.refuse = () => 'not_yours';
		const refused: Record<string, unknown>[] = [];
		gateway.before = ({ endpoint, body }) =>
			void (endpoint === '_bulk_docs' && refused.push(...(body?.docs as Record<string, unknown>[])));
		await phone.sync();
		gateway.calls.length = 0;
		await phone.sync();
		expect(gateway.calls.map((call) => call.endpoint)).not.toContain('_revs_diff');
		gateway.database().write(refused.find((doc) => doc._id === one._id) as never);
		expect(await phone.sync()).toEqual({ ok: true, sent: 1 });
		expect(await phone.store.unsent()).toMatchObject({ total: 1, refused: [{ id: other._id }] });
	});

	test('is tried at once when somebody asks for it', async () => {
		const { gateway, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		gateway.refuse = () => 'role';
		await phone.sync();
		gateway.refuse = () => undefined;
		expect(await phone.sync('now')).toEqual({ ok: true, sent: 1 });
	});

	test('that would settle a conflict leaves the other version standing', async () => {
		const { gateway, gid, phone, area } = await begun();
		const friend = await newPhone(gateway, gid, 'organiser', 'joining');
		await friend.sync();
		await friend.store.edit<Patch>(area._id, { name: 'Theirs' }, friend.author());
		await friend.sync();
		// The longer history wins, so theirs is what a settled conflict would close.
		for (const name of ['Our', 'Ours']) await phone.store.edit<Patch>(area._id, { name }, phone.author());
		gateway.refuse = (doc) => (doc._id === area._id && !doc._deleted ? 'too_many_leaves' : undefined);
		for (const urgency of ['soon', 'now', 'now'] as const) await phone.sync(urgency);
		expect(gateway.database().leavesOf(area._id)[0]).toMatchObject({ name: 'Theirs' });
		gateway.refuse = () => undefined;
		for (const one of [phone, friend, phone]) await one.sync('now');
		expect(gateway.database().leavesOf(area._id)[0]).toMatchObject({
			name: 'Ours',
			also: { name: [{ value: 'Theirs' }] }
		});
		expect(await friend.leaves()).toEqual(await phone.leaves());
	});

	test('hides nothing that others write to the same record later', async () => {
		const { gateway, gid, phone, area } = await begun();
		const friend = await newPhone(gateway, gid, 'volunteer', 'joining');
		await friend.sync();
		gateway.refuse = (doc) => (doc.name === 'Refused' ? 'role' : undefined);
		for (const script of ['One', 'Two'])
			await friend.store.edit<Patch>(area._id, { script }, friend.author());
		await friend.store.edit<Patch>(area._id, { name: 'Refused' }, friend.author());
		await friend.sync();
		await phone.store.edit<Patch>(area._id, { season: 'Summer' }, phone.author());
		await phone.sync();
		await friend.sync();
		const shown = { name: 'Refused', script: 'Two', season: 'Summer' };
		expect(await friend.store.get(area._id)).toMatchObject(shown);
		expect(await friend.store.list('patch')).toMatchObject([shown]);
		// With what was to close the version that it was to take the place of.
		const refusal = { id: area._id, reason: 'role' };
		expect((await friend.store.unsent()).refused).toMatchObject([refusal, refusal]);
	});

	test('too large for the server by itself is set aside after halving', async () => {
		const { gateway, phone, doors } = await begun(9);
		const visits = doors.map((one) => aVisit(phone, one));
		await phone.store.put(...visits);
		const large = visits[4]?._id;
		gateway.before = (call) => {
			const docs = (call.body?.docs ?? []) as { _id: string }[];
			const tooLarge = docs.length > 3 || docs.some((doc) => doc._id === large);
			return call.endpoint === '_bulk_docs' && tooLarge ? json(413, { code: 'too_large' }) : undefined;
		};
		expect(await phone.sync()).toEqual({ ok: true, sent: 8 });
		expect((await phone.store.unsent()).refused).toMatchObject([{ id: large, reason: 'too_large' }]);
	});
});

describe('a slow line', () => {
	const never = () => new Promise<Response>(() => undefined);
	const sizes = ({ calls }: Gateway) =>
		calls.filter((call) => call.endpoint === '_bulk_docs').map((call) => (call.body?.docs as []).length);

	test('gets less and less at a time until it is through, and no more than that the next time', async () => {
		const { gateway, phone, doors } = await begun(40);
		phone.patience = { headers: 200, body: 10_000 };
		await phone.store.put(...doors.map((one) => aVisit(phone, one)));
		gateway.before = (call) =>
			call.endpoint === '_bulk_docs' && (call.body?.docs as []).length > 5 ? never() : undefined;
		gateway.calls.length = 0;
		expect(await phone.sync()).toEqual({ ok: true, sent: 40 });
		expect(sizes(gateway).slice(0, 3)).toEqual([40, 20, 10]);
		await phone.store.put(...doors.map((one) => aVisit(phone, one)));
		gateway.calls.length = 0;
		expect(await phone.sync()).toEqual({ ok: true, sent: 40 });
		expect(Math.max(...sizes(gateway))).toBeLessThanOrEqual(5);
		gateway.before = () => undefined;
		for (let round = 0; round < 8; round++) {
			await phone.store.put(...doors.map((one) => aVisit(phone, one)));
			await phone.sync();
		}
		expect(sizes(gateway).at(-1)).toBe(40);
	});

	test('that takes not even one record refuses none, and what others wrote is fetched all the same', async () => {
		const { gateway, gid, phone, doors } = await begun();
		const friend = await newPhone(gateway, gid, 'volunteer', 'joining');
		await friend.sync();
		const theirs = aVisit(friend, doors[0] as Door);
		await friend.store.put(theirs);
		await friend.sync();
		await phone.store.put(...doors.map((one) => aVisit(phone, one)));
		phone.patience = { headers: 200, body: 10_000 };
		gateway.before = (call) => (call.endpoint === '_bulk_docs' ? never() : undefined);
		expect(await phone.sync()).toEqual({ ok: false, code: 'too_slow' });
		expect(await phone.store.unsent()).toMatchObject({ total: 3, refused: [] });
		expect(await phone.store.get(theirs._id)).toBeDefined();
		gateway.before = () => undefined;
		expect(await phone.sync()).toEqual({ ok: true, sent: 3 });
	});

	test('is asked about fewer records at a time when everything is compared', async () => {
		const { gateway, phone } = await begun(40);
		phone.patience = { headers: 200, body: 10_000 };
		gateway.before = (call) =>
			call.endpoint === '_revs_diff' && Object.keys(call.body ?? {}).length > 12 ? never() : undefined;
		expect(await phone.sync('check')).toEqual({ ok: true, sent: 0 });
	});
});

describe('who may not', () => {
	test('a session that ran out is opened again in mid-round', async () => {
		const { gateway, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		gateway.before = (call) => {
			if (call.endpoint !== '_revs_diff') return undefined;
			gateway.before = () => undefined;
			gateway.endSessions();
			return undefined;
		};
		gateway.endSessions();
		gateway.calls.length = 0;
		expect(await phone.sync()).toEqual({ ok: true, sent: 1 });
		const signedIn = gateway.calls.map((call) => call.endpoint).join(' ');
		expect(signedIn.match(/session/g)).toHaveLength(2);
		expect(signedIn).toContain('_revs_diff session _revs_diff');
	});

	test('a removed device keeps everything, says so, and works again when let in again', async () => {
		const { gateway, gid, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		const before = await phone.leaves();
		gateway.revoke(phone.secret);
		expect(await phone.sync()).toEqual({ ok: false, code: 'removed' });
		gateway.endSessions();
		expect(await phone.sync()).toEqual({ ok: false, code: 'removed' });
		expect(await phone.device.group(gid)).toMatchObject({ state: 'removed', problem: 'removed' });
		expect(await phone.leaves()).toEqual(before);
		expect(await state(phone)).toMatchObject({ phase: 'trouble', trouble: 'removed', unsent: 1 });
	});
});

describe('a busy server', () => {
	test('is left alone for as long as it asks, and never for more than five minutes', async () => {
		const { gateway, phone } = await begun();
		gateway.before = () => json(503, { code: 'registry_unavailable' }, { 'retry-after': '7' });
		const outcome = await phone.sync();
		expect(outcome).toEqual({ ok: false, code: 'server_busy', retry_after: 7000 });
		expect(pauseAfter(outcome, 1, () => 0)).toBe(7000);
		expect(pauseAfter(outcome, 1, () => 0.999)).toBeLessThan(14_000);
		gateway.before = () => json(503, { code: 'registry_unavailable' });
		expect(await phone.sync()).toEqual({ ok: false, code: 'server_busy' });
		gateway.before = () => json(429, {}, { 'retry-after': '86400' });
		expect(pauseAfter(await phone.sync(), 1, () => 1)).toBe(300_000);
		const failed: SyncOutcome = { ok: false, code: 'server_trouble' };
		expect(pauseAfter(failed, 1, () => 0)).toBe(5000);
		expect(pauseAfter(failed, 50, () => 1)).toBe(300_000);
	});
});

describe('an app that is too old', () => {
	test('for the server to take anything from still fetches, reads and saves copies', async () => {
		const { gateway, gid, phone, doors } = await begun();
		const friend = await newPhone(gateway, gid, 'volunteer', 'joining');
		await friend.sync();
		const theirs = aVisit(friend, doors[0] as Door, 'talked');
		await friend.store.put(theirs);
		await friend.sync();
		const own = aVisit(phone, doors[1] as Door);
		await phone.store.put(own);
		gateway.before = (call) =>
			call.endpoint === '_bulk_docs' ? json(426, { code: 'app_too_old' }) : undefined;
		expect(await phone.sync()).toEqual({ ok: false, code: 'app_too_old' });
		expect(await state(phone)).toMatchObject({ phase: 'trouble', trouble: 'app_too_old', unsent: 1 });
		expect(await phone.store.get(theirs._id)).toBeDefined();
		const copy = await (await phone.store.exportCopy()).text();
		for (const { _id } of [own, theirs]) expect(copy).toContain(_id);
		gateway.before = () => undefined;
		expect(await phone.sync()).toEqual({ ok: true, sent: 1 });
	});

	test('for its own store leaves it alone', async () => {
		const { gateway, phone } = await begun();
		vi.spyOn(phone.db, 'isNewer').mockReturnValue(true);
		gateway.calls.length = 0;
		expect(await phone.sync('check')).toEqual({ ok: false, code: 'app_too_old' });
		expect(gateway.calls).toEqual([]);
	});
});

describe('a server that lost what it had', () => {
	test('and was restored from an older backup is filled again', async () => {
		const { gateway, gid, phone, area, doors } = await begun();
		const restore = gateway.backUp();
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		await second.sync();
		await phone.store.put(...doors.map((one) => aVisit(phone, one)));
		await phone.store.edit<Patch>(area._id, { name: 'New name' }, phone.author());
		await phone.sync();
		await second.sync();
		restore();
		expect(await phone.sync()).toMatchObject({ ok: true, sent: 4 });
		expect(gateway.leaves()).toEqual(await phone.leaves());
		await second.sync();
		expect(await second.leaves()).toEqual(await phone.leaves());
		expect(await second.sync()).toEqual({ ok: true, sent: 0 });
	});

	/** The server forgets three visits; grown, its numbers do not tell. */
	async function forgetful(grown: boolean) {
		const all = await begun();
		const { gateway, phone, doors } = all;
		const restore = gateway.backUp();
		await phone.store.put(...doors.map((one) => aVisit(phone, one)));
		await phone.sync();
		restore();
		const others = Array.from({ length: grown ? 9 : 0 }, (_, n) => ({
			_id: newId('visit'),
			_rev: `1-${String(n).padStart(32, '0')}`,
			n
		}));
		for (const other of others) gateway.database().write(other);
		return all;
	}

	test.each([
		['its sequence fell', false, () => undefined],
		['its epoch is another', true, ({ gateway }) => void (gateway.epoch = 'second')],
		['its database is another', true, ({ gateway }) => void (gateway.instance = 'second')],
		['a day went by', true, ({ phone }) => phone.wait(25 * 60 * 60_000)]
	] satisfies [string, boolean, (all: Awaited<ReturnType<typeof begun>>) => void][])(
		'is filled again because %s',
		async (_why, grown, happens) => {
			const all = await forgetful(grown);
			const { gateway, phone } = all;
			if (grown) expect(await phone.sync()).toEqual({ ok: true, sent: 0 });
			happens(all);
			expect(await phone.sync()).toEqual({ ok: true, sent: 3 });
			for (const leaf of await phone.leaves()) expect(gateway.leaves()).toContain(leaf);
			gateway.calls.length = 0;
			expect(await phone.sync()).toEqual({ ok: true, sent: 0 });
			// Once compared, it is left at that until something of the kind happens again.
			expect(gateway.calls.map((call) => call.endpoint)).not.toContain('_revs_diff');
		}
	);

	test('and has grown past its old numbers since is found out by the next phone that sends something', async () => {
		const { gateway, phone, doors } = await forgetful(true);
		await phone.store.put(aVisit(phone, doors[0] as Door));
		expect(await phone.sync()).toEqual({ ok: true, sent: 4 });
		expect(gateway.leaves()).toEqual(await phone.leaves());
		gateway.calls.length = 0;
		await phone.store.put(aVisit(phone, doors[0] as Door));
		expect(await phone.sync()).toEqual({ ok: true, sent: 1 });
		expect(gateway.calls.filter((call) => call.endpoint === '_revs_diff')).toHaveLength(1);
	});

	test('and is another one in mid-round is not believed to have what was sent in that round', async () => {
		const { gateway, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		gateway.before = ({ endpoint }) => void (endpoint === '_revs_diff' && (gateway.epoch = 'second'));
		expect(await phone.sync()).toMatchObject({ ok: false });
		expect((await state(phone)).unsent).toBe(1);
		expect(await phone.sync()).toMatchObject({ ok: true });
		expect((await state(phone)).unsent).toBe(0);
	});

	test('and was made anew is registered and filled again, and no phone is emptied', async () => {
		const { gateway, phone } = await begun();
		const before = await phone.leaves();
		gateway.recreate();
		expect(await phone.sync()).toMatchObject({ ok: true });
		expect(await phone.leaves()).toEqual(before);
		expect(gateway.leaves()).toEqual(before);
	});
});

describe('what can’t be read', () => {
	test('does not hold up the rest, first pull or later, and is listed', async () => {
		const { gateway, gid, phone, doors } = await begun();
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		const poison = (call: { endpoint: string }, answer: Response) =>
			call.endpoint === '_bulk_get' || call.endpoint === '_changes' ? poisoned(answer) : answer;
		const poisoned = async (answer: Response) => {
			const text = await answer.text();
			return new Response(text.replaceAll('"number":2', '"_strange":2'), answer);
		};
		gateway.after = poison;
		expect(await second.sync()).toMatchObject({ ok: true });
		expect(await second.store.setAside()).toMatchObject([{ id: doors[1]?._id, reason: 'unreadable' }]);
		expect((await state(second)).unreadable).toBe(1);
		expect(await second.store.doors((doors[0] as Door).patch)).toHaveLength(2);
		await phone.store.put(aVisit(phone, doors[0] as Door, 'talked'));
		await phone.store.edit<Door>((doors[1] as Door)._id, { street: 'Toad Lane East' }, phone.author());
		await phone.sync();
		expect(await second.sync()).toMatchObject({ ok: true });
		expect((await second.store.door((doors[0] as Door)._id))?.fold.state).toBe('talked');
		gateway.after = (_call, answer) => answer;
		await second.sync('check');
		expect(await second.store.setAside()).toEqual([]);
		expect(await state(second)).not.toHaveProperty('unreadable');
		expect(await second.leaves()).toEqual(await phone.leaves());
	});
});

describe('a name that the server does not understand', () => {
	const strange = { _id: 'visit:a:b:c:d', _rev: `1-${'5'.repeat(32)}` };

	test('is not asked for, and holds up no other', async () => {
		const { gateway, gid, phone, doors } = await begun();
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		await second.sync();
		gateway.database().write(strange);
		await phone.store.put(aVisit(phone, doors[0] as Door, 'talked'));
		await phone.sync();
		gateway.calls.length = 0;
		expect(await second.sync()).toMatchObject({ ok: true });
		expect(JSON.stringify(gateway.calls.map((call) => call.body))).not.toContain(strange._id);
		expect((await second.store.door((doors[0] as Door)._id))?.fold.state).toBe('talked');
		expect(await second.store.setAside()).toMatchObject([{ id: strange._id, reason: 'unreadable' }]);
	});

	test('and that this app would ask for is set aside by itself; one that was misheard once is not', async () => {
		const { gateway, gid, phone, doors } = await begun(9);
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		await second.sync();
		const visits = doors.map((one) => aVisit(phone, one, 'talked'));
		await phone.store.put(...visits);
		await phone.sync();
		const poison = visits[4]?._id;
		let misheard = false;
		gateway.before = ({ endpoint, body }) => {
			if (endpoint !== '_bulk_get') return undefined;
			const asked = (body?.docs as { id: string }[]).map(({ id }) => id);
			const once = !misheard && asked.length === 1 && asked[0] !== poison && (misheard = true);
			return once || asked.includes(String(poison)) ? json(400, { code: 'shape' }) : undefined;
		};
		expect(await second.sync()).toMatchObject({ ok: true });
		expect(misheard).toBe(true);
		expect(await second.store.setAside()).toMatchObject([{ id: poison, reason: 'unreadable' }]);
		expect((await second.store.list('visit')).length).toBe(8);
		gateway.before = () => undefined;
		await second.sync('check');
		expect(await second.store.setAside()).toEqual([]);
		expect(await state(second)).not.toHaveProperty('unreadable');
	});
});

describe('many records', () => {
	test('come in few requests, edited ones among them', { timeout: 120_000 }, async () => {
		const { gateway, gid } = await begun(0);
		const hash = (n: number) => n.toString(16).padStart(32, '0');
		const docs = Array.from({ length: 4500 }, (_, n) => {
			const ids = n % 3 ? [hash(n)] : [hash(n + 10_000), hash(n)];
			const start = ids.length;
			return { _id: newId('visit'), _rev: `${start}-${ids[0]}`, _revisions: { start, ids }, n };
		});
		for (const doc of docs) gateway.database().write(doc);
		const second = await newPhone(gateway, gid, 'volunteer', 'joining');
		gateway.calls.length = 0;
		expect(await second.sync()).toMatchObject({ ok: true });
		expect(gateway.calls.length).toBeLessThanOrEqual(7);
		expect(gateway.calls.map((call) => call.endpoint)).not.toContain('_bulk_get');
		expect(await second.db.docs.count()).toBe(4503);
		const edited = await second.db.docs.get(docs[0]?._id ?? '');
		expect(edited).toMatchObject({ rev: docs[0]?._rev, past: [hash(0)] });
	});
});

test('in a page, a first fetch comes in smaller portions than in a worker beside it', async () => {
	const { gateway, gid } = await begun(0);
	for (let n = 0; n < 1200; n++) {
		const rev = `1-${n.toString(16).padStart(32, '0')}`;
		gateway.database().write({ _id: newId('visit'), _rev: rev, n });
	}
	// Nobody saves meanwhile.
	let later = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => (later += 10_000));
	const portionsOf = async (inPage: boolean) => {
		const phone = await newPhone(gateway, gid, 'volunteer', 'joining');
		gateway.calls.length = 0;
		const begin = vi.spyOn(phone.db, 'transaction');
		expect(await phone.sync('soon', undefined, inPage)).toMatchObject({ ok: true });
		expect(await phone.db.docs.count()).toBeGreaterThan(1200);
		const pages = gateway.calls.filter(({ endpoint }) => endpoint === '_changes').length;
		return { pages, writes: begin.mock.calls.length };
	};
	const [beside, within] = [await portionsOf(false), await portionsOf(true)];
	expect(beside.pages).toBe(1);
	expect(within.pages).toBe(3);
	expect(within.writes).toBeGreaterThanOrEqual(beside.writes + 9);
	vi.restoreAllMocks();
});

test('a first fetch makes way for whoever saves meanwhile: it writes little at a time then', async () => {
	const { gateway, gid, area } = await begun(0);
	for (let n = 0; n < 300; n++) {
		const rev = `1-${n.toString(16).padStart(32, '0')}`;
		gateway.database().write({ _id: newId('visit'), _rev: rev, n });
	}
	const writesOf = async (now: () => number) => {
		const phone = await newPhone(gateway, gid, 'volunteer', 'joining');
		vi.spyOn(performance, 'now').mockImplementation(now);
		await phone.store.put({ ...area, _id: newId('patch') });
		const begin = vi.spyOn(phone.db, 'transaction');
		expect(await phone.sync()).toMatchObject({ ok: true });
		return begin.mock.calls.filter(
			([mode, tables]) => mode === 'rw' && [tables].flat().includes(phone.db.docs)
		).length;
	};
	let later = 0;
	const quiet = await writesOf(() => (later += 10_000));
	expect(await writesOf(() => later)).toBeGreaterThanOrEqual(quiet + 2);
	vi.restoreAllMocks();
});

test('fault 24: a record has a thousand versions side by side', { timeout: 180_000 }, async (here) => {
	const { gateway, gid, phone, area } = await begun();
	const parent = (await phone.db.docs.get(area._id))?.rev.slice(2) ?? '';
	const { _rev: _, ...body } = area;
	const versions = Array.from({ length: 1000 }, (_, n) => {
		const [hash, device] = [n.toString(16).padStart(32, '0'), `device-${n}-away`];
		const dots = { name: [device, 1, area.created_at] };
		const revision = { _rev: `2-${hash}`, _revisions: { start: 2, ids: [hash, parent] } };
		return { ...body, name: `Name ${n % 7}`, clock: { [device]: 1 }, dots, ...revision };
	});
	for (const version of versions) gateway.database().write(version as never);
	const began = performance.now();
	expect(await phone.sync()).toMatchObject({ ok: true });
	const took = Math.round(performance.now() - began);
	// Brought together some at a time; what is not yet stays a version of its own.
	const row = await phone.db.docs.get(area._id);
	const standing = row ? leavesOf(row).filter((leaf) => !leaf.deleted) : [];
	expect(standing.length).toBeLessThan(versions.length - 30);
	const kept = JSON.stringify(standing.map((leaf) => leaf.body));
	const lost = versions.filter((one) => !kept.includes(Object.keys(one.clock)[0] ?? '')).length;
	expect(lost).toBe(0);
	await phone.store.edit<Patch>(area._id, { season: 'Winter' }, phone.author());
	const friend = await newPhone(gateway, gid, 'volunteer', 'joining');
	for (const one of [phone, friend]) expect(await one.sync()).toMatchObject({ ok: true });
	expect(await friend.store.get<Patch>(area._id)).toMatchObject({ season: 'Winter' });
	expect((await state(phone)).unsent).toBe(0);
	report(
		here,
		24,
		{ ...newCount(), runs: versions.length, lost },
		`a round of ${took} ms fetched them all and merged some tens of them`,
		'model'
	);
});

describe('a quiet round', () => {
	test('asks two things and reads on from where it was', async () => {
		const { gateway, phone, doors } = await begun();
		await phone.store.put(aVisit(phone, doors[0] as Door));
		await phone.sync();
		await phone.sync();
		gateway.calls.length = 0;
		expect(await phone.sync()).toEqual({ ok: true, sent: 0 });
		const { since } = (await phone.db.readState('pull')) ?? {};
		expect(gateway.calls.map((call) => call.endpoint)).toEqual([`group-${phone.store.id}`, '_changes']);
		expect(gateway.calls[1]?.path).toContain(`since=${since}&`);
		expect(since).toBe(7);
	});
});

describe('several phones', () => {
	test('that edit the same record end with the same leaves, no conflict, and one more round makes no revision', async () => {
		const { gateway, gid, phone, area } = await begun();
		const others = await Promise.all([1, 2].map(() => newPhone(gateway, gid, 'organiser', 'joining')));
		const all = [phone, ...others];
		for (const one of others) await one.sync();
		for (const [i, one] of all.entries()) {
			await one.store.edit<Patch>(area._id, { name: `Name ${i}`, streets: [`Street ${i}`] }, one.author());
		}
		for (let i = 0; i < 3; i++) for (const one of all) await one.sync();
		const settled = gateway.leaves();
		for (const one of all) {
			expect(await one.leaves()).toEqual(await phone.leaves());
			expect(await one.db.docs.where('conf').equals(1).count()).toBe(0);
			expect((await state(one)).unsent).toBe(0);
			expect(await one.store.get<Patch>(area._id)).toMatchObject({
				name: 'Name 2',
				streets: ['Street 0', 'Street 1', 'Street 2']
			});
		}
		for (const one of all) await one.sync();
		expect(gateway.leaves()).toEqual(settled);
	});

	test.each([
		['and the edit comes to the server first', true, true],
		['and the erasing comes to the server first', false, true],
		['and the edit comes first to a server that judges nothing', true, false],
		['and the erasing comes first to a server that judges nothing', false, false]
	])(
		'of which one erases a contact while another edits it, %s, bring nothing back',
		async (_, late, judges) => {
			const { gateway, gid, phone, doors } = await begun();
			gateway.judges = judges;
			const others = await Promise.all([1, 2].map(() => newPhone(gateway, gid, 'volunteer', 'joining')));
			const [second, third] = others as [TestPhone, TestPhone];
			const all = [phone, second, third];
			const offered = aContact(phone, doors[0] as Door);
			await phone.store.put(offered);
			for (const one of all) await one.sync();
			await second.store.edit<Contact>(offered._id, { name: 'Canary edited once' }, second.author());
			await second.store.edit<Contact>(offered._id, { phone: '01706 111111' }, second.author());
			await third.store.edit<Contact>(offered._id, { name: 'Canary edited elsewhere' }, third.author());
			const erased = phone.author().at;
			await phone.store.erase(offered._id, erased);
			const said = async (one: TestPhone) => JSON.stringify(await one.db.docs.toArray());
			expect(await said(phone)).not.toMatch(/Canary|01706/);
			const first = late ? [second, third, phone] : [phone, third, second];
			for (const one of [...first, ...all, ...all]) expect(await one.sync()).toMatchObject({ ok: true });
			const settled = gateway.leaves();
			for (const one of all) {
				const { _rev, ...left } = (await one.store.get<Contact>(offered._id))!;
				const { _id, type, schema, created_at, created_by, door, patch } = offered;
				expect(left).toEqual({ _id, type, schema, created_at, created_by, door, patch, erased });
				expect(await said(one)).not.toMatch(/Canary|01706/);
				expect(await one.leaves()).toEqual(settled);
				expect(await one.store.unsent()).toMatchObject({ total: 0, refused: [] });
				await expect(one.store.edit<Contact>(offered._id, { name: 'Back' }, one.author())).rejects.toThrow(
					'not_found'
				);
			}
			for (const one of all) await one.sync();
			expect(gateway.leaves()).toEqual(settled);
		}
	);

	test('erase a contact when its time is over by the server’s clock too, each the same, and a viewer never', async () => {
		const { gateway, gid, phone, doors } = await begun();
		const [second, viewer] = await Promise.all(
			(['volunteer', 'viewer'] as const).map((role) => newPhone(gateway, gid, role, 'joining'))
		);
		const offered = aContact(phone, doors[0] as Door);
		await phone.store.put(offered);
		const all = [phone, second!, viewer!];
		for (const one of all) await one.sync();
		phone.wait(400 * 24 * 60 * 60_000);
		const isErasedOn = async (one: TestPhone) => isErased((await one.store.get<Contact>(offered._id))!);
		const tells = (date: string | undefined) => {
			gateway.after = (_call, answer) => {
				if (date) answer.headers.set('date', date);
				return answer;
			};
		};
		for (const date of [undefined, new Date(`${offered.expires}T09:00:00Z`).toUTCString()]) {
			tells(date);
			expect(await phone.sync('now')).toMatchObject({ ok: true });
			expect(await isErasedOn(phone)).toBe(false);
		}
		tells(new Date(clock).toUTCString());
		expect(await viewer!.sync('now')).toMatchObject({ ok: true });
		expect(await isErasedOn(viewer!)).toBe(false);
		// Neither has heard of the other's.
		const here = gateway.backUp();
		expect(await phone.sync('now')).toMatchObject({ ok: true });
		here();
		expect(await second!.sync('now')).toMatchObject({ ok: true });
		for (const one of [...all, ...all]) await one.sync('now');
		for (const one of all) {
			expect(await isErasedOn(one)).toBe(true);
			expect(await one.leaves()).toEqual(gateway.leaves());
			expect(await one.db.docs.where('conf').equals(1).count()).toBe(0);
		}
	});

	test(
		'of any story of writes, faults and kills lose nothing that was saved',
		{ timeout: 240_000 },
		async () => {
			const step = fc.oneof(
				fc.record({ does: fc.constant('knock' as const), who: fc.nat(1), what: fc.nat(2) }),
				fc.record({ does: fc.constant('rename' as const), who: fc.nat(1), what: fc.nat(5) }),
				fc.record({ does: fc.constant('sync' as const), who: fc.nat(1), what: fc.nat(12) }),
				fc.record({ does: fc.constant('kill' as const), who: fc.nat(1), what: fc.nat(9) }),
				fc.record({
					does: fc.constantFrom('back up' as const, 'restore' as const),
					who: fc.nat(1),
					what: fc.nat(0)
				})
			);
			const faults: ((call: { endpoint: string }) => Response | Promise<Response>)[] = [
				() => json(200, {}),
				() => json(200, []),
				loginPage,
				() => json(500, {}),
				() => json(401, { code: 'sign_in' }),
				() => json(403, { code: 'removed' }),
				() => json(413, {}),
				() => json(503, {}),
				() => Promise.reject(new TypeError('reset'))
			];
			await fc.assert(
				fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (story) => {
					const { gateway, gid, phone, area, doors } = await begun();
					const second = await newPhone(gateway, gid, 'organiser', 'joining');
					await second.sync();
					const both = [phone, second];
					const saved = new Set<string>();
					let restore = gateway.backUp();
					for (const { does, who, what } of story) {
						const one = both[who] as TestPhone;
						if (does === 'knock') {
							const knock = aVisit(one, doors[what] as Door);
							await one.store.put(knock);
							saved.add(knock._id);
						} else if (does === 'rename') {
							await one.store.edit<Patch>(area._id, { streets: [`Street ${what}`] }, one.author());
						} else if (does === 'back up') restore = gateway.backUp();
						else if (does === 'restore') restore();
						else if (does === 'sync') {
							let left = 1 + (what % 4);
							const fault = faults[what];
							gateway.before = (call) => (fault && left-- === 0 ? fault(call) : undefined);
							await one.sync();
							gateway.before = () => undefined;
						} else {
							const killed = new AbortController();
							let left = what;
							gateway.before = () => {
								if (left-- === 0) killed.abort();
								return undefined;
							};
							await one.sync('soon', killed.signal);
							gateway.before = () => undefined;
						}
						for (const id of saved) {
							const holders = await Promise.all(both.map((holder) => holder.store.get(id)));
							expect(holders.some(Boolean)).toBe(true);
						}
					}
					for (let round = 0; round < 3; round++) for (const one of both) await one.sync('check');
					for (const one of both) {
						expect(await one.sync()).toEqual({ ok: true, sent: 0 });
						expect(await one.leaves()).toEqual(await phone.leaves());
						expect(await one.leaves()).toEqual(gateway.leaves());
						for (const id of saved) expect(await one.store.get(id)).toBeDefined();
						expect(await state(one)).toMatchObject({ phase: 'idle', unsent: 0 });
					}
				}),
				{ numRuns: 25 }
			);
		}
	);
});
