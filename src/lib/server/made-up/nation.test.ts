import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateRegistry } from '../../../../couchdb/validate.ts';
import type { Listing } from '../../records/index.ts';
import { liveness } from '../../rules/index.ts';
import { TAG_NAMES } from '../../rules/nation/tags.ts';
import { ACCOUNTS, REGISTRY, type Doc } from '../backend.ts';
import { claimSlug } from '../slugs.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { madeUpCommunity } from './community.ts';
import { isMadeUp } from './ids.ts';
import { makeNation, realCommunities } from './nation.ts';
import { madeUpPlaces, type MadeUpPlace } from './places.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');

describe.each(backendsHere)('a made-up nation on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => NOW);
	});
	afterAll(() => fresh.end());

	const standing = async () =>
		(await site.backend.allDocs(REGISTRY, '')).map(({ _id, _rev, slug }) => ({ _id, _rev, slug }));

	it('stands there with an address each, and is not made again', async () => {
		const made = await makeNation(site, { communities: 20, seed: 1 });
		expect(made).toMatchObject({ added: 20, communities: 20 });
		const before = await standing();
		const listings = before.filter(({ _id }) => _id.startsWith('listing:'));
		expect(new Set(listings.map(({ slug }) => slug)).size).toBe(20);
		expect(before).toHaveLength(made.documents);

		const { update_seq } = await site.backend.info(REGISTRY);
		expect(await makeNation(site, { communities: 20, seed: 1 })).toMatchObject({ added: 0, documents: 0 });
		expect(await makeNation(site, { communities: 5, seed: 1 })).toMatchObject({ added: 0, communities: 20 });
		expect((await site.backend.info(REGISTRY)).update_seq).toBe(update_seq);
	});

	it('grows on another day as it would have in one go', async () => {
		const before = await standing();
		const later = { ...site, now: () => new Date('2027-03-01T09:00:00.000Z') };
		expect(await makeNation(later, { communities: 160, seed: 1 })).toMatchObject({ added: 140 });
		expect(await standing()).toEqual(expect.arrayContaining(before));

		const other = await freshBackend(kind);
		const inOneGo = await siteOn(other.backend, SETTINGS, () => NOW);
		await makeNation(inOneGo, { communities: 160, seed: 1 });
		const there = await inOneGo.backend.allDocs(REGISTRY, '');
		expect(there.map(({ _id, _rev, slug }) => ({ _id, _rev, slug }))).toEqual(await standing());
		await other.end();
	});

	it('is gone on with where it was cut short', async () => {
		const all = await standing();
		const note = await site.backend.get<Doc>(ACCOUNTS, 'made-up:1');
		await site.backend.put(ACCOUNTS, { ...note!, communities: 150 });
		expect(await makeNation(site, { communities: 160, seed: 1 })).toMatchObject({ added: 10 });
		expect(await standing()).toEqual(all);
	});

	it('takes no address that somebody has, and counts whoever is real', async () => {
		expect(await realCommunities(site)).toBe(0);
		const next = madeUpCommunity(2, 0, await madeUpPlaces(site), NOW);
		const group = '01k0toad0ane000000000000g1';
		await site.backend.put(ACCOUNTS, { _id: `group:${group}`, name: next.name });
		const slug = await claimSlug(site, group, next.name);
		await makeNation(site, { communities: 1, seed: 2 });
		const [made] = await site.backend.allDocs<Doc & { slug: string }>(REGISTRY, `listing:${next.group}`);
		expect(made?.slug).toMatch(new RegExp(`^${slug}-\\d+$`));
		expect(await realCommunities(site)).toBe(1);
	});
});

describe('made-up communities', () => {
	let places: MadeUpPlace[];
	let documents: Doc[];
	let listings: (Listing & { registered_at: string; pilot?: boolean })[];
	beforeAll(async () => {
		const fresh = await freshBackend('embedded');
		places = await madeUpPlaces(await siteOn(fresh.backend, SETTINGS));
		await fresh.end();
		documents = Array.from({ length: 500 }, (_, at) =>
			madeUpCommunity(7, at, places, NOW).documents(`made-up-${at}`)
		).flat();
		listings = documents.filter(({ type }) => type === 'listing') as unknown as typeof listings;
	}, 60_000);

	const share = (is: (one: (typeof listings)[number]) => boolean) =>
		listings.filter(is).length / listings.length;

	it('are all as the registry takes them', () => {
		for (const doc of documents)
			expect(() => validateRegistry(doc, null, { roles: ['_admin'] }), doc._id).not.toThrow();
	});

	it('say by their ids that nobody founded them, and carry no tag of the demo', () => {
		expect(documents.every(({ _id }) => isMadeUp(_id.split(':')[1]!))).toBe(true);
		expect(new Set(documents.map(({ _id }) => _id)).size).toBe(documents.length);
		expect(isMadeUp('01k0toad0ane000000000000g1')).toBe(false);
		expect(listings.flatMap(({ tags }) => tags)).not.toContain('demo');
	});

	it('are the same for a seed, and others for another', () => {
		const one = (seed: number) => madeUpCommunity(seed, 3, places, NOW).documents('made-up');
		expect(one(7)).toEqual(one(7));
		expect(one(8)[0]).not.toMatchObject({ name: one(7)[0]!.name });
	});

	it('are of every kind, most of them lively, a few not heard of for long', () => {
		const kinds = new Set(listings.map(({ kind }) => kind));
		expect([...kinds].sort()).toEqual(['city', 'interest', 'neighbourhood', 'region', 'town', 'village']);
		const lively = ({ review, registered_at }: (typeof listings)[number]) =>
			liveness([review?.to ?? '', registered_at.slice(0, 10)].sort().at(-1)!, NOW);
		expect(share((one) => lively(one) === 'fresh')).toBeGreaterThan(0.6);
		expect(share((one) => lively(one) === 'dormant')).toBeGreaterThan(0.03);
		expect(share(({ registered_at }) => registered_at < '2025')).toBeGreaterThan(0.1);
		expect(share(({ pilot }) => pilot === true)).toBeLessThan(0.05);
		expect(share(({ point }) => point !== undefined)).toBeGreaterThan(0.85);
	});

	it('have promised something in each area, and stand in every way', () => {
		const commitments = listings.flatMap((one) => one.commitments);
		for (const { commitments: own } of listings) {
			expect(own.length).toBeGreaterThanOrEqual(2);
			expect(own.length).toBeLessThanOrEqual(8);
			expect(new Set(own.map(({ area }) => area)).size).toBe(2);
		}
		const part = (status: string) =>
			commitments.filter((one) => one.status === status).length / commitments.length;
		for (const status of ['on_track', 'at_risk', 'behind', 'achieved', 'missed', 'dropped', 'untracked'])
			expect(part(status), status).toBeGreaterThan(0.02);
		expect(part('achieved') + part('on_track')).toBeGreaterThan(0.3);
		expect(Math.max(...commitments.map(({ series }) => series.length))).toBeGreaterThan(40);
	});

	it('use the tags that communities are found by', () => {
		const tags = listings.flatMap((one) => one.tags);
		const controlled = tags.filter((tag) => TAG_NAMES.includes(tag)).length / tags.length;
		expect(controlled).toBeGreaterThan(0.8);
		expect(controlled).toBeLessThan(1);
	});
});
