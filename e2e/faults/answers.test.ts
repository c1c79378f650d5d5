import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { joinByLink, newcomer } from '../../src/lib/features/group/join-group.ts';
import { fetchRegister, removeMember, withdrawInvite } from '../../src/lib/features/group/people.ts';
import { device } from '$lib/store';
import { newUlid, type Door } from '../../src/lib/records/index.ts';
import { sha256 } from '../../src/lib/server/accounts.ts';
import { devicesOf } from '../../src/lib/server/devices.ts';
import { invitesOf } from '../../src/lib/server/invites.ts';
import { inHours } from '../../src/lib/server/testing.ts';
import { heal, lookDuring, newCount, nothing, report, type Count } from './count.ts';
import { liesOf, signedWith } from './lies.ts';
import { knock, newPhone, startGroup, startWorld, type Phone, type World } from './phone.ts';
import type { Fault } from './proxy.ts';

let world: World;
/** A phone with a good network, whose edits the other has to fetch. */
let friend: Phone;
let edits = 0;
/** Ids of the invites that phones have to register. */
const invites = new WeakMap<Phone, string>();
/** A group that people join. */
let small: Awaited<ReturnType<typeof startGroup>>;

beforeAll(async () => {
	world = await startWorld(60);
	friend = await newPhone(
		world.registry.url,
		world.gid,
		'organiser',
		await world.registry.invite(world.gid, 'organiser')
	);
	await friend.sync();
	small = await startGroup(world, 1);
});
afterAll(() => world.close());

/** Endpoints that one phone meets in one go, if nothing fails. */
const days = {
	ordinary: ['session', 'group', '_bulk_docs', '_revs_diff', '_changes', '_bulk_get'],
	beginning: ['groups', 'invites'],
	joining: ['join']
};
/** What people ask the registry for themselves, while they look at the answer. */
const asked = ['people', 'withdraw', 'remove', 'join'] as const;
const endpoints = [...new Set([...Object.values(days).flat(), ...asked])];
const named = (endpoint: string) => (endpoint.startsWith('group-') ? 'group' : endpoint);

/** A day of each sort on which the fault meets the first request to every endpoint; what was saved comes through. */
async function spoil(fault: Fault, count: Count, patience?: { headers: number; body: number }, spared = '') {
	for (const [day, all] of Object.entries(days)) {
		const { phone, saved } = day === 'ordinary' ? await anOldPhone() : await aNewPhone(day);
		const left = new Set(all.filter((one) => one !== spared));
		count.runs += left.size;
		world.proxy.reset();
		world.proxy.rule = ({ endpoint }) => (left.delete(named(endpoint)) ? fault : undefined);
		phone.given = patience ? { patience } : {};
		const there = { ...world, gid: phone.gid };
		for (let round = 0; left.size && round < 20; round++) {
			// By hand, so that what was refused goes again at once.
			await phone.sync('now');
			if (day !== 'beginning') await lookDuring(count, there, phone, saved);
		}
		phone.given = {};
		expect([...left]).toEqual([]);
		await heal(count, there, phone, saved);
		if (day === 'beginning') {
			const known = (await invitesOf(world.registry.site, phone.gid)).map(({ invite }) => invite);
			if (!known.includes(invites.get(phone)!)) count.lost++;
		}
	}
}

/** The fault meets each question that a person asks by hand: what is told as done is done, and it can be asked again. */
async function spoilQuestions(fault: Fault, count: Count) {
	const { registry, proxy } = world;
	const { gid, phone, join } = small;
	const { site } = registry;
	proxy.reset();
	const entry = await phone.device.group(gid);
	if (!entry) throw new Error('no group');
	const leaver = await (await join('viewer')).device.group(gid);
	const newcomers = await newPhone(proxy.url, gid);
	const secrets = [await registry.invite(gid, 'viewer'), await registry.invite(gid, 'viewer')];
	const [unwanted, link] = secrets.map((secret) => ({ secret, hash: sha256(secret) }));
	const invited = async () =>
		(await invitesOf(site, gid)).find(({ secret_hash }) => secret_hash === unwanted?.hash);
	const who = newcomer();
	const told = { group: gid, secret: link?.secret ?? '', role: 'viewer', name: 'Spotland' } as const;
	const questions: Record<(typeof asked)[number], [ask: () => Promise<boolean>, is: () => Promise<boolean>]> =
		{
			people: [async () => (await fetchRegister(entry)).ok, async () => true],
			withdraw: [
				async () => (await withdrawInvite(entry, (await invited())?.invite ?? '')).ok,
				async () => (await invited())?.withdrawn_at !== undefined
			],
			remove: [
				async () => (await removeMember(entry, leaver?.member ?? '')).ok,
				async () =>
					(await devicesOf(site, gid)).some(
						(one) => one.member === leaver?.member && one.revoked_at !== undefined
					)
			],
			join: [
				async () => {
					await device.forgetGroup(gid);
					return (await joinByLink(told, 'Dev', who)).outcome === 'in';
				},
				async () => (await devicesOf(site, gid)).some((one) => one.member === who.member)
			]
		};
	for (const endpoint of asked) {
		const [ask, is] = questions[endpoint];
		vi.stubGlobal('fetch', (endpoint === 'join' ? newcomers : phone).fetch);
		let left = 1;
		proxy.rule = (request) => (request.endpoint === endpoint && left-- > 0 ? fault : undefined);
		if ((await ask()) && !(await is())) count.untrue++;
		proxy.reset();
		if (!(await ask()) || !(await is())) count.stuck++;
		count.runs++;
	}
	vi.unstubAllGlobals();
}

