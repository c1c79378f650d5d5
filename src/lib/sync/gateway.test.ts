import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
	type Commitment,
	type Community,
	type Door,
	type Made,
	type Patch,
	type Role
} from '../records/index.ts';
import { commitment } from '../records/index.ts';
import { answerApi } from '../server/api.ts';
import { answerSync } from '../server/gateway.ts';
import { sha256 } from '../server/accounts.ts';
import { findCommunity, listCommunities } from '../server/registry.ts';
import { siteOn, type Site } from '../server/site.ts';
import { freshBackend, SETTINGS, type Fresh } from '../server/testing.ts';
import { leavesOf } from '../store/adapter/revisions.ts';
import { GroupDatabase } from '../store/database.ts';
import { openDevice } from '../store/device.ts';
import { groupStore } from '../store/group-store.ts';
import { prepare } from '../store/prepare.ts';
import { runSync, type Urgency } from './run.ts';

/** The engine against the gateway itself, over the embedded registry. */

let fresh: Fresh;
let site: Site;

beforeAll(async () => {
	fresh = await freshBackend('embedded');
	site = await siteOn(fresh.backend, SETTINGS);
});
afterAll(() => fresh.end());

const base = 'https://toadlane.example';

function browser(): typeof fetch {
	const cookies = new Map<string, string>();
	return async (input, init) => {
		const headers = new Headers(init?.headers);
		headers.set('origin', base);
		headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
		const request = new Request(String(input), { ...init, headers });
		const url = new URL(request.url);
		const asked = {
			request,
			path: url.pathname,
			query: url.searchParams,
			origin: base,
			address: '192.0.2.1'
		};
		const response = await (url.pathname.startsWith('/sync')
			? answerSync(site, asked)
			: answerApi(site, asked));
		const [, name, value] = /^([^=]+)=([^;]+)/.exec(response.headers.get('set-cookie') ?? '') ?? [];
		if (name && value) cookies.set(name, value);
		return response;
	};
}

const good = <R>(made: Made<R>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
};

async function newPhone(gid: string, n: number, role: Role, secret?: string) {
	const storage = { indexedDB: new IDBFactory(), IDBKeyRange };
	const db = new GroupDatabase(gid, 'relaxed', storage);
	const device = openDevice(storage);
	await prepare(db);
	const me = newId('member');
	await device.saveGroup({
		...{ id: gid, name: 'Spotland', member: me, member_name: `Person ${n}`, role },
		...{ secret: String(n).padStart(64, 'a'), added_at: new Date().toISOString() },
		...(secret ? { state: 'joining', invite: { secret } } : { state: 'creating' })
	});
	const fetch = browser();
	return {
		db,
		device,
		store: groupStore(db, gid, `device-${n}`),
		author: (): Author => ({ member: me, device: `device-${n}`, at: new Date().toISOString() }),
		sync: (urgency: Urgency = 'soon') =>
			runSync(
				{ gid, db, device },
				{
					fetch,
					base,
					now: () => new Date(),
					random: Math.random,
					signal: new AbortController().signal
				},
				urgency
			),
		async leaves() {
			const rows = await db.docs.toArray();
			return rows.flatMap((row) => leavesOf(row).map((leaf) => `${row.id} ${leaf.rev}`)).sort();
		}
	};
}

