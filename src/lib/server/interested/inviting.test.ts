import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listing } from '../../records/index.ts';
import { change } from '../accounts.ts';
import { ACCOUNTS, REGISTRY } from '../backend.ts';
import { demoRecords } from '../seed-records.ts';
import { siteOn, type Site } from '../site.ts';
import { sweepAccounts } from '../sweep.ts';
import { backendsHere, first, freshBackend, Phone, SETTINGS, type Fresh } from '../testing.ts';
import type { Interest } from './interest.ts';
import { interestId, sayInterested, withdraw } from './interests.ts';
import { inviteInterested } from './inviting.ts';
import { interrupted } from '../moderation/testing.ts';
import { ownPage } from './own-page.ts';
import type { TypedInterest } from './typed.ts';

const DAY = 86_400_000;
const NAME = 'Canary Joyce';

describe.each(backendsHere)('organisers and people who are interested on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let ann: Phone;
	let time = 0;
	let n = 0;
	let area = '';

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => new Date(time));
	});
	afterAll(() => fresh.end());
	beforeEach(async () => {
		time = Date.parse('2026-06-15T10:00:00.000Z');
		area = `ZY${++n}`;
		ann = await registered({ postcode: area, point: undefined, tags: ['food'] });
	});

	/** An organiser of a registered community. */
	async function registered(changes: Partial<Listing>) {
		const phone = await new Phone(site).start(`Hosts ${n}`);
		const records = demoRecords(phone.group, phone.member, new Date());
		const docs = records
			.filter(({ type }) => type === 'commitment' || type === 'listing')
			.map((one) => (one.type === 'listing' ? { ...(one as Listing), name: `Hosts ${n}`, ...changes } : one));
		expect(await phone.push(...docs.map((one) => first(JSON.parse(JSON.stringify(one)))))).toEqual([]);
		expect(await site.backend.get(REGISTRY, `listing:${phone.group}`)).toBeDefined();
		return phone;
	}
	async function somebody(changes: Partial<TypedInterest> = {}) {
		const typed = {
			...{ key: randomBytes(16).toString('hex'), postcode: area, tags: ['food'], more: '', email: '' },
			...{ name: NAME, agree: true, ...changes }
		};
		const address = `198.51.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
		const said = await sayInterested(site, typed, 'Agreed', address);
		if (!said.ok) throw new Error(JSON.stringify(said));
		return said.key;
	}
	const seen = async (phone = ann) =>
		(await phone.ask('GET', `/api/groups/${phone.group}/interested`)).body.people as {
			id: string;
			tags: string[];
			month: string;
			invited?: string;
		}[];
	const invite = (to: string[], text = 'We meet on Sunday.', phone = ann) =>
		phone.ask('POST', `/api/groups/${phone.group}/interested/invite`, { to, text });

	it('see how many are near, what they care about and since which month, and nothing else', async () => {
		const key = await somebody();
		const people = await seen();
		expect(people).toEqual([
			{ id: expect.stringMatching(/^[0-9a-f]{32}$/), tags: ['food'], month: '2026-06' }
		]);
		expect(JSON.stringify(people)).not.toMatch(new RegExp(`Canary|${area}|${key}`));
		const other = await registered({ postcode: area, point: undefined });
		expect((await seen(other))[0]?.id).not.toBe(people[0]?.id);
	});

	it('see who said so last first', async () => {
		for (const days of [0, 14, 14]) {
			time += days * DAY;
			await somebody();
		}
		expect((await seen()).map(({ month }) => month)).toEqual(['2026-07', '2026-06', '2026-06']);
	});

	it('see nobody of elsewhere, and those without a place who share an interest in any words', async () => {
		await somebody({ postcode: 'AA9' });
		expect(await seen()).toEqual([]);
		const tag = `Bees ${n}`;
		const keepers = await registered({ postcode: undefined, point: undefined, tags: [tag, 'solar'] });
		await somebody({ postcode: '', tags: ['cats'] });
		const before = (await seen(keepers)).length;
		await somebody({ postcode: '', tags: [tag.toUpperCase()] });
		await somebody({ postcode: 'AA9', tags: ['renewables'] });
		expect(await seen(keepers)).toHaveLength(before + 2);
	});

	it('invite them: they see it on their page, and the organiser learns nothing', async () => {
		const key = await somebody();
		const [one] = await seen();
		const answered = await invite([one!.id], 'Come <b>on</b> Sunday.\nWe have cake.');
		expect(answered).toMatchObject({ status: 200, body: { sent: 1, already: 0, gone: 0, left_over: 0 } });
		expect(JSON.stringify(answered.body)).not.toContain('Canary');
		const page = await ownPage(site, key);
		expect(page?.invitations).toMatchObject([
			{ name: `Hosts ${n}`, slug: `hosts-${n}`, text: 'Come <b>on</b> Sunday.\nWe have cake.' }
		]);
		expect(page?.communities).toMatchObject([{ slug: `hosts-${n}` }]);
	});

	it('are read on the page with what they wrote, whatever its reader changes and whoever is gone since', async () => {
		const form = randomBytes(16).toString('hex');
		const key = await somebody({ key: form });
		await change<Interest>(site.backend, interestId(key), (now) => {
			const one = { group: 'g1', name: 'Gone', slug: 'gone', text: 'x', at: new Date(time).toISOString() };
			return now && { ...now, invited: Array.from({ length: 20 }, (_, i) => ({ ...one, text: `${i}` })) };
		});
		await invite([(await seen())[0]!.id]);
		await somebody({ key: form, more: 'care' });
		const invitations = (await ownPage(site, key))?.invitations ?? [];
		expect(invitations.map(({ text }) => text)).toEqual([
			...['We meet on Sunday.', ...Array.from({ length: 19 }, (_, i) => `${19 - i}`)]
		]);
		expect(invitations[0]).toMatchObject({ name: `Hosts ${n}`, slug: `hosts-${n}` });
		expect(invitations[1]).toMatchObject({ name: 'Gone', slug: '' });
	});

	it('are not named to anybody where they are an example', async () => {
		await registered({ name: `Made Up ${n}`, postcode: area, point: undefined, tags: ['demo', 'food'] });
		const names = async (changes: Partial<TypedInterest>) =>
			(await ownPage(site, await somebody(changes)))?.communities.map(({ name }) => name);
		expect(await names({})).toEqual([`Hosts ${n}`]);
		expect(await names({ postcode: '', tags: ['demo'] })).toEqual([]);
	});

	it('invite the same person once a fortnight, even twice at the same moment', async () => {
		const key = await somebody();
		const [one] = await seen();
		const both = await Promise.all([invite([one!.id]), invite([one!.id])]);
		expect(both.map(({ body }) => body.sent).sort()).toEqual([0, 1]);
		expect((await ownPage(site, key))?.invitations).toHaveLength(1);
		const other = await somebody();
		const { id } = (await seen()).find((each) => each.invited === undefined)!;
		let done = false;
		const slow = interrupted(site, 'put', async () => {
			if (done) return;
			done = true;
			await invite([id]);
		});
		const second = await inviteInterested(slow, ann.group, { to: [id], text: 'Twice.' });
		expect(second).toMatchObject({ sent: 0, already: 1 });
		await withdraw(site, other);
		expect((await invite([one!.id])).body).toMatchObject({ sent: 0, already: 1 });
		expect((await seen())[0]?.invited).toBe('2026-06-29T10:00:00.000Z');
		time += 14 * DAY + 1000;
		expect((await seen())[0]?.invited).toBeUndefined();
		expect((await invite([one!.id], 'Again.')).body).toMatchObject({ sent: 1 });
		expect((await ownPage(site, key))?.invitations.map(({ text }) => text)).toEqual([
			'Again.',
			'We meet on Sunday.'
		]);
	});

	it('invite somebody once whom they name twice', async () => {
		await somebody();
		const { id } = (await seen())[0]!;
		expect((await invite([id, id])).body).toMatchObject({ sent: 1, already: 0 });
	});

	it('are nobody’s once their 90 days have passed, even to who says the same again', async () => {
		const form = randomBytes(16).toString('hex');
		const key = await somebody({ key: form });
		await invite([(await seen())[0]!.id]);
		time += 90 * DAY;
		expect(await somebody({ key: form })).toBe(key);
		expect((await ownPage(site, key))?.invitations).toEqual([]);
	});

	it('are shown to people who are interested by nearness, no further than an outing', async () => {
		const at = async (name: string, y: number, postcode = 'ZX9') =>
			registered({ name: `${name} ${n}`, postcode, point: [-9, y], tags: ['food'] });
		await at('Far', 50.5);
		await at('Near', 50.1);
		await at('Here', 50, area);
		await at('Nearer', 50.05);
		const page = await ownPage(site, await somebody());
		expect(page?.communities.map(({ name }) => name)).toEqual([`Here ${n}`, `Hosts ${n}`, `Nearer ${n}`]);
	});

	it('invite twenty people a day', async () => {
		for (let i = 0; i < 23; i += 1) await somebody();
		const ids = (await seen()).map(({ id }) => id);
		expect((await invite(ids.slice(0, 15))).body).toMatchObject({ sent: 15 });
		const more = await invite(ids);
		expect(more.body).toMatchObject({ sent: 5, already: 15, left_over: 3 });
		expect(more.body.retry_after).toBeGreaterThan(0);
		const none = await invite(ids.slice(20));
		expect([none.status, none.body.code]).toEqual([429, 'too_many']);
		expect(Number(none.headers.get('retry-after'))).toBeGreaterThan(0);
		time += DAY / 2;
		expect((await invite(ids.slice(20))).status).toBe(429);
		time += 3 * DAY;
		await sweepAccounts(site);
		expect(await site.backend.allDocs(ACCOUNTS, `interested-by:${ann.group}`)).toEqual([]);
	});

	it('can’t reach somebody who has withdrawn', async () => {
		const key = await somebody();
		const [one] = await seen();
		await withdraw(site, key);
		expect((await invite([one!.id])).body).toMatchObject({ sent: 0, gone: 1 });
	});

	it('see nobody before their community stands in the registry', async () => {
		const early = await new Phone(site).start('Early');
		for (const answered of [
			await early.ask('GET', `/api/groups/${early.group}/interested`),
			await invite(['a'.repeat(32)], 'Hello', early)
		])
			expect([answered.status, answered.body.code]).toEqual([409, 'not_registered']);
	});

	it.each([
		['', 'required'],
		['x'.repeat(501), 'too_long'],
		['a\u202eb', 'characters'],
		['Pay here: https://evil.example', 'link'],
		['www.evil.example', 'link']
	])('are told what is wrong with the words %j', async (text, code) => {
		await somebody();
		const answered = await invite([(await seen())[0]!.id], text);
		expect([answered.status, answered.body.problems]).toMatchObject([400, [{ field: 'text', code }]]);
	});

	it.each([[{ to: ['../x'], text: 'a' }], [{ to: 'all', text: 'a' }], [{ to: [], text: 'a' }], [{}], [[]]])(
		'are refused with %j',
		async (asked) => {
			const path = `/api/groups/${ann.group}/interested/invite`;
			expect((await ann.ask('POST', path, asked)).status).toBe(400);
		}
	);

	it('are organisers: nobody else sees or invites anybody', async () => {
		await somebody();
		const id = (await seen())[0]!.id;
		const ben = new Phone(site);
		await ben.join(await ann.invite('volunteer'));
		const vic = new Phone(site);
		await vic.join(await ann.invite('viewer'));
		const gone = new Phone(site);
		await gone.join(await ann.invite('organiser'));
		await ann.ask('POST', `/api/groups/${ann.group}/members/${gone.member}/remove`, {});
		const others: [Phone, number][] = [
			[ben, 403],
			[vic, 403],
			[gone, 403],
			[await registered({ name: `Else ${n}`, postcode: area }), 401],
			[new Phone(site), 401]
		];
		for (const [phone, status] of others) {
			phone.group = ann.group;
			const looked = await phone.ask('GET', `/api/groups/${ann.group}/interested`);
			const invited = await invite([id], 'Hello', phone);
			expect([looked.status, invited.status]).toEqual([status, status]);
			expect(JSON.stringify([looked.body, invited.body])).not.toContain(id);
		}
		expect((await seen())[0]?.invited).toBeUndefined();
	});
});
