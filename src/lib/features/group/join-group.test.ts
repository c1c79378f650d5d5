import 'fake-indexeddb/auto';
import { newGroupId } from '$lib/records';
import { device } from '$lib/store';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newInviteSecret, type Invite } from './invite.ts';
import { joinByCode, joinByLink, newcomer } from './join-group.ts';

const epoch = { 'content-type': 'application/json', 'x-toadlane-epoch': '1' };
const html = { 'content-type': 'text/html' };
const answers = (...each: (Response | Error)[]) => {
	const asked: { path: string; body: Record<string, unknown> }[] = [];
	vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
		asked.push({ path, body: JSON.parse(String(init.body)) as Record<string, unknown> });
		const next = each.shift();
		if (next === undefined || next instanceof Error) throw next ?? new TypeError('Failed to fetch');
		return next;
	});
	return asked;
};
const says = (status: number, body: object) => new Response(JSON.stringify(body), { status, headers: epoch });
const invite = (): Invite => ({
	group: newGroupId(),
	secret: newInviteSecret(),
	role: 'volunteer',
	name: 'Albany Road'
});

afterEach(() => vi.unstubAllGlobals());

describe('joining by a link', () => {
	it('makes a member when the registry agrees', async () => {
		const [link, who] = [invite(), newcomer()];
		const joined = { group: link.group, group_name: 'Albany Road', member: who.member, role: 'volunteer' };
		answers(says(200, joined));
		expect(await joinByLink(link, 'Dev', who)).toEqual({ outcome: 'in', gid: link.group });
		expect(await device.group(link.group)).toMatchObject({ state: 'member', role: 'volunteer', ...who });
		expect((await device.group(link.group))?.invite).toBeUndefined();
	});

	it('opens the group and waits where there is no network, and where the invite isn’t known yet', async () => {
		for (const answer of [new TypeError('Failed to fetch'), says(404, { code: 'invite_unknown' })]) {
			const link = invite();
			answers(answer);
			expect(await joinByLink(link, 'Dev', newcomer())).toEqual({ outcome: 'waiting', gid: link.group });
			expect(await device.group(link.group)).toMatchObject({
				state: 'joining',
				invite: { secret: link.secret }
			});
		}
	});

	it('does not believe a Wi-Fi’s login page', async () => {
		const link = invite();
		answers(new Response('<html>Sign in</html>', { status: 200, headers: { 'content-type': 'text/html' } }));
		expect(await joinByLink(link, 'Dev', newcomer())).toMatchObject({ outcome: 'waiting' });
	});

	it.each([
		['an empty object', {}, {}],
		['a list', [], {}],
		['another group', { group: newGroupId(), member: newcomer().member, role: 'volunteer' }, {}],
		['no role', { member: newcomer().member }, {}],
		['a sound answer of another type', { member: newcomer().member, role: 'volunteer' }, html]
	])('does not believe %s, keeps the invite and asks again', async (_what, said, headers) => {
		const link = invite();
		const body = Array.isArray(said) ? said : { group: link.group, group_name: 'Albany Road', ...said };
		answers(new Response(JSON.stringify(body), { status: 200, headers: { ...epoch, ...headers } }));
		expect(await joinByLink(link, 'Dev', newcomer())).toEqual({ outcome: 'waiting', gid: link.group });
		expect(await device.group(link.group)).toMatchObject({
			state: 'joining',
			invite: { secret: link.secret }
		});
	});

	it('keeps nothing of an invite that has run out', async () => {
		for (const code of ['invite_expired', 'invite_used_up', 'invite_withdrawn']) {
			const link = invite();
			answers(says(410, { code }));
			expect(await joinByLink(link, 'Dev', newcomer())).toMatchObject({ outcome: 'refused', code });
			expect(await device.group(link.group)).toBeUndefined();
		}
	});

	it('asks nobody when this phone is in already', async () => {
		const [link, who] = [invite(), newcomer()];
		answers(
			says(200, { group: link.group, group_name: 'Albany Road', member: who.member, role: 'volunteer' })
		);
		await joinByLink(link, 'Dev', who);
		const asked = answers();
		expect(await joinByLink(link, 'Dev', newcomer())).toEqual({ outcome: 'already', gid: link.group });
		expect(asked).toEqual([]);
	});

	it('takes a new invite where the old one had run out, and keeps what stood before if that fails too', async () => {
		const [link, who] = [invite(), newcomer()];
		answers(new TypeError('Failed to fetch'));
		await joinByLink(link, 'Dev', who);
		await device.changeGroup(link.group, { problem: 'invite_expired' });
		answers(says(410, { code: 'invite_used_up' }));
		await joinByLink({ ...link, secret: newInviteSecret() }, 'Dev', newcomer());
		expect(await device.group(link.group)).toMatchObject({ invite: { secret: link.secret }, ...who });
	});
});

describe('joining again', () => {
	it('asks as the person whose entries wait in the group, by link and by code', async () => {
		const [link, who] = [invite(), newcomer()];
		const refuse = async () => {
			await device.changeGroup(link.group, { problem: 'invite_expired' });
		};
		const said = { group: link.group, group_name: 'Albany Road', member: who.member, role: 'volunteer' };
		answers(new TypeError('Failed to fetch'));
		await joinByLink(link, 'Dev', who);
		await refuse();
		const byCode = answers(says(410, { code: 'invite_expired' }));
		await joinByCode('ABCDEF', 'Dev', newcomer());
		const byLink = answers(says(200, said));
		await joinByLink({ ...link, secret: newInviteSecret() }, 'Dev', newcomer());
		for (const [asked] of [byCode, byLink]) {
			expect(asked?.body).toMatchObject({ member: who.member, device_secret: who.secret });
		}
		expect(await device.group(link.group)).toMatchObject({ state: 'member', ...who });
	});
});

describe('joining by a code', () => {
	it('shows the registry the same person each time, so that nobody counts twice', async () => {
		const [gid, who] = [newGroupId(), newcomer()];
		const joined = { group: gid, group_name: 'Albany Road', member: who.member, role: 'viewer' };
		const asked = answers(new TypeError('Failed to fetch'), says(200, joined));
		expect(await joinByCode('ABCDEF', 'Dev', who)).toMatchObject({ outcome: 'refused', again: true });
		expect(await joinByCode('ABCDEF', 'Dev', who)).toEqual({ outcome: 'in', gid });
		expect(asked[0]?.body).toEqual(asked[1]?.body);
		expect(await device.group(gid)).toMatchObject({ state: 'member', role: 'viewer' });
	});

	it('does not believe what names no group, member or role, and keeps nothing of it', async () => {
		const before = await device.groups();
		const sound = {
			group: newGroupId(),
			group_name: 'Albany Road',
			member: newcomer().member,
			role: 'viewer'
		};
		for (const lie of [
			{},
			{ ...sound, group: '../x' },
			{ ...sound, member: 7 },
			{ ...sound, role: 'king' }
		]) {
			answers(says(200, lie));
			const refused = { outcome: 'refused', code: 'server_trouble', again: true };
			expect(await joinByCode('ABCDEF', 'Dev', newcomer())).toMatchObject(refused);
		}
		expect(await device.groups()).toEqual(before);
	});

	it('tells how long to wait after too many tries, and does not ask again by itself', async () => {
		answers(says(429, { code: 'too_many_tries', retry_after: 600 }));
		expect(await joinByCode('ABCDEF', 'Dev', newcomer())).toEqual({
			outcome: 'refused',
			code: 'too_many_tries',
			retry_after: 600,
			again: false
		});
	});
});