test(
	'three phones work offline, meet, and the registry shows what they did',
	{ timeout: 60_000 },
	async () => {
		const gid = newGroupId();
		const ann = await newPhone(gid, 1, 'organiser');
		const by = ann.author();
		const street = good(patch.make({ name: 'Toad Lane', walk_order: 'sides' }, by)) as Patch;
		const doors = Array.from(
			{ length: 30 },
			(_, i) => good(door.make({ patch: street._id, number: i + 1, street: 'Toad Lane' }, by)) as Door
		);
		const own = good(
			community.make({ group: gid, name: 'Spotland', kind: 'neighbourhood', tags: ['food'] } as never, by)
		) as Community;
		const promise: Commitment = {
			...(commitment.sample() as Commitment),
			...{ _id: newId('commitment'), created_by: by.member, created_at: by.at, shared: true }
		};
		const venture = { ...promise, _id: newId('commitment'), area: 'enterprise' as const, shared: false };
		const me = good(member.make({ id: by.member, name: 'Ann', role: 'organiser' }, by)) as AnyRecord;
		await ann.store.put(own, me, street, ...doors, promise, venture);
		const secrets = ['first-secret-0123456789', 'second-secret-0123456789'];
		for (const [i, secret] of secrets.entries()) {
			const invite = { id: `invite${i}`, secret_hash: sha256(secret), role: 'volunteer', uses: 1 };
			const expires_at = new Date(Date.now() + 3_600_000).toISOString();
			await ann.device.outbox.add({
				group: gid,
				path: `/api/groups/${gid}/invites`,
				body: { ...invite, expires_at }
			});
		}
		expect(await ann.sync()).toMatchObject({ ok: true });
		expect(await ann.store.unsent()).toEqual({ total: 0, by_kind: {}, refused: [] });
		expect(await ann.device.outbox.list(gid)).toEqual([]);

		const volunteers = await Promise.all(
			secrets.map((secret, i) => newPhone(gid, i + 2, 'volunteer', secret))
		);
		for (const one of volunteers) expect(await one.sync()).toMatchObject({ ok: true });
		for (const [i, one] of [ann, ...volunteers].entries()) {
			const mine = doors.slice(i * 8, i * 8 + 14);
			for (const to of mine) {
				const input = {
					door: to._id,
					patch: to.patch,
					slot: 'weekday_day' as const,
					result: 'talked' as const
				};
				await one.store.put(good(visit.make(input, one.author())) as AnyRecord);
			}
			await one.store.edit<Patch>(street._id, { streets: [`Street ${i}`] }, one.author());
		}
		await ann.store.edit<Community>(own._id, { status: 'registered' }, ann.author());
		const all = [ann, ...volunteers];
		for (let round = 0; round < 3; round++) {
			for (const one of all) expect(await one.sync()).toMatchObject({ ok: true });
		}
		for (const one of all) {
			expect(await one.store.unsent()).toEqual({ total: 0, by_kind: {}, refused: [] });
			expect(await one.leaves()).toEqual(await ann.leaves());
			expect((await one.store.patches())[0]).toMatchObject({ doors: 30, once: 30, done: 30 });
			expect((await one.store.get<Patch>(street._id))?.streets).toEqual(['Street 0', 'Street 1', 'Street 2']);
			expect(await one.store.list('visit')).toHaveLength(42);
			expect(await one.sync('check')).toEqual({ ok: true, sent: 0 });
		}
		const [listed] = (await listCommunities({ query: 'Spotland' }, site)).communities;
		expect(listed && (await findCommunity(listed.slug, site))).toMatchObject({
			name: 'Spotland',
			commitments: [{ title: promise.title }]
		});
	}
);

test('what a volunteer may not write is refused with a reason, and the rest goes through', async () => {
	const gid = newGroupId();
	const ann = await newPhone(gid, 11, 'organiser');
	const by = ann.author();
	const own = good(community.make({ group: gid, name: 'Spotland', kind: 'village', tags: [] } as never, by));
	const street = good(patch.make({ name: 'Toad Lane', walk_order: 'sides' }, by)) as Patch;
	await ann.store.put(own as AnyRecord, street);
	const secret = 'third-secret-0123456789';
	const expires_at = new Date(Date.now() + 3_600_000).toISOString();
	const invite = { id: 'invite9', secret_hash: sha256(secret), role: 'volunteer', uses: 1, expires_at };
	await ann.device.outbox.add({ group: gid, path: `/api/groups/${gid}/invites`, body: invite });
	await ann.sync();
	const ben = await newPhone(gid, 12, 'volunteer', secret);
	await ben.sync();
	await ben.store.edit<Community>(`community:${gid}`, { name: 'Ben’s village' }, ben.author());
	const one = good(door.make({ patch: street._id, number: 1, street: 'Toad Lane' }, ben.author()));
	await ben.store.put(one as AnyRecord);
	expect(await ben.sync()).toEqual({ ok: true, sent: 1 });
	expect((await ben.store.unsent()).refused).toMatchObject([{ id: `community:${gid}`, reason: 'role' }]);
	await ann.sync();
	expect(await ann.store.get(`community:${gid}`)).toMatchObject({ name: 'Spotland' });
	expect(await ann.store.door((one as Door)._id)).toBeDefined();
});
