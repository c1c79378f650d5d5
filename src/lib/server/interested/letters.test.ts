import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { change } from '../accounts.ts';
import { ACCOUNTS } from '../backend.ts';
import { siteOn, type Site } from '../site.ts';
import { startMailServer, type MailServer } from '../testing-mail.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import type { Interest } from './interest.ts';
import { findInterest, interestId, proveAddress, sayInterested, withdraw } from './interests.ts';
import { noteLetter, postLetters } from './letters.ts';
import { openPost, type Letter, type LetterAbout } from './post.ts';
import type { TypedInterest } from './typed.ts';

const DAY = 86_400_000;
const ORIGIN = 'https://toadlane.example';

const write = (about: LetterAbout) =>
	about.kind === 'invitation'
		? { subject: `${about.community} invites you`, text: `${about.text}\n${about.page}\n${about.link}` }
		: { subject: about.kind, text: `${'name' in about ? about.name : ''} ${about.link}` };
describe.each(backendsHere)('letters on the %s registry', (kind) => {
	let fresh: Fresh;
	let mail: MailServer;
	let site: Site;
	let beside: Site;
	let time = 0;
	let n = 0;
	let email = '';
	const settings = () => ({
		...SETTINGS,
		origin: ORIGIN,
		smtpUrl: mail.url,
		mailFrom: 'Toad Lane <hello@toadlane.example>'
	});

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		mail = await startMailServer();
		site = await siteOn(fresh.backend, settings(), () => new Date(time));
		beside = await siteOn(fresh.beside(), settings(), () => new Date(time));
		vi.spyOn(console, 'error').mockImplementation(() => undefined);
	});
	afterAll(async () => {
		vi.restoreAllMocks();
		await mail.close();
		await fresh.end();
	});
	beforeEach(() => {
		time = Date.parse('2026-06-15T10:00:00.000Z') + ++n * 365 * DAY;
		for (const each of [site, beside]) each.post = openPost(settings(), write);
		email = `joyce${n}@example.org`;
		mail.letters.length = 0;
	});

	async function say(changes: Partial<TypedInterest> = {}) {
		const typed = {
			...{ key: randomBytes(16).toString('hex'), postcode: 'OL12', tags: [], more: 'food', email },
			...{ name: 'Joyce', agree: true, ...changes }
		};
		const said = await sayInterested(site, typed, 'Agreed', `198.51.100.${n}`);
		if (!said.ok) throw new Error(JSON.stringify(said));
		return said.key;
	}
	const arrived = (count: number) => vi.waitFor(() => expect(mail.letters).toHaveLength(count), 5000);
	const settled = () =>
		vi.waitFor(
			async () => expect(await site.backend.allDocs(ACCOUNTS, 'interested-letter:')).toEqual([]),
			5000
		);
	async function proved(changes: Partial<TypedInterest> = {}) {
		const key = await say(changes);
		await arrived(1);
		await settled();
		const check = /mail=([0-9a-f]{32})/.exec(mail.letters[0]?.text ?? '')?.[1] ?? '';
		expect(await proveAddress(site, key, check)).toBe(true);
		mail.letters.length = 0;
		return key;
	}
	/** Somebody said so while the mail server was away; an hour later it is back. */
	async function sayWhileDown() {
		const { post } = site;
		const send = vi.fn(() => Promise.reject(new Error('down')));
		site.post = { ...post!, send };
		const key = await say();
		await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
		site.post = post;
		time += DAY / 24;
		return key;
	}
	async function invited(key: string, text: string) {
		const one = { group: 'g1', name: 'Spotland', slug: 'spotland', text, at: new Date(time).toISOString() };
		await change<Interest>(site.backend, interestId(key), (now) =>
			now ? { ...now, invited: [...now.invited, one] } : undefined
		);
		await noteLetter(site, interestId(key), { kind: 'invitation', group: 'g1' });
	}

	it('bring the link, as plain text, to the one address that was given', async () => {
		const key = await say();
		await arrived(1);
		const [{ to, text, raw: data } = { to: [], text: '', raw: '' }] = mail.letters;
		expect(to).toEqual([email]);
		expect(text).toContain(`${ORIGIN}/interested/${key}?mail=`);
		expect(data).not.toContain('Joyce');
		expect(data).toMatch(/^Content-Type: text\/plain/im);
		expect(data).not.toMatch(/text\/html|multipart/i);
		expect(data).toMatch(new RegExp(`^List-Unsubscribe:\\s+<${ORIGIN}/interested/${key}>`, 'm'));
		await settled();
	});

	it('are one, however many gateways come to it at once', async () => {
		await sayWhileDown();
		await Promise.all([postLetters(site), postLetters(beside), postLetters(site)]);
		await arrived(1);
		await settled();
		expect(mail.letters).toHaveLength(1);
	});

	it('are tried again with growing pauses, and given up after three days', async () => {
		const tries: number[] = [];
		const sent: Letter[] = [];
		const begin = time;
		site.post = {
			...site.post!,
			send(letter) {
				tries.push(time - begin);
				sent.push(letter);
				return Promise.reject(Object.assign(new Error(`no ${letter.to}`), { responseCode: 451 }));
			}
		};
		await say();
		await vi.waitFor(() => expect(tries).toEqual([0]));
		for (let minutes = 0; minutes < 4 * 24 * 60; minutes += 5) {
			time += 5 * 60_000;
			if (minutes % 60 === 0 || tries.length < 4) await postLetters(site);
		}
		expect(tries.length).toBeGreaterThan(10);
		expect(tries.length).toBeLessThan(25);
		expect(tries.at(-1)).toBeLessThanOrEqual(3 * DAY);
		await settled();
		expect(sent.every(({ to }) => to === email)).toBe(true);
		expect(JSON.stringify(vi.mocked(console.error).mock.calls)).not.toContain(email);
	});

	it('are none to somebody who has withdrawn meanwhile, and leave no address behind', async () => {
		const key = await sayWhileDown();
		const notes = await site.backend.allDocs(ACCOUNTS, 'interested-letter:');
		expect(notes).toHaveLength(1);
		expect(JSON.stringify(notes)).not.toMatch(new RegExp(`${email}|Joyce|${key}`));
		await withdraw(site, key);
		await postLetters(site);
		await settled();
		expect(mail.letters).toEqual([]);
		expect(JSON.stringify(await site.backend.allDocs(ACCOUNTS, ''))).not.toContain(email);
	});

	it('with invitations come only to whoever has said that the address is theirs', async () => {
		const key = await say();
		await arrived(1);
		await settled();
		await invited(key, 'Come on Sunday.');
		await settled();
		expect(mail.letters).toHaveLength(1);
		expect(await proveAddress(site, key, 'f'.repeat(32))).toBe(false);
		expect((await findInterest(site, key))?.proved_at).toBeUndefined();
	});

	it('with invitations wait anew once another address was given, and not after other words', async () => {
		const form = randomBytes(16).toString('hex');
		const key = await proved({ key: form });
		await say({ key: form, more: 'care' });
		expect((await findInterest(site, key))?.proved_at).toBeDefined();
		const another = `another${n}@example.org`;
		await say({ key: form, email: another });
		await arrived(1);
		await settled();
		expect(mail.letters[0]).toMatchObject({ to: [another] });
		expect((await findInterest(site, key))?.proved_at).toBeUndefined();
		await invited(key, 'Come on Sunday.');
		await settled();
		expect(mail.letters).toHaveLength(1);
	});

	it('are none to somebody whose 90 days have passed, and nobody without an address proves one', async () => {
		const key = await sayWhileDown();
		await change<Interest>(site.backend, interestId(key), (now) =>
			now ? { ...now, until: new Date(time).toISOString() } : undefined
		);
		await postLetters(site);
		await settled();
		expect(mail.letters).toEqual([]);
		const silent = await say({ email: '' });
		expect(await proveAddress(site, silent, 'f'.repeat(32))).toBe(false);
	});

	it('are to one address, whatever stands in it', async () => {
		const letter = { to: `${email}, other@example.org`, subject: 'Hello', text: 'Hello', link: ORIGIN };
		await site.post!.send(letter).catch(() => undefined);
		expect(mail.letters.flatMap(({ to }) => to)).not.toContain('other@example.org');
	});

	it('with invitations bring the words, the page and the link', async () => {
		const key = await proved();
		await invited(key, 'Come on Sunday.');
		await arrived(1);
		const data = mail.letters[0]?.text ?? '';
		expect(data).toContain('Come on Sunday.');
		expect(data).toContain(`${ORIGIN}/communities/spotland`);
		expect(data).toContain(`${ORIGIN}/interested/${key}`);
		await settled();
	});

	it('are not led astray by what people write', async () => {
		const key = await proved({ email: `o'joyce+${n}@example.org` });
		await invited(key, 'Hello\n.\nMAIL FROM:<x@example.org>\nBcc: all@example.org');
		await change<Interest>(site.backend, interestId(key), (now) =>
			now
				? { ...now, invited: now.invited.map((one) => ({ ...one, name: 'A\r\nBcc: b@example.org' })) }
				: undefined
		);
		time += 1000;
		await arrived(1);
		await settled();
		await noteLetter(site, interestId(key), { kind: 'invitation', group: 'g1' });
		await arrived(2);
		for (const { to, raw: data } of mail.letters) {
			expect(to).toEqual([`o'joyce+${n}@example.org`]);
			expect(data.slice(0, data.indexOf('\r\n\r\n'))).not.toMatch(/^bcc/im);
		}
	});

	it('remind once before the end, and again after it was kept longer', async () => {
		const key = await proved();
		time += 79 * DAY;
		await postLetters(site);
		await settled();
		expect(mail.letters).toEqual([]);
		time += 2 * DAY;
		await postLetters(site);
		await postLetters(beside);
		await arrived(1);
		await settled();
		expect(mail.letters[0]?.raw).toMatch(/^Subject: reminder/m);
		time += DAY;
		await postLetters(site);
		await settled();
		expect(mail.letters).toHaveLength(1);
		await withdraw(site, key);
	});

	it('that remind are put off like others while the mail server is away', async () => {
		const key = await proved();
		expect(await findInterest(site, key)).not.toHaveProperty('check');
		time += 81 * DAY;
		const { post } = site;
		const send = vi.fn(() => Promise.reject(new Error('down')));
		site.post = { ...post!, send };
		for (let i = 0; i < 12; i += 1) {
			await postLetters(site);
			time += 5 * 60_000;
		}
		expect(send.mock.calls.length).toBeLessThan(6);
		await withdraw(site, key);
		time += DAY;
		await postLetters(site);
		await settled();
	});

	it('can be sent only where a mail server, a sender and the site’s own address are named', () => {
		for (const missing of ['origin', 'smtpUrl', 'mailFrom'])
			expect(openPost({ ...settings(), [missing]: undefined }, write)).toBeUndefined();
		expect(openPost(settings(), write)?.origin).toBe(ORIGIN);
	});
});
