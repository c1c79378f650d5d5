import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS } from './backend.ts';
import {
	giveCode,
	isModeratorName,
	moderatorBy,
	moderatorDocument,
	moderators,
	removeModerator,
	signInByCode,
	signOut,
	type SignedInAs
} from './moderators.ts';
import { beginPasskey, beginSignIn, finishPasskey, finishSignIn, passkeyDomain } from './passkeys.ts';
import { siteOn, type Site } from './site.ts';
import { sweepAccounts } from './sweep.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from './testing.ts';
import { TestPasskey } from './testing-passkey.ts';

const HOME = 'https://toadlane.example';
const MINUTE = 60_000;

describe.each(backendsHere)('moderators on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	/** A second gateway on the same registry. */
	let other: Site;
	let time = Date.parse('2026-06-15T10:00:00.000Z');
	let house = 0;
	let name = '';
	let n = 0;
	const somewhere = () => `198.51.100.${(house += 1)}`;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		const now = () => new Date(time);
		site = await siteOn(fresh.backend, SETTINGS, now);
		other = await siteOn(fresh.beside(), SETTINGS, now);
	});
	afterAll(() => fresh.end());
	beforeEach(() => {
		name = `Ann ${(n += 1)}`;
	});

	const kept = () => moderators(site).then((all) => all.find((one) => one.name === name));
	function sound(signed: SignedInAs): string {
		if (!signed.ok) throw new Error(JSON.stringify(signed));
		return signed.cookie;
	}
	async function signedIn(): Promise<string> {
		const { code } = await giveCode(site, name);
		return sound(await signInByCode(other, code, somewhere()));
	}
	async function withPasskey(key = new TestPasskey(HOME)) {
		const moderator = await moderatorBy(site, await signedIn());
		const begun = await beginPasskey(site, HOME, moderator!);
		if (!begun.ok) throw new Error(begun.code);
		const added = await finishPasskey(other, HOME, moderator!, key.made(begun.options.challenge));
		expect(added).toEqual({ ok: true });
		return key;
	}
	async function challenge(): Promise<string> {
		const begun = await beginSignIn(site, HOME, somewhere());
		if (!begun.ok) throw new Error(begun.code);
		return begun.options.challenge;
	}

	it('gives a code that signs in once, through whichever gateway, however it is typed', async () => {
		const { code, made } = await giveCode(site, name);
		expect(made).toBe(true);
		expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/);
		const cookie = sound(
			await signInByCode(other, ` ${code.toLowerCase().replace(/-/g, ' ')} `, somewhere())
		);
		expect(await moderatorBy(site, cookie)).toMatchObject({ name });
		expect(await signInByCode(site, code, somewhere())).toMatchObject({ ok: false, status: 401 });
	});

	it('lets one of ten in that use a code at once', async () => {
		const { code } = await giveCode(site, name);
		const tries = Array.from({ length: 10 }, (_, i) => signInByCode(i % 2 ? site : other, code, somewhere()));
		expect((await Promise.all(tries)).filter(({ ok }) => ok)).toHaveLength(1);
	});

	it('answers the same to a wrong, a used, an old and an ended code', async () => {
		const used = (await giveCode(site, name)).code;
		sound(await signInByCode(site, used, somewhere()));
		const ended = (await giveCode(site, name)).code;
		const again = await giveCode(site, name);
		expect(again.made).toBe(false);
		const said = [];
		for (const code of ['ABCD-EFGH-JKLM-NPQR', used, ended])
			said.push(await signInByCode(site, code, somewhere()));
		time += 60 * MINUTE;
		said.push(await signInByCode(site, again.code, somewhere()));
		for (const one of said) expect(one).toEqual({ ok: false, status: 401, code: 'code_wrong' });
	});

	it('pauses an address after five tries, even for the right code, and no other', async () => {
		const { code } = await giveCode(site, name);
		const here = somewhere();
		const tries = Array.from({ length: 8 }, () => signInByCode(site, 'ABCD-EFGH-JKLM-NPQR', here));
		const statuses = (await Promise.all(tries)).map((one) => (one.ok ? 200 : one.status));
		expect(statuses.filter((status) => status === 401)).toHaveLength(5);
		expect(await signInByCode(other, code, here)).toMatchObject({ status: 429, code: 'too_many_tries' });
		sound(await signInByCode(other, code, somewhere()));
	});

	it('keeps of codes and sessions only digests', async () => {
		const first = await giveCode(site, name);
		const cookie = sound(await signInByCode(site, first.code, somewhere()));
		const { code } = await giveCode(site, name);
		const all = JSON.stringify(await site.backend.allDocs(ACCOUNTS, ''));
		for (const secret of [code, code.replace(/-/g, ''), first.code, cookie, cookie.split('.')[1] as string])
			expect(all).not.toContain(secret);
	});

	it('ends a session after twelve hours, and when somebody signs out', async () => {
		const [one, two] = [await signedIn(), await signedIn()];
		await signOut(other, one);
		expect(await moderatorBy(site, one)).toBeUndefined();
		expect(await moderatorBy(site, two)).toBeDefined();
		time += 12 * 60 * MINUTE;
		expect(await moderatorBy(site, two)).toBeUndefined();
	});

	it('keeps the eight newest sessions of a moderator, and none that is over', async () => {
		const oldest = await signedIn();
		for (let i = 0; i < 8; i += 1) await signedIn();
		expect(await moderatorBy(site, oldest)).toBeUndefined();
		expect((await kept())?.sessions).toHaveLength(8);
		time += 12 * 60 * MINUTE;
		await signedIn();
		expect((await kept())?.sessions).toHaveLength(1);
	});

	it('holds no code that was right against an address', async () => {
		const here = somewhere();
		for (let i = 0; i < 7; i += 1) sound(await signInByCode(site, (await giveCode(site, name)).code, here));
	});

	it('knows nobody by a cookie that is made up', async () => {
		const cookie = await signedIn();
		const [id, token = ''] = cookie.split('.');
		const made = [
			'',
			'x',
			id,
			`${id}.`,
			`${id}.${'0'.repeat(64)}`,
			`${'0'.repeat(32)}.${token}`,
			`${cookie}0`
		];
		for (const one of [undefined, ...made]) expect(await moderatorBy(site, one)).toBeUndefined();
	});

	it('ends everything of whoever is removed, at once', async () => {
		const key = await withPasskey();
		const cookie = await signedIn();
		const { code } = await giveCode(site, name);
		expect(await removeModerator(other, name.toUpperCase())).toBe(true);
		expect(await moderatorBy(site, cookie)).toBeUndefined();
		expect(await signInByCode(site, code, somewhere())).toMatchObject({ status: 401 });
		expect(await finishSignIn(site, HOME, key.used(await challenge()))).toMatchObject({ status: 401 });
		expect(await kept()).toBeUndefined();
		expect(await removeModerator(site, name)).toBe(false);
		await giveCode(site, name);
		expect(await moderatorBy(site, cookie)).toBeUndefined();
		expect(await finishSignIn(site, HOME, key.used(await challenge()))).toMatchObject({ status: 401 });
	});

	it('takes a name in any capitals for the same moderator, and none that is empty or a page long', async () => {
		await giveCode(site, `  ${name.toUpperCase()}  `);
		expect(moderatorDocument(name)).toBe(moderatorDocument(name.toUpperCase()));
		expect((await giveCode(site, name)).made).toBe(false);
		expect([' ', '', 'x'.repeat(81)].some(isModeratorName)).toBe(false);
	});

	it('signs in by a passkey that was added, through whichever gateway', async () => {
		const key = await withPasskey();
		const cookie = sound(await finishSignIn(other, HOME, key.used(await challenge())));
		expect(await moderatorBy(site, cookie)).toMatchObject({ name });
	});

	it('takes an answer to a challenge once, within five minutes, and for what it was made', async () => {
		const key = await withPasskey();
		const said = key.used(await challenge());
		const tries = Array.from({ length: 6 }, (_, i) => finishSignIn(i % 2 ? site : other, HOME, said));
		expect((await Promise.all(tries)).filter(({ ok }) => ok)).toHaveLength(1);
		const late = key.used(await challenge());
		time += 5 * MINUTE;
		expect(await finishSignIn(site, HOME, late)).toMatchObject({ ok: false, status: 401 });
		const moderator = (await kept())!;
		const adding = await beginPasskey(site, HOME, moderator);
		const added = adding.ok ? key.used(adding.options.challenge) : undefined;
		expect(await finishSignIn(site, HOME, added)).toMatchObject({ ok: false, status: 401 });
		const begun = new TestPasskey(HOME).made(await challenge());
		expect(await finishPasskey(site, HOME, moderator, begun)).toMatchObject({ ok: false, status: 400 });
		expect(await finishSignIn(site, HOME, key.used('bWFkZS11cA'))).toMatchObject({ status: 401 });
	});

	it('refuses a counter that does not go forward', async () => {
		const key = new TestPasskey(HOME);
		key.counter = 4;
		await withPasskey(key);
		key.counter = 5;
		sound(await finishSignIn(site, HOME, key.used(await challenge())));
		for (const counter of [5, 3, 0]) {
			key.counter = counter;
			expect(await finishSignIn(site, HOME, key.used(await challenge()))).toMatchObject({ status: 401 });
		}
		key.counter = 6;
		const [one, two] = [key.used(await challenge()), key.used(await challenge())];
		const both = await Promise.all([finishSignIn(site, HOME, one), finishSignIn(other, HOME, two)]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	});

	it('refuses what another site, another key or a locked device has signed', async () => {
		const key = await withPasskey();
		const elsewhere = new TestPasskey('https://toadlane.example.evil.test', 'toadlane.example');
		const copied = { ...elsewhere.used(await challenge()), id: key.id };
		const domain = new TestPasskey(HOME, 'evil.test');
		const notOurs = { ...domain.used(await challenge()), id: key.id };
		key.flags = 1;
		const locked = key.used(await challenge());
		const none = [undefined, null, 'x', 5, [], {}, { id: key.id }];
		for (const said of [copied, notOurs, locked, ...none])
			expect(await finishSignIn(site, HOME, said)).toEqual({ ok: false, status: 401, code: 'passkey_wrong' });
		const moderator = (await kept())!;
		for (const said of none)
			expect(await finishPasskey(site, HOME, moderator, said)).toMatchObject({ status: 400 });
		expect((await kept())?.passkeys).toHaveLength(1);
	});

	it('gives a passkey to nobody but whoever asked for it', async () => {
		await signedIn();
		const moderator = (await kept())!;
		const begun = await beginPasskey(site, HOME, moderator);
		const made = begun.ok ? new TestPasskey(HOME).made(begun.options.challenge) : undefined;
		name = `Bo ${n}`;
		await signedIn();
		expect(await finishPasskey(site, HOME, (await kept())!, made)).toMatchObject({ status: 400 });
	});

	it('pauses an address that begins again and again, and forgets challenges after a day', async () => {
		const here = somewhere();
		const begun = [];
		for (let i = 0; i < 31; i += 1) begun.push((await beginSignIn(site, HOME, here)).ok);
		expect(begun.filter(Boolean)).toHaveLength(30);
		expect(begun.at(-1)).toBe(false);
		time += 25 * 60 * MINUTE;
		await sweepAccounts(site);
		expect(await site.backend.allDocs(ACCOUNTS, 'challenge:')).toEqual([]);
		expect(await site.backend.allDocs(ACCOUNTS, 'tries:')).toEqual([]);
	});
});

describe('where there can be passkeys', () => {
	it('asks for HTTPS or this machine, and for a name', () => {
		expect(passkeyDomain('https://toadlane.example:8443')).toBe('toadlane.example');
		expect(passkeyDomain('http://localhost:3000')).toBe('localhost');
		for (const none of [
			'http://toadlane.example',
			'http://127.0.0.1:3000',
			'https://192.0.2.1',
			'https://[::1]'
		])
			expect(passkeyDomain(none)).toBeUndefined();
	});
});
