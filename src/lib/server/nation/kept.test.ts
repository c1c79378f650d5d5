import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing, newGroupId } from '../../records/index.ts';
import { REGISTRY, type Backend, type Doc } from '../backend.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { readNation, untilKinds } from './kept.ts';

const aListing = (group: string, name: string, more: object = {}) => ({
	...listing.sample(),
	...{ _id: `listing:${group}`, name, slug: `s-${group}`, registered_at: '2026-01-05T10:00:00.000Z', ...more }
});

/** What a reader sees, whoever reads. */
async function seen(site: Site) {
	const nation = await readNation(site);
	const pieces = nation.communities.pieces.map((piece) => piece.map(({ summary }) => summary));
	return { pieces, slugs: [...nation.bySlug.keys()].sort(), stories: [...nation.of('story').keys()].sort() };
}

describe.each(backendsHere)('the registry in memory, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	const another = () => siteOn(fresh.beside(), SETTINGS);

	async function put(backend: Backend, id: string, doc: object | undefined) {
		const known = await backend.get(REGISTRY, id);
		if (!doc && !known) return;
		const next = doc ?? { _id: id, _deleted: true };
		await backend.put(REGISTRY, { ...next, ...(known && { _rev: known._rev }) } as Doc);
	}

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
	});
	afterAll(() => fresh.end());

	it('is the same for who followed all changes and for who has just come', async () => {
		const groups = Array.from({ length: 6 }, newGroupId);
		const at = fc.nat(groups.length - 1);
		const step = fc.oneof(
			fc.record({
				what: fc.constant('name' as const),
				at,
				name: fc.constantFrom('Ann', 'Élan', 'zeta', 'Bo')
			}),
			fc.record({ what: fc.constant('gone' as const), at }),
			fc.record({ what: fc.constant('story' as const), at }),
			fc.record({ what: fc.constant('look' as const), at })
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
				for (const one of steps) {
					const group = groups[one.at] as string;
					const story = `story:${group}:01k0toad0ane000000000000s1`;
					if (one.what === 'name') await put(site.backend, `listing:${group}`, aListing(group, one.name));
					if (one.what === 'gone') await put(site.backend, `listing:${group}`, undefined);
					if (one.what === 'story') await put(site.backend, story, { _id: story, type: 'story', slug: 's' });
					if (one.what === 'look') await readNation(site);
				}
				expect(await seen(site)).toEqual(await seen(await another()));
			}),
			{ numRuns: kind === 'embedded' ? 25 : 8 }
		);
	});

	it('shows what another gateway wrote with the next question', async () => {
		const [other, group] = [await another(), newGroupId()];
		await readNation(site);
		await put(other.backend, `listing:${group}`, aListing(group, 'From beside'));
		expect((await readNation(site)).bySlug.get(`s-${group}`)?.summary.name).toBe('From beside');
		await put(other.backend, `listing:${group}`, undefined);
		expect((await readNation(site)).bySlug.has(`s-${group}`)).toBe(false);
	});

	it('is looked at once for a herd that comes after an update, and made anew once', async () => {
		const group = newGroupId();
		const counted = { info: 0, get: 0 };
		const backend = new Proxy(site.backend, {
			get(target, name) {
				const value: unknown = Reflect.get(target, name, target);
				if (typeof value !== 'function') return value;
				return (...given: unknown[]) => {
					if (name === 'info' && given[0] === REGISTRY) counted.info += 1;
					if (name === 'get') counted.get += 1;
					return (value as (...all: unknown[]) => unknown).apply(target, given);
				};
			}
		});
		const busy = { ...site, backend };
		let made = 0;
		const names = untilKinds(['listing'], ({ communities }) => {
			made += 1;
			return [...communities].map(({ summary }) => summary.name);
		});
		await names(busy);
		await put(site.backend, `listing:${group}`, aListing(group, 'Herded'));
		Object.assign(counted, { info: 0, get: 0 });
		made = 0;
		const answers = await Promise.all(Array.from({ length: 1000 }, () => names(busy)));
		expect(answers.every((all) => all.includes('Herded'))).toBe(true);
		expect(made).toBe(1);
		expect(counted.get).toBe(1);
		// One look for the first, one for all the others.
		expect(counted.info).toBe(2);
	});

	it('is read anew when the database was taken away and made again', async () => {
		const group = newGroupId();
		await put(site.backend, `listing:${group}`, aListing(group, 'Before'));
		expect((await readNation(site)).bySlug.has(`s-${group}`)).toBe(true);
		await site.backend.dropDatabase(REGISTRY);
		await site.backend.ensureDatabase(REGISTRY);
		expect([...(await readNation(site)).bySlug]).toEqual([]);
	});

	it('is read anew when the database went back to an earlier state', async () => {
		const group = newGroupId();
		let restored = false;
		const asked: Partial<Backend> = {
			info: async (db) => ({ ...(await site.backend.info(db)), ...(restored && { update_seq: '0' }) }),
			changes: () => Promise.reject(new Error('from a place that was never reached'))
		};
		const backend = new Proxy(site.backend, {
			get(target, name: keyof Backend) {
				const own: unknown = Reflect.get(target, name, target);
				return asked[name] ?? (typeof own === 'function' ? (own.bind(target) as unknown) : own);
			}
		});
		const follower = { ...site, backend };
		await put(site.backend, `listing:${group}`, aListing(group, 'Stood'));
		await readNation(follower);
		await put(site.backend, `listing:${group}`, aListing(group, 'Restored'));
		restored = true;
		expect((await readNation(follower)).bySlug.get(`s-${group}`)?.summary.name).toBe('Restored');
	});

	it('goes on from where it was when the registry could not answer for a while', async () => {
		const group = newGroupId();
		let away = false;
		const backend = new Proxy(site.backend, {
			get: (target, name) => {
				const value: unknown = Reflect.get(target, name, target);
				if (typeof value !== 'function') return value;
				return (...given: unknown[]) =>
					away && name === 'get'
						? Promise.reject(new Error('away'))
						: (value as (...all: unknown[]) => unknown).apply(target, given);
			}
		});
		const shaky = { ...site, backend };
		await readNation(shaky);
		await put(site.backend, `listing:${group}`, aListing(group, 'Later'));
		away = true;
		await expect(readNation(shaky)).rejects.toThrow('away');
		away = false;
		expect((await readNation(shaky)).bySlug.get(`s-${group}`)?.summary.name).toBe('Later');
	});
});