/** Has to sign in again, sends a visit, and fetches an edit. */
async function anOldPhone() {
	const { phone, doors, area } = world;
	await friend.store.edit(area._id, { name: `Toad Lane ${++edits}` }, friend.author());
	await friend.sync();
	const saved = await knock(phone, doors[edits % doors.length] as Door);
	phone.forgetSession();
	return { phone, saved: [...saved, area._id] };
}

/** Begins a group and has an invite to register; or joins. */
async function aNewPhone(day: string) {
	if (day === 'joining') {
		const { registry, proxy } = world;
		const { gid, doors } = small;
		const phone = await newPhone(proxy.url, gid, 'volunteer', await registry.invite(gid, 'volunteer'));
		return { phone, saved: await knock(phone, doors[0] as Door) };
	}
	const { phone, saved } = await startGroup(world, 1, false);
	const invite = { id: newUlid(), secret_hash: sha256(newUlid()), role: 'volunteer', uses: 1 };
	invites.set(phone, invite.id);
	await phone.device.outbox.add({
		group: phone.gid,
		path: `/api/groups/${phone.gid}/invites`,
		body: { ...invite, expires_at: inHours(24) }
	});
	return { phone, saved };
}

const statuses = [400, 401, 403, 404, 409, 412, 413, 429, 500, 502, 503];

test('fault 3: each endpoint answers with each error once, as our server and as a proxy on the way', async (here) => {
	const count = newCount();
	for (const status of statuses) {
		for (const headers of [signedWith(world.registry.site.epoch), { 'content-type': 'text/html' }]) {
			const fault: Fault = { does: 'answer', answer: { status, headers, body: '{}' } };
			await spoil(fault, count);
			await spoilQuestions(fault, count);
		}
	}
	expect(count).toMatchObject(nothing);
	report(
		here,
		3,
		count,
		`${statuses.length} statuses on ${endpoints.length} endpoints, signed by our server and not`
	);
}, 180_000);

test('fault 5: each endpoint answers with what is no answer, and nothing of it is believed', async (here) => {
	const count = newCount();
	const lies = Object.values(liesOf(world.registry.site.epoch));
	for (const lie of lies) {
		await spoil(lie, count);
		await spoilQuestions(lie, count);
	}
	expect(count).toMatchObject(nothing);
	report(here, 5, count, `${lies.length} false answers on ${endpoints.length} endpoints`);
}, 180_000);

test('fault 6: each endpoint never answers, or one byte at a time', async (here) => {
	const count = newCount();
	const patience = { headers: 150, body: 150 };
	await spoil({ does: 'silence' }, count, patience);
	await spoil({ does: 'silence', after: true }, count, patience);
	// An answer without a body can't come slowly.
	await spoil({ does: 'drip' }, count, patience, 'session');
	const slow = await anOldPhone();
	slow.saved.push(...(await knock(slow.phone, world.doors[0] as Door, 60)));
	world.proxy.reset();
	world.proxy.rule = ({ endpoint }) =>
		endpoint === '_bulk_docs' ? { does: 'slow', bytes: 20_000 } : undefined;
	slow.phone.given = { patience: { headers: 700, body: 5000 } };
	for (let round = 0; round < 20 && (await slow.phone.db.unsent.count()); round++)
		await slow.phone.sync('now');
	slow.phone.given = {};
	expect(await slow.phone.store.unsent()).toMatchObject({ total: 0, refused: [] });
	count.runs++;
	await heal(count, world, slow.phone, slow.saved);
	expect(count).toMatchObject(nothing);
	report(
		here,
		6,
		count,
		`no answer, and one byte a second, on ${Object.values(days).flat().length} endpoints; a slow way to the server`
	);
}, 180_000);
