import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { community, listing, member, newId, visit, type Listing } from '../records/index.ts';
import { ACCOUNTS, BackendTrouble, REGISTRY, type Backend, type Doc } from './backend.ts';
import { forPage } from './page.ts';
import { publish, publishPending } from './publisher.ts';
import { findCommunity, listCommunities } from './registry.ts';
import { DEMO_NAME, demoRecords } from './seed-records.ts';
import { seedDemo } from './seed-demo.ts';
import { siteOn, type Site } from './site.ts';
import {
	backendsHere,
	first,
	following,
	freshBackend,
	Phone,
	SETTINGS,
	sound,
	type Fresh
} from './testing.ts';
import { slugOf } from '../rules/slug.ts';

describe.each(backendsHere)('on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let other: Site;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
		other = await siteOn(fresh.beside(), SETTINGS);
	});
	afterAll(() => fresh.end());

	function aListing(phone: Phone, changes: Partial<Listing> = {}): Listing & Doc {
		const records = demoRecords(phone.group, phone.member, new Date());
		return first({ ...(records.at(-1) as Listing), ...changes });
	}

	/** A phone of a group that has committed itself in both areas. */
	async function committed(name: string, at = site) {
		const phone = await new Phone(at).start(name);
		const refused = await phone.push(...commitmentsOf(phone));
		if (refused.length > 0) throw new Error(JSON.stringify(refused));
		return phone;
	}

	const commitmentsOf = (phone: Phone) =>
		demoRecords(phone.group, phone.member, new Date())
			.filter(({ type }) => type === 'commitment')
			.map(first);

	async function registered(name: string, changes: Partial<Listing> = {}, at = site) {
		const phone = await committed(name, at);
		const doc = aListing(phone, { name, ...changes });
		const refused = await phone.push(doc);
		if (refused.length > 0) throw new Error(JSON.stringify(refused));
		return { phone, doc };
	}

	describe('publishing', () => {
		it('puts a listing that arrives into the registry under an address of its own', async () => {
			const { phone } = await registered('Sant Siôr & Ystrad');
			const found = await findCommunity('sant-sior-ystrad', site);
			expect(found).toMatchObject({
				name: 'Sant Siôr & Ystrad',
				slug: 'sant-sior-ystrad',
				status: 'registered'
			});
			expect(found?.registered_at).toMatch(/^\d{4}-/);
			const { body } = await phone.ask('GET', `/api/groups/${phone.group}`);
			expect(body).toMatchObject({ slug: 'sant-sior-ystrad', published_at: found?.registered_at });
		});

		it('gives the second of a name another address, and keeps an address when the name changes', async () => {
			const { phone, doc } = await registered('Marsh End');
			await registered('Marsh End!');
			expect(await findCommunity('marsh-end-2', site)).toMatchObject({ name: 'Marsh End!' });
			await phone.push(following(doc, { name: 'Marsh End and Quay', as_of: new Date().toISOString() }));
			expect(await findCommunity('marsh-end', site)).toMatchObject({ name: 'Marsh End and Quay' });
		});

		it('gives one group one address, however many gateways publish it at once', async () => {
			const { phone } = await registered('Two Gates');
			await Promise.all(Array.from({ length: 8 }, (_, n) => publish(n % 2 ? site : other, phone.group)));
			const docs = await site.backend.allDocs(REGISTRY, `listing:${phone.group}`);
			expect(docs).toHaveLength(1);
			expect(await findCommunity('two-gates-2', site)).toBeUndefined();
		});

		it('publishes nothing but the public view, whatever a phone puts into a listing', async () => {
			const canary = 'CANARY-0161';
			const phone = await committed('Leaky');
			const doc = aListing(phone, { name: 'Leaky' });
			const commitments = doc.commitments.map((listed) => ({
				...listed,
				owner: canary,
				measure: { ...listed.measure, note: canary },
				series: listed.series.map((point) => ({ ...point, note: canary }))
			}));
			const leaky = { ...doc, commitments, doors: [canary], phone: canary, notes: { a: canary } };
			expect(await phone.push(leaky)).toEqual([]);
			const talk = { door: `door:${phone.group}:0123456789abcdef`, patch: `patch:${phone.group}` };
			const noted = visit.make({ ...talk, slot: 'saturday', result: 'talked', note: canary }, phone.author);
			expect(await phone.push(first(sound(noted)))).toEqual([]);
			await publishPending(site);
			expect(await findCommunity('leaky', site)).toBeDefined();
			const published = JSON.stringify(await site.backend.allDocs(REGISTRY, ''));
			expect(published).not.toContain(canary);
			expect(published).not.toContain(phone.member);
		});

		it('publishes no other record of a group', async () => {
			const phone = await new Phone(site).start('Quiet');
			const group = { group: phone.group, name: 'Quiet', kind: 'village' as const };
			await phone.push(first(sound(community.make(group, phone.author))));
			await phone.push(
				first(sound(member.make({ id: phone.member, name: 'Ann', role: 'organiser' }, phone.author)))
			);
			await publishPending(site);
			expect(await publish(site, phone.group)).toBe(false);
			expect(JSON.stringify(await site.backend.allDocs(REGISTRY, ''))).not.toContain(phone.group);
		});

		it('takes a listing from an organiser alone', async () => {
			const ann = await new Phone(site).start('Roles');
			const ben = new Phone(site);
			await ben.join(await ann.invite());
			expect(await ben.push(aListing(ben, { name: 'Roles' }))).toMatchObject([{ reason: 'role' }]);
			expect(await findCommunity('roles', site)).toBeUndefined();
		});

		it('catches up on what was interrupted and on what the registry has lost', async () => {
			const { phone } = await registered('Lost and Found');
			const id = `listing:${phone.group}`;
			const there = (await site.backend.get(REGISTRY, id)) as Doc;
			await site.backend.put(REGISTRY, { _id: id, _rev: there._rev, _deleted: true });
			expect(await findCommunity('lost-and-found', site)).toBeUndefined();
			await publishPending(site);
			expect(await findCommunity('lost-and-found', site)).toBeDefined();

			const cut = await committed('Cut Short');
			const listed = aListing(cut, { name: 'Cut Short' });
			await site.backend.put(ACCOUNTS, { _id: `publish:${cut.group}` });
			await site.backend.bulkDocs(`group-${cut.group}`, [listed]);
			await publishPending(site);
			expect(await findCommunity('cut-short', site)).toBeDefined();
			expect(await site.backend.allDocs(ACCOUNTS, 'publish:')).toEqual([]);
		});

		it('publishes nobody who has not committed themselves in both areas, and whoever has at once', async () => {
			const phone = await new Phone(site).start('Not Yet');
			const [one, ...others] = commitmentsOf(phone);
			expect(await phone.push(aListing(phone, { name: 'Not Yet' }), one as Doc)).toEqual([]);
			expect(await findCommunity('not-yet', site)).toBeUndefined();
			expect(await phone.push(...others)).toEqual([]);
			expect(await findCommunity('not-yet', site)).toBeDefined();
			for (const made of [one, ...others]) {
				const dropped = { at: new Date().toISOString() };
				expect(await phone.push(following(made as Doc, { dropped }))).toEqual([]);
			}
			expect(await publish(site, phone.group)).toBe(true);
		});

		it('lets no group that can’t be published hold up another', async () => {
			const [stuck, waiting] = [await committed('Stuck'), await committed('Waiting')];
			for (const phone of [stuck, waiting]) {
				await site.backend.put(ACCOUNTS, { _id: `publish:${phone.group}` });
				await site.backend.bulkDocs(`group-${phone.group}`, [
					aListing(phone, { name: `Was ${phone.group}` })
				]);
			}
			const broken = {
				...site,
				backend: new Proxy(site.backend, {
					get(backend, name: keyof Backend) {
						if (name !== 'get') return (backend[name] as () => unknown).bind(backend);
						return (db: string, id: string) => {
							if (db === `group-${stuck.group}`) throw new Error('a broken database');
							return backend.get(db, id);
						};
					}
				})
			};
			await publishPending(broken);
			const notes = await site.backend.allDocs(ACCOUNTS, 'publish:');
			expect(notes.map(({ _id }) => _id)).toEqual([`publish:${stuck.group}`]);
			await publishPending(site);
			expect(await site.backend.allDocs(ACCOUNTS, 'publish:')).toEqual([]);
		});

		it('writes nothing when nothing has changed', async () => {
			const { phone } = await registered('Steady');
			// A cluster words the place that it has come to in another way each time.
			const { update_seq: since } = await site.backend.info(REGISTRY);
			await publish(site, phone.group);
			const asked = { since, limit: 1, include_docs: false, all_leaves: true };
			expect((await site.backend.changes(REGISTRY, asked)).results).toEqual([]);
		});
	});

	describe('the public registry', () => {
		beforeAll(async () => {
			await registered('Zetland Street', {
				...{ place: 'Ynys Môn', tags: ['Café', 'energy'], postcode: 'LL61', point: [-4.2, 53.22] }
			});
			await registered('Ynys Bakers', {
				...{ place: 'Cardiff', tags: ['bread'], postcode: 'CF11', point: [-3.2, 51.47] }
			});
		});
		const slugs = async (asked: Parameters<typeof listCommunities>[0]) =>
			(await listCommunities(asked, site)).communities.map((found) => found.slug);

		it('finds by name, place, tag and postcode district, whatever the case and accents', async () => {
			expect(await slugs({ query: 'zetland' })).toEqual(['zetland-street']);
			expect(await slugs({ query: 'YNYS MON' })).toEqual(['zetland-street']);
			expect(await slugs({ query: 'cafe' })).toEqual(['zetland-street']);
			expect(await slugs({ query: 'll61' })).toEqual(['zetland-street']);
			expect(await slugs({ query: 'nowhere at all' })).toEqual([]);
			expect(await slugs({ query: '<script>%00' })).toEqual([]);
		});

		it('puts those first whose name begins with the query', async () => {
			expect(await slugs({ query: 'ynys' })).toEqual(['ynys-bakers', 'zetland-street']);
		});

		it('narrows down to a tag as a whole', async () => {
			expect(await slugs({ tag: 'CAFE' })).toEqual(['zetland-street']);
			expect(await slugs({ tag: 'caf' })).toEqual([]);
			expect(await slugs({ tag: 'bread', query: 'ynys' })).toEqual(['ynys-bakers']);
		});

		it('goes page by page in the order of names', async () => {
			const all = await slugs({});
			const paged: string[] = [];
			for (let after: string | undefined; ;) {
				const page = await slugs({ limit: 2, ...(after ? { after } : {}) });
				if (page.length === 0) break;
				paged.push(...page);
				after = page.at(-1);
			}
			expect(paged).toEqual(all);
			expect(all.length).toBeGreaterThan(5);
		});

		it('leaves out those not heard of for 18 months, unless they are asked for', async () => {
			const inMonths = (months: number): Site => {
				const now = new Date();
				now.setMonth(now.getMonth() + months, 15);
				return { ...site, now: () => now };
			};
			const day = (there: Site) => there.now().toISOString().slice(0, 10);
			const decided = { kept: 2, changed: 0, dropped: 0 };
			await registered('Quiet Corner', { tags: ['quietly'] });
			await registered('Looks Back', {
				tags: ['quietly'],
				review: { to: day(inMonths(12)), ...decided, summary: 'A good year.' }
			});
			await registered('Far Ahead', { tags: ['quietly'], review: { to: '2999-01-01', ...decided } });
			const known = async (months: number, dormant: boolean) =>
				(await listCommunities({ tag: 'quietly', dormant }, inMonths(months))).communities.map(
					({ name, liveness }) => `${name}: ${liveness}`
				);
			expect(await known(0, false)).toEqual(['Far Ahead: fresh', 'Looks Back: fresh', 'Quiet Corner: fresh']);
			expect((await listCommunities({ tag: 'quietly' }, inMonths(0))).dormant).toBe(0);
			expect(await known(14, false)).toEqual([
				'Far Ahead: fading',
				'Looks Back: fresh',
				'Quiet Corner: fading'
			]);
			expect(await known(20, false)).toEqual(['Looks Back: fresh']);
			expect(await known(20, true)).toHaveLength(3);
			expect((await listCommunities({ tag: 'quietly' }, inMonths(20))).dormant).toBe(2);
			expect(await findCommunity('quiet-corner', inMonths(20))).toMatchObject({ liveness: 'dormant' });
			expect((await findCommunity('looks-back', inMonths(14)))?.review?.summary).toBe('A good year.');
		});

		it('says nothing of an unknown address', async () => {
			expect(await findCommunity('__proto__', site)).toBeUndefined();
			expect(await findCommunity('', site)).toBeUndefined();
		});

		it('is a page with 503 while it can’t be read, and a bug stays a bug', async () => {
			const failing = (problem: Error): Site => ({
				...site,
				backend: { ...site.backend, info: () => Promise.reject(problem) }
			});
			const down = failing(new BackendTrouble('unreachable', 'CouchDB can’t be reached'));
			await expect(forPage(listCommunities({}, down))).rejects.toMatchObject({
				status: 503,
				body: { code: 'registry_unavailable' }
			});
			const bug = new TypeError('x is undefined');
			await expect(forPage(findCommunity('a', failing(bug)))).rejects.toBe(bug);
		});

		it('shows a change at once', async () => {
			const { phone, doc } = await registered('Fresh Start');
			const as_of = new Date().toISOString();
			await phone.push(following(doc, { about: 'New words', as_of }));
			expect(await findCommunity('fresh-start', site)).toMatchObject({ about: 'New words', as_of });
		});
	});

	describe('the demo', () => {
		it('has a commitment in both areas with progress, is marked as a demo, and is made once', async () => {
			expect(await seedDemo(site)).toBe('made');
			expect(await seedDemo(site)).toBe('there');
			const demo = await findCommunity(slugOf(DEMO_NAME), site);
			expect(demo?.tags).toContain('demo');
			expect(new Set(demo?.commitments.map(({ area }) => area))).toEqual(new Set(['action', 'enterprise']));
			expect(demo?.commitments.every(({ series, tracked }) => tracked && series.length >= 3)).toBe(true);
			expect(new Set(demo?.commitments.map(({ status }) => status)).size).toBeGreaterThan(1);
			expect(JSON.stringify(demo)).not.toContain('caretaker');
		});

		it('is made of sound records', () => {
			const records = demoRecords('01hzzzzzzzzzzzzzzzzzzzzzzz', newId('member'), new Date());
			expect(listing.check(records.at(-1))).toEqual([]);
			expect(records.length).toBeGreaterThan(15);
		});
	});

	describe('addresses', () => {
		it.each([
			['Toad Lane, Rochdale', 'toad-lane-rochdale'],
			['  St. Ives’ Quay ', 'st-ives-quay'],
			['Łódź & Straße & Øy', 'lodz-strasse-oy'],
			['🏘️🏘️', 'community'],
			['x'.repeat(80), 'x'.repeat(60)]
		])('makes of %s', (name, slug) => {
			expect(slugOf(name)).toBe(slug);
		});
	});
});
