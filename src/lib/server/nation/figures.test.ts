import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing, newGroupId } from '../../records/index.ts';
import { council, square } from '../../rules/districts/testing.ts';
import { SOURCES, type FactKind, type FactKinds } from '../../rules/reference/index.ts';
import { REGISTRY, type Doc } from '../backend.ts';
import { makeNation } from '../made-up/nation.ts';
import { replaceFacts } from '../reference.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerFigures, askNation } from './figures.ts';

const NOW = new Date('2026-11-30T09:00:00.000Z');

describe.each(backendsHere)('the nation in figures, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let now = NOW;
	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => now);
		await makeNation(site, { communities: 40, seed: 1 });
	});
	afterAll(() => fresh.end());

	async function figures(of: Site) {
		const asked = await askNation(of, new URLSearchParams());
		if (!asked.ok) throw new Error(asked.field);
		return asked;
	}

	it('follow what is taken out and changed, and are those of a gateway that has just come', async () => {
		const before = (await figures(site)).figures;
		const [first, second, story] = [
			...(await site.backend.allDocs<Doc>(REGISTRY, 'listing:')).slice(0, 2),
			(await site.backend.allDocs<Doc>(REGISTRY, 'story:'))[0]
		];
		await site.backend.put(REGISTRY, { ...first!, _deleted: true });
		await site.backend.put(REGISTRY, { ...second!, commitments: [] });
		await site.backend.put(REGISTRY, { ...story!, _deleted: true });
		const after = (await figures(site)).figures;
		expect(after.communities + after.dormant).toBe(before.communities + before.dormant - 1);
		expect(after.stories).toBeLessThan(before.stories);
		const another = await siteOn(fresh.beside(), SETTINGS, () => NOW);
		expect(after).toEqual((await figures(another)).figures);
	});

	it('are those counted from nothing, whatever has changed one after the other', async () => {
		const groups = [...Array.from({ length: 4 }, newGroupId), lastOfAPiece(), lastOfAPiece()];
		const at = fc.nat(groups.length - 1);
		const step = fc.oneof(
			fc.record({
				what: fc.constant('listing' as const),
				at,
				name: fc.constantFrom('Ann', 'Bo', 'zeta'),
				tags: fc.constantFrom(['demo'], ['food']),
				registered_at: fc.constantFrom('2022-01-05T10:00:00.000Z', '2026-01-05T10:00:00.000Z')
			}),
			fc.record({
				what: fc.constantFrom('story' as const, 'event' as const, 'coop' as const),
				at,
				n: fc.nat(1),
				times: fc.nat(1)
			}),
			fc.record({ what: fc.constant('gone' as const), at }),
			fc.record({ what: fc.constant('look' as const) }),
			fc.record({ what: fc.constant('day' as const), year: fc.constantFrom(2026, 2028) })
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
				for (const one of steps) {
					const group = 'at' in one ? groups[one.at]! : '';
					if (one.what === 'listing') {
						const { name, tags, registered_at } = one;
						const said = { name, tags, registered_at, slug: `s-${group}` };
						await put(`listing:${group}`, { ...listing.sample(), ...said });
					} else if (one.what === 'gone') await put(`listing:${group}`, undefined);
					else if (one.what === 'look') await figures(site);
					else if (one.what === 'day') now = new Date(`${one.year}-11-30T09:00:00.000Z`);
					else await put(`${one.what}:${group}:${one.n}`, one.times ? { slug: `s-${group}` } : undefined);
				}
				const another = await siteOn(fresh.beside(), SETTINGS, () => now);
				expect((await figures(site)).figures).toEqual((await figures(another)).figures);
			}),
			{ numRuns: kind === 'embedded' ? 40 : 8 }
		);
		now = NOW;
	});

	it('are of each council once its outline was imported', async () => {
		const group = newGroupId();
		const said = { point: [-11.5, 49.5], registered_at: '2026-01-05T10:00:00.000Z', slug: `s-${group}` };
		await put(`listing:${group}`, { ...listing.sample(), ...said });
		await put(`story:${group}:1`, { slug: `s-${group}` });
		const before = (await figures(site)).figures;
		const replace = <K extends FactKind>(kind: K, facts: FactKinds[K][]) => {
			const { source } = facts[0]!;
			return replaceFacts(site, kind, { source, as_of: '2024-01-01', ...SOURCES[source] }, facts);
		};
		await replace('authorities', [council('AAA', 'E07000001')]);
		await replace('boundaries', [square('E07000001', -12, 49)]);
		const of = await askNation(site, new URLSearchParams({ council: 'E07000001' }));
		expect(of).toMatchObject({ figures: { communities: 1, stories: 1, unplaced: 0 } });
		const after = (await figures(site)).figures;
		expect(after).toEqual({ ...before, unplaced: before.unplaced - 1, places: after.places });
	});

	async function put(_id: string, doc: object | undefined) {
		const known = await site.backend.get(REGISTRY, _id);
		if (!doc && !known) return;
		await site.backend.put(REGISTRY, { ...(doc ?? { _deleted: true }), _id, _rev: known?._rev } as Doc);
	}

	/** A group's id after which a piece of the list ends. */
	function lastOfAPiece(): string {
		for (;;) {
			const group = newGroupId();
			if (createHash('sha256').update(group).digest().readUInt32BE() % 512 === 0) return group;
		}
	}

	it('are those of the day', async () => {
		now = new Date('2029-11-30T09:00:00.000Z');
		expect((await figures(site)).figures).toMatchObject({ communities: 0, commitments: 0, stories: 0 });
		now = NOW;
		expect((await figures(site)).figures.communities).toBeGreaterThan(20);
	});

	it('know which part there is none of', async () => {
		for (const field of ['nation', 'region', 'council'])
			expect(await askNation(site, new URLSearchParams({ [field]: 'Mordor' }))).toEqual({ ok: false, field });
	});

	it('are files with their day and licence, sent again only when they have changed', async () => {
		const asked = await figures(site);
		const answer = await answerFigures(asked, 'areas', new Request('https://toadlane.example/'));
		expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		const [header, first] = (await answer.text()).split('\r\n');
		expect(header).toMatch(/^area,commitments,on_track,.*,as_of,licence$/);
		expect(first).toMatch(/^action,\d+,.*,2026-11-30,CC-BY-4\.0$/);
		const etag = answer.headers.get('etag') ?? '';
		const known = new Request('https://toadlane.example/', { headers: { 'if-none-match': etag } });
		expect((await answerFigures(asked, 'areas', known)).status).toBe(304);
	});
});
