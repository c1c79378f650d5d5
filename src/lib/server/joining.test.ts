import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGroupId, newId, newUlid } from '../records/index.ts';
import { sha256 } from './accounts.ts';
import { answerApi } from './api.ts';
import { asAsked } from './asked.ts';
import { ACCOUNTS, type Doc } from './backend.ts';
import { sweepAccounts } from './sweep.ts';
import { siteOn, type Site } from './site.ts';
import { couchUrl, freshBackend, inHours, Phone, SETTINGS, type Fresh } from './testing.ts';

function describeJoining(kind: 'embedded' | 'couchdb') {
	let fresh: Fresh;
	let site: Site;
	/** A second gateway on the same registry. */
	let other: Site;
	let time = Date.now();
	let house = 0;
	const now = () => new Date(time);
	const somewhere = () => `198.51.100.${(house += 1)}`;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, now);
		other = await siteOn(fresh.beside(), SETTINGS, now);
	});
	afterAll(() => fresh.end());

	it('gives both gateways the same epoch', () => {
		expect(other.epoch).toBe(site.epoch);
		expect(site.epoch).toMatch(/^[0-9a-f]{16}$/);
	});

	it('has another epoch after each restore, the same for every gateway', async () => {
		const after = async (restored: string) =>
			(await siteOn(fresh.beside(), { ...SETTINGS, restored }, now)).epoch;
		const first = await after('2026-11-23');
		expect(first).toMatch(/^[0-9a-f]{16}$/);
		expect(first).not.toBe(site.epoch);
		expect(await after('2026-11-23')).toBe(first);
		expect(await after('2026-11-24')).not.toBe(first);
	});

	it('makes a group once, however often and from whichever gateway it is asked', async () => {
		const ann = new Phone(site);
		const body = {
			id: newGroupId(),
			name: 'Spotland',
			member: { id: ann.member, name: 'Ann' },
			secret: ann.secret
		};
		const asked = await Promise.all(
			Array.from({ length: 6 }, (_, n) => new Phone(n % 2 ? site : other).ask('POST', '/api/groups', body))
		);
		expect(asked.map(({ status }) => status).filter((status) => status > 201)).toEqual([]);
		expect(new Set(asked.map((answered) => answered.body.device)).size).toBe(1);
		const again = await ann.ask('POST', '/api/groups', body);
		expect(again).toMatchObject({ status: 200, body: { group: body.id, role: 'organiser' } });
		const thief = { ...body, secret: new Phone(site).secret };
		expect(await ann.ask('POST', '/api/groups', thief)).toMatchObject({
			status: 409,
			body: { code: 'group_taken' }
		});
	});

	it('keeps of a secret and of a session only digests', async () => {
		const ann = await new Phone(site).start();
		const { secret } = await ann.invite();
		const ben = new Phone(site);
		await ben.join({ secret });
		const kept = JSON.stringify(await site.backend.allDocs(ACCOUNTS, ''));
		for (const phone of [ann, ben]) {
			const token = [...phone.cookies.values()][0]?.split('.')[1] ?? 'none';
			expect(kept).not.toContain(phone.secret);
			expect(kept).not.toContain(token);
		}
		expect(kept).not.toContain(secret);
		expect(kept).toContain(sha256(ben.secret));
	});

	it('puts whoever joins on the list, in the role of the invite', async () => {
		const ann = await new Phone(site).start('Spotland');
		const ben = new Phone(other);
		const joined = await ben.join(await ann.invite('viewer'), '  Ben   Tweedale ');
		expect(joined).toMatchObject({
			status: 200,
			body: { group: ann.group, group_name: 'Spotland', member: ben.member, role: 'viewer' }
		});
		const listed = await site.backend.get<Doc>(`group-${ann.group}`, ben.member);
		expect(listed).toMatchObject({
			type: 'member',
			name: 'Ben Tweedale',
			role: 'viewer',
			created_by: ben.member
		});
	});

	it('counts no second use when the same phone asks again', async () => {
		const ann = await new Phone(site).start();
		const invite = await ann.invite('volunteer', { uses: 2 });
		const ben = new Phone(site);
		for (let n = 0; n < 3; n += 1) expect((await ben.join(invite)).status).toBe(200);
		const { body } = await ann.ask('GET', `/api/groups/${ann.group}/people`);
		expect(body.invites).toMatchObject([{ id: invite.id, uses: 2, used: 1, role: 'volunteer' }]);
		expect(body.devices).toHaveLength(2);
	});

	it('lets exactly one of twenty phones in that try a single use at once through two gateways', async () => {
		const ann = await new Phone(site).start();
		const invite = await ann.invite('volunteer', { uses: 1 });
		const phones = Array.from({ length: 20 }, (_, n) => new Phone(n % 2 ? site : other));
		const answers = await Promise.all(phones.map((phone) => phone.join(invite)));
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
		for (const { status, body } of answers.filter(({ status }) => status !== 200)) {
			expect(status).toBe(410);
			expect(body.code).toBe('invite_used_up');
		}
		const { body } = await ann.ask('GET', `/api/groups/${ann.group}/people`);
		expect(body.devices).toHaveLength(2);
	});

	it('refuses an invite that is unknown, of another group, expired, withdrawn or used up, and says which', async () => {
		const ann = await new Phone(site).start();
		const ben = new Phone(site);
		const refused = async (invite: { secret?: string; code?: string; group?: string }) => {
			const { status, body } = await ben.join(invite);
			return [status, body.code];
		};
		expect(await refused({ secret: randomBytes(16).toString('base64url') })).toEqual([404, 'invite_unknown']);
		const good = await ann.invite();
		expect(await refused({ ...good, group: newGroupId() })).toEqual([404, 'invite_unknown']);
		const past = await ann.invite('volunteer', { expires_at: inHours(-1, time) });
		expect(await refused(past)).toEqual([410, 'invite_expired']);
		const { status } = await ann.ask('POST', `/api/groups/${ann.group}/invites/${good.id}/withdraw`, {});
		expect(status).toBe(200);
		expect(await refused(good)).toEqual([410, 'invite_withdrawn']);
		const one = await ann.invite();
		await new Phone(site).join(one);
		expect(await refused(one)).toEqual([410, 'invite_used_up']);
	});

	it('joins by a code in any case and spacing for 15 minutes', async () => {
		const ann = await new Phone(site).start();
		const code_hash = sha256('ABC7EF');
		await ann.invite('volunteer', { uses: 5, code_hash, code_expires_at: inHours(10, time) });
		const ben = new Phone(site, somewhere());
		expect((await ben.join({ code: 'abc 7ef' })).status).toBe(200);
		time += 16 * 60_000;
		expect(await new Phone(site, somewhere()).join({ code: 'ABC7EF' })).toMatchObject({
			status: 410,
			body: { code: 'invite_expired' }
		});
		const reused = await ann.invite('volunteer', { code_hash, code_expires_at: inHours(0.2, time) });
		expect((await new Phone(site, somewhere()).join({ code: 'ABC7EF' })).status).toBe(200);
		expect(reused.id).toBeTruthy();
	});

	it('says that a code is taken, but not of the invite’s own', async () => {
		const [ann, eve] = [await new Phone(site).start(), await new Phone(other).start()];
		const code_hash = sha256(newUlid());
		const asked = {
			id: newUlid(),
			secret_hash: sha256(newUlid()),
			code_hash,
			role: 'viewer',
			expires_at: inHours(1, time),
			uses: 1
		};
		const invite = (phone: Phone, body: object) =>
			phone.ask('POST', `/api/groups/${phone.group}/invites`, body);
		expect((await invite(ann, asked)).status).toBe(201);
		expect((await invite(ann, asked)).status).toBe(200);
		const fresh = { ...asked, code_hash: sha256('FRESH7') };
		expect((await invite(ann, fresh)).status).toBe(200);
		expect((await new Phone(site, somewhere()).join({ code: 'fresh7' })).status).toBe(200);
		expect(await invite(eve, { ...asked, id: newUlid() })).toMatchObject({
			status: 409,
			body: { code: 'code_taken' }
		});
	});

	it('allows five wrong codes from an address, then makes it wait 15 minutes, at both gateways', async () => {
		const address = somewhere();
		const guess = (at: Site) => new Phone(at, address).join({ code: newUlid().slice(-6) });
		const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(n % 2 ? site : other)));
		expect(answers.filter(({ status }) => status === 404)).toHaveLength(5);
		const blocked = answers.find(({ status }) => status === 429);
		expect(blocked?.body).toMatchObject({ code: 'too_many_tries', retry_after: 900 });
		expect(blocked?.headers.get('retry-after')).toBe('900');
		time += 14 * 60_000;
		expect((await guess(site)).status).toBe(429);
		time += 2 * 60_000;
		expect((await guess(site)).status).toBe(404);
	});

	it('does not count right codes as tries', async () => {
		const ann = await new Phone(site).start();
		const address = somewhere();
		const code_hash = sha256('QRSTUV');
		await ann.invite('volunteer', { uses: 10, code_hash });
		for (let n = 0; n < 8; n += 1) {
			expect((await new Phone(site, address).join({ code: 'QRSTUV' })).status).toBe(200);
		}
	});

	it('lets nobody join as somebody who is there', async () => {
		const ann = await new Phone(site).start();
		const invite = await ann.invite('volunteer', { uses: 3 });
		const eve = new Phone(site);
		const asked = { ...invite, id: undefined, name: 'Eve', member: ann.member, device_secret: eve.secret };
		expect(await eve.ask('POST', '/api/join', asked)).toMatchObject({
			status: 409,
			body: { code: 'member_taken' }
		});
	});

	it('removes a member from all devices, says so in the group, and keeps the last organiser', async () => {
		const ann = await new Phone(site).start();
		const ben = new Phone(other);
		await ben.join(await ann.invite());
		const remove = (by: Phone, who: string) =>
			by.ask('POST', `/api/groups/${ann.group}/members/${who}/remove`, {});
		expect((await remove(ben, ann.member)).status).toBe(403);
		expect(await remove(ann, ann.member)).toMatchObject({ status: 409, body: { code: 'last_organiser' } });
		expect(await remove(ann, newId('member'))).toMatchObject({ status: 404 });
		expect((await remove(ann, ben.member)).status).toBe(200);
		expect((await remove(ann, ben.member)).status).toBe(200);
		expect((await ben.sync('GET', '/_changes')).status).toBe(403);
		expect((await ben.ask('GET', `/api/groups/${ann.group}`)).status).toBe(403);
		const listed = await site.backend.get<Doc>(`group-${ann.group}`, ben.member);
		expect(listed?.removed_at).toEqual(expect.any(String));
	});

	it('shuts the links that a removed member made or came in by, also to a phone that has forgotten itself', async () => {
		const ann = await new Phone(site).start();
		const ben = new Phone(site);
		await ben.join(await ann.invite('organiser', { uses: 25 }));
		const old = await ann.invite('volunteer', { uses: 25 });
		const [cat, dan] = [new Phone(other), new Phone(site)];
		expect((await cat.join(old)).status).toBe(200);
		expect((await dan.join(old)).status).toBe(200);
		const [made, another] = [await ben.invite('organiser'), await ann.invite()];
		const remove = (who: string) => ann.ask('POST', `/api/groups/${ann.group}/members/${who}/remove`, {});

		expect((await remove(cat.member)).status).toBe(200);
		expect(await new Phone(other).join(old)).toMatchObject({
			status: 410,
			body: { code: 'invite_withdrawn' }
		});
		expect((await dan.join(old)).status).toBe(200);
		expect((await remove(ben.member)).status).toBe(200);
		expect(await new Phone(site).join(made)).toMatchObject({
			status: 410,
			body: { code: 'invite_withdrawn' }
		});
		expect((await new Phone(site).join(another)).status).toBe(200);
		const { body } = await ann.ask('GET', `/api/groups/${ann.group}/people`);
		const open = body.invites.filter((invite: { withdrawn_at?: string }) => !invite.withdrawn_at);
		expect(open).toMatchObject([{ id: another.id }]);
	});

	it('lets a removed phone back in by a new invite only', async () => {
		const ann = await new Phone(site).start();
		const ben = new Phone(site);
		const old = await ann.invite('volunteer', { uses: 5 });
		await ben.join(old);
		await ann.ask('POST', `/api/groups/${ann.group}/members/${ben.member}/remove`, {});
		expect(await ben.join(old)).toMatchObject({ status: 403, body: { code: 'removed' } });
		expect((await ben.join(await ann.invite('viewer'))).body).toMatchObject({ role: 'viewer' });
		expect((await ben.sync('GET', '')).status).toBe(200);
		const listed = await site.backend.get<Doc>(`group-${ann.group}`, ben.member);
		expect(listed).toMatchObject({ role: 'viewer' });
		expect(listed?.removed_at).toBeUndefined();
	});

	it('tells unknown groups and unknown devices apart when a phone signs in', async () => {
		const ann = await new Phone(site).start();
		const sign = (group: string, secret: string) => ann.ask('POST', '/api/session', { group, secret });
		expect(await sign(newGroupId(), ann.secret)).toMatchObject({
			status: 404,
			body: { code: 'group_unknown' }
		});
		expect(await sign(ann.group, new Phone(site).secret)).toMatchObject({ body: { code: 'device_unknown' } });
		expect((await sign(ann.group, ann.secret)).status).toBe(204);
	});

	it('allows so many new groups from an address in a day, and as many again the next', async () => {
		const careful = await siteOn(fresh.beside(), { ...SETTINGS, newGroupsADay: 3 }, now);
		const address = '2001:db8:1:2::1';
		for (let n = 0; n < 3; n += 1) await new Phone(careful, address).start();
		const neighbour = '2001:db8:1:2:ffff::9';
		await expect(new Phone(careful, neighbour).start()).rejects.toThrow('too_many_groups');
		await new Phone(careful, '2001:db8:1:3::1').start();
		time += 25 * 3_600_000;
		await new Phone(careful, address).start();
	});

	it('forgets addresses and codes a day after they last mattered', async () => {
		await new Phone(site, somewhere()).join({ code: 'ZZZZZZ' });
		const left = () => site.backend.allDocs(ACCOUNTS, 'tries:');
		expect(await left()).not.toEqual([]);
		time += 12 * 3_600_000;
		await sweepAccounts(site);
		expect(await left()).not.toEqual([]);
		time += 13 * 3_600_000;
		expect(await sweepAccounts(site)).toBeGreaterThan(0);
		expect(await left()).toEqual([]);
		expect(await site.backend.allDocs(ACCOUNTS, 'code:')).toEqual([]);
		expect(await site.backend.allDocs(ACCOUNTS, 'group:')).not.toEqual([]);
	});

	it.each([
		['/api/groups', {}],
		['/api/groups', { id: '../x', name: 'A', member: { id: 'member:x', name: 'B' }, secret: 'c' }],
		['/api/groups', []],
		['/api/join', { secret: 'short', name: 'A' }],
		['/api/join', { name: 'A\u202eB', member: newId('member'), device_secret: 'a'.repeat(64), code: 'X' }],
		['/api/session', { group: 'x', secret: 'y' }],
		['/api/session', 'null']
	])('refuses nonsense at %s with what is wrong', async (path, body) => {
		const answered = await new Phone(site).ask('POST', path, body);
		expect(answered).toMatchObject({ status: 400, body: { code: 'invalid', problems: expect.any(Array) } });
	});

	it('answers health also to somebody without an address, and 404 to anything else', async () => {
		const phone = new Phone(site);
		expect((await phone.ask('GET', '/api/health')).body).toMatchObject({ ok: true, store: kind });
		const request = new Request('https://toadlane.example/api/health');
		const getClientAddress = () => {
			throw new Error('no such header');
		};
		const direct = asAsked({ request, url: new URL(request.url), getClientAddress });
		expect((await answerApi(site, direct)).status).toBe(200);
		for (const path of ['/api', '/api/devices', '/api/groups/x', '/api/health/x']) {
			expect((await phone.ask('GET', path)).status).toBe(404);
		}
	});
}

describe('joining, on the embedded registry', () => describeJoining('embedded'));
describe.skipIf(!couchUrl)(`joining, on CouchDB${couchUrl ? '' : ' (skipped: COUCHDB_URL is not set)'}`, () =>
	describeJoining('couchdb')
);
