import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNTS, REGISTRY, type Backend } from '../backend.ts';
import { provenance, SOURCES } from '../../rules/reference/index.ts';
import { replaceFacts } from '../reference.ts';
import { siteOn, type Site } from '../site.ts';
import { sweepAccounts } from '../sweep.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { allInterested, countByDistrict, interestedNear } from './counted.ts';
import { findInterest, keepLonger, sayInterested, sweepInterests, withdraw } from './interests.ts';
import { ownPage } from './own-page.ts';
import type { Post } from './post.ts';
import type { TypedInterest } from './typed.ts';

const AGREED = 'Everybody sees how many people are interested.';
const DAY = 86_400_000;
/** Letters could be sent, and go nowhere. */
const silent: Post = {
	origin: 'https://toadlane.example',
	write: () => ({ subject: '', text: '' }),
	send: () => Promise.resolve()
};

describe.each(backendsHere)('people who are interested on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let beside: Site;
	let time = 0;
	let n = 0;
	let area = '';

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => new Date(time));
		beside = await siteOn(fresh.beside(), SETTINGS, () => new Date(time));
		site.post = silent;
		beside.post = silent;
	});
	afterAll(() => fresh.end());
	beforeEach(() => {
		time = Date.parse('2026-06-15T10:00:00.000Z');
		area = `ZZ${++n}`;
	});

	const typed = (changes: Partial<TypedInterest> = {}): TypedInterest => ({
		...{ key: randomBytes(16).toString('hex'), postcode: area, tags: [], more: 'food', email: '' },
		...{ name: '', agree: true, ...changes }
	});
	const from = () => `198.51.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
	const say = (changes: Partial<TypedInterest> = {}, address = from()) =>
		sayInterested(site, typed(changes), AGREED, address);
	const keyOf = async (changes: Partial<TypedInterest> = {}) => {
		const said = await say(changes);
		if (!said.ok) throw new Error(JSON.stringify(said));
		return said.key;
	};
	const counted = async (where: Site) => countByDistrict(await allInterested(where)).get(area);
	const everything = async () => {
		const [accounts, registry] = [
			await site.backend.allDocs(ACCOUNTS, ''),
			await site.backend.allDocs(REGISTRY, '')
		];
		return JSON.stringify([accounts, registry]);
	};

	it('are kept with the district alone and the words that they agreed to, in the accounts alone', async () => {
		const key = await keyOf({ postcode: `${area.toLowerCase()} 0ab`, more: 'Solar, repair cafe, Bees' });
		const kept = await findInterest(site, key);
		expect(kept).toMatchObject({ area, tags: ['energy', 'repair', 'Bees'], agreed: AGREED });
		expect(kept?.until).toBe('2026-09-13T10:00:00.000Z');
		expect(await everything()).not.toContain(key);
		expect((await everything()).toLowerCase()).not.toContain('0ab');
		expect(JSON.stringify(await site.backend.allDocs(REGISTRY, ''))).not.toContain(area);
	});

	it('count once when the form was sent twice, even at the same moment through two gateways', async () => {
		const one = typed({ email: 'joyce@example.org' });
		const all = await Promise.all(
			[site, beside, site].map((each) => sayInterested(each, one, AGREED, from()))
		);
		const keys = all.map((said) => said.ok && said.key);
		expect(new Set(keys).size).toBe(1);
		await say();
		await say();
		expect(await counted(site)).toBe(3);
		await sayInterested(site, { ...one, more: 'care' }, AGREED, from());
		expect(await findInterest(site, String(keys[0]))).toMatchObject({ tags: ['care'] });
		expect(await counted(beside)).toBe(3);
	});

	it('count once with one e-mail address, however often it is given', async () => {
		for (const email of ['a@example.org', 'A@Example.org', 'a@example.org']) await say({ email });
		expect(await counted(site)).toBe('few');
	});

	it('are a few below three, and counted from there', async () => {
		const counts = [];
		for (let i = 0; i < 4; i += 1) {
			counts.push(await interestedNear(site, area));
			await say();
		}
		counts.push(await interestedNear(site, area));
		expect(counts.map(({ here }) => here)).toEqual([0, 'few', 'few', 3, 4]);
		expect(counts.map(({ near }) => near)).toEqual([0, 'few', 'few', 3, 4]);
	});

	it('are counted within about ten kilometres of their district, and no further', async () => {
		const at: Record<string, number> = { OL12: 53.62, OL16: 53.65, M1: 53.48, SK23: 53.3 };
		const source = 'os-postcodes';
		const points = Object.entries(at).map(([district, y]) => ({
			...{ id: `${district} 1AA`, point: [-2.16, y] as [number, number] },
			...provenance(source, '2026-05-01')
		}));
		const codes = { source, as_of: '2026-05-01', ...SOURCES[source] } as const;
		await replaceFacts(site, 'postcodes', codes, points);
		for (const postcode of ['OL12', 'OL16', 'OL16', 'OL16', 'SK23']) await say({ postcode });
		expect(await interestedNear(site, 'OL12')).toEqual({ here: 'few', near: 4 });
		expect(await interestedNear(beside, 'OL16')).toEqual({ here: 3, near: 4 });
		expect(await interestedNear(site, [-2.16, 53.6])).toEqual({ here: 0, near: 4 });
		expect(await interestedNear(site, 'M1')).toEqual({ here: 0, near: 0 });
		expect(await interestedNear(site, [-2.16, 53.3])).toEqual({ here: 0, near: 'few' });
		const key = await keyOf({ postcode: 'M1' });
		expect(await ownPage(site, key)).toMatchObject({ others: 0, placed: true });
		expect(await ownPage(site, await keyOf({ postcode: 'ZZ98' }))).toMatchObject({ placed: false });
	});

	it('are told to no one but their own page, which shows others but not oneself', async () => {
		const key = await keyOf({ name: 'Joyce' });
		expect(await ownPage(site, key)).toMatchObject({ kept: { name: 'Joyce', area }, others: 0 });
		for (let i = 0; i < 3; i += 1) await say();
		expect(await ownPage(beside, key)).toMatchObject({ others: 3, communities: [], invitations: [] });
		for (const wrong of ['', '../x', 'a'.repeat(32), key.toUpperCase()])
			expect(await ownPage(site, wrong)).toBeUndefined();
	});

	it('are not others on their own page, however they write their address', async () => {
		const key = await keyOf({ email: `ann${n}@example.org` });
		await say({ email: `Ann${n}@Example.org` });
		expect(await ownPage(site, key)).toMatchObject({ others: 0 });
	});

	it('are counted anew after the accounts went back to an earlier state', async () => {
		let restored = false;
		const asked: Partial<Backend> = {
			info: async (db) => ({ ...(await fresh.backend.info(db)), ...(restored && { update_seq: '1' }) }),
			changes: (db, about) =>
				restored
					? Promise.resolve({ results: [], last_seq: '1', pending: 0 })
					: fresh.backend.changes(db, about)
		};
		const backend = new Proxy(fresh.backend, {
			get(target, name: keyof Backend) {
				const own: unknown = Reflect.get(target, name, target);
				return asked[name] ?? (typeof own === 'function' ? (own.bind(target) as unknown) : own);
			}
		});
		const follower = await siteOn(backend, SETTINGS, () => new Date(time));
		await say();
		expect(countByDistrict(await allInterested(follower)).get(area)).toBe('few');
		restored = true;
		for (let i = 0; i < 2; i += 1) await say();
		expect(countByDistrict(await allInterested(follower)).get(area)).toBe(3);
	});

	it('without a place find those who share an interest', async () => {
		const tag = `Bees ${n}`;
		const key = await keyOf({ postcode: '', more: tag });
		await say({ postcode: '', more: 'something else' });
		expect(await ownPage(site, key)).toMatchObject({ others: 0, placed: true });
		await say({ more: tag });
		expect(await ownPage(site, key)).toMatchObject({ others: 'few' });
	});

	it('are gone after 90 days, from every count at once and from the database with the next upkeep', async () => {
		const key = await keyOf({ name: 'Canary Quayle', email: `canary${n}@example.org` });
		time += 89 * DAY;
		expect(await counted(site)).toBe('few');
		await sweepInterests(site);
		expect(await findInterest(site, key)).toBeDefined();
		time += 1 * DAY;
		expect(await findInterest(site, key)).toBeUndefined();
		expect(await counted(site)).toBeUndefined();
		expect(await keepLonger(site, key)).toBe(false);
		await sweepInterests(site);
		await sweepAccounts(site);
		expect(await everything()).not.toMatch(new RegExp(`Canary Quayle|canary${n}|${key}`));
	});

	it('can be kept for another 90 days', async () => {
		const key = await keyOf();
		time += 80 * DAY;
		expect(await keepLonger(site, key)).toBe(true);
		time += 89 * DAY;
		await sweepInterests(site);
		expect(await findInterest(site, key)).toBeDefined();
	});

	it('leave nothing when they withdraw, and are not counted any more by any gateway', async () => {
		for (let i = 0; i < 3; i += 1) await say();
		const key = await keyOf({ name: 'Canary Withdrawn', email: `gone${n}@example.org` });
		expect(await counted(beside)).toBe(4);
		expect(await withdraw(site, 'f'.repeat(32))).toBe(false);
		expect(await withdraw(site, key)).toBe(true);
		expect(await withdraw(site, key)).toBe(false);
		expect(await counted(beside)).toBe(3);
		expect(await everything()).not.toMatch(new RegExp(`Canary Withdrawn|gone${n}|${key}`));
	});

	it('are five a day from one address, and everybody else goes on', async () => {
		const address = `203.0.113.${n}`;
		const flood = Array.from({ length: 40 }, (_, i) => say({}, i % 2 ? address : `::ffff:${address}`));
		const said = await Promise.all(flood);
		expect(said.filter(({ ok }) => ok)).toHaveLength(5);
		for (const one of said.filter(({ ok }) => !ok))
			expect(one).toMatchObject({ status: 429, code: 'too_many' });
		expect(await say()).toMatchObject({ ok: true });
		time += DAY + 1000;
		expect(await say({}, address)).toMatchObject({ ok: true });
		expect(await everything()).not.toContain(address);
		time += 3 * DAY;
		await sweepAccounts(site);
		expect(await site.backend.allDocs(ACCOUNTS, 'interested-from:')).toEqual([]);
	});

	it('may send the same form as often as they like', async () => {
		const [one, address] = [typed(), `203.0.113.${100 + n}`];
		for (let i = 0; i < 8; i += 1)
			expect(await sayInterested(site, one, AGREED, address)).toMatchObject({ ok: true });
	});

	it('may change their words without a letter for each', async () => {
		const one = typed({ email: `words${n}@example.org` });
		for (const more of ['food', 'care', 'bees', 'song', 'soup'])
			expect(await sayInterested(site, { ...one, more }, AGREED, from())).toMatchObject({ ok: true });
	});

	it('are sent no more than three first letters a day to one address, whoever types it', async () => {
		const email = `target${n}@example.org`;
		const codes = [];
		for (let i = 0; i < 4; i += 1) {
			const said = await say({ email: i % 2 ? email : email.toUpperCase() });
			codes.push(said.ok || said.code);
		}
		expect(codes).toEqual([true, true, true, 'too_many_letters']);
		time += 3 * DAY;
		await sweepAccounts(site);
		expect(await site.backend.allDocs(ACCOUNTS, 'interested-to:')).toEqual([]);
	});

	it('are not asked for an address where no letters can be sent, and one that comes anyway is not kept', async () => {
		const mute = await siteOn(fresh.backend, SETTINGS, () => new Date(time));
		const said = await sayInterested(mute, typed({ email: 'unused@example.org' }), AGREED, from());
		expect(said.ok).toBe(true);
		expect(await everything()).not.toContain('unused@example.org');
	});

	it.each<[Partial<TypedInterest>, string, string]>([
		[{ postcode: 'Rochdale' }, 'postcode', 'format'],
		[{ postcode: '__proto__' }, 'postcode', 'format'],
		[{ postcode: '', more: ' , ' }, 'postcode', 'required'],
		[{ more: Array.from({ length: 11 }, (_, i) => `tag ${i}`).join() }, 'tags', 'too_many'],
		[{ more: 'x'.repeat(41) }, 'more', 'too_long'],
		[{ more: 'a\u202eb' }, 'more', 'characters'],
		[{ tags: ['a\u0000b'] }, 'more', 'characters'],
		[{ name: 'x'.repeat(41) }, 'name', 'too_long'],
		[{ name: 'Joyce\nBcc: all@example.org' }, 'name', 'characters'],
		[{ name: '\ud800' }, 'name', 'characters'],
		[{ email: 'joyce' }, 'email', 'format'],
		[{ email: 'a@example.org, b@example.org' }, 'email', 'format'],
		[{ email: 'a@example.org\r\nBcc: b@example.org' }, 'email', 'format'],
		[{ email: 'A <a@example.org>' }, 'email', 'format'],
		[{ email: 'a@b..org' }, 'email', 'format'],
		[{ email: 'a..b@example.org' }, 'email', 'format'],
		[{ email: `${'a'.repeat(190)}@example.org` }, 'email', 'too_long'],
		[{ agree: false }, 'agree', 'required'],
		[{ key: 'abc' }, 'key', 'format']
	])('are told at the field what is wrong with %j', async (changes, field, code) => {
		const said = await say({ postcode: 'ZZ99', ...changes });
		expect(said).toMatchObject({ ok: false, status: 400, code: 'wrong' });
		expect(said.ok || said.problems).toMatchObject([{ field, code }]);
	});

	it('keep hostile words as words', async () => {
		const more = '<script>alert(1)</script>, =SUM(A1), __proto__, constructor';
		const key = await keyOf({ more });
		expect((await findInterest(site, key))?.tags).toEqual(more.split(', '));
	});
});
