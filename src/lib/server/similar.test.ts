import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing } from '../records/index.ts';
import { REGISTRY } from './backend.ts';
import { similarTo } from './similar.ts';
import { siteOn, type Site } from './site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from './testing.ts';

describe.each(backendsHere)('communities like another on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let now = new Date('2026-08-01T10:00:00.000Z');
	let n = 0;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => now);
	});
	afterAll(() => fresh.end());

	async function published(slug: string, tags: string[], registered_at = '2026-07-01T10:00:00.000Z') {
		n += 1;
		const _id = `listing:${String(n).padStart(26, '0')}`;
		const more = { slug, name: slug, registered_at, created_by: 'server' };
		const doc = { ...listing.sample(), ...more, _id, tags };
		const stored = await site.backend.put(REGISTRY, doc);
		if (stored === 'conflict') throw new Error(`${slug} was there`);
		return { _id, _rev: stored.rev };
	}
	const near = async (slug: string) => (await similarTo(slug, site)).near.map((one) => one.slug);

	it('are those that are shown now, also after one comes and goes, and never one that has gone quiet', async () => {
		await published('here', ['food']);
		await published('made-up', ['demo']);
		await published('long-ago', ['food'], '2024-01-01T10:00:00.000Z');
		expect(await near('here')).toEqual([]);
		const next = await published('next-door', ['food']);
		expect(await near('here')).toEqual(['next-door']);
		now = new Date('2028-02-01T10:00:00.000Z');
		expect(await near('here')).toEqual([]);
		now = new Date('2026-08-02T10:00:00.000Z');
		expect(await near('here')).toEqual(['next-door']);
		await site.backend.put(REGISTRY, { ...next, _deleted: true });
		expect(await near('here')).toEqual([]);
		expect(await similarTo('nobody', site)).toEqual({ near: [], alike: [] });
	});
});
