import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	audit,
	community,
	coop,
	undo,
	type AuditNote,
	type AuditNoteInput,
	type Community,
	type Coop,
	type CoopInput,
	type Listing
} from '../records/index.ts';
import { SOURCES } from '../rules/reference/index.ts';
import { REGISTRY, type Doc } from './backend.ts';
import { coopsOf } from './coops.ts';
import { publish } from './publisher.ts';
import { replaceFacts } from './reference.ts';
import { demoRecords } from './seed-records.ts';
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

const CANARY = 'CANARY-0177';
const CUK = 'cuk-organisations';

describe.each(backendsHere)('co-ops on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let phone: Phone;
	let slug: string;
	let about: Community & Doc;
	let n = 0;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => new Date('2026-09-20T10:00:00.000Z'));
		const said = { source: CUK, ...SOURCES[CUK], as_of: '2026-06-30' } as const;
		const fact = (id: string, more: object = {}) => ({
			...{ id, name: `Listed ${id}`, source: CUK, licence: 'ODC-By-1.0', as_of: '2026-06-30' },
			...{ place: 'Rochdale', postcode: 'OL16 1AA', street: '3 High Street', sector: 'Retail' },
			...{ website: 'http://listed.example/' },
			...more
		});
		const many = Array.from({ length: 500 }, (_, i) => fact(`M${i}`));
		const gone = fact('R2', { gone_at: '2026-07-01' });
		const odd = [fact('R3', { name: 'x'.repeat(161) }), fact('R4', { website: 'http://no address' })];
		await replaceFacts(site, 'coops', said, [fact('R1'), gone, ...odd, ...many] as never);
		const outlets = { source: 'cuk-outlets', ...SOURCES['cuk-outlets'], as_of: '2026-06-30' } as const;
		const outlet = (owner: string, postcode: string, name: string, more: object = {}) => ({
			...{
				id: `${owner}/${postcode}/${name}`,
				owner,
				name,
				postcode,
				street: '3 High Street',
				place: 'Bury'
			},
			...{ source: 'cuk-outlets', licence: 'ODC-By-1.0', as_of: '2026-06-30', phone: '01706 000000' },
			...more
		});
		await replaceFacts(site, 'outlets', outlets, [
			outlet('R1', 'BL9 0AA', 'Toad Lane Food'),
			outlet('R1', 'BL9 0AB', 'Listed R1', { gone_at: '2026-07-01' }),
			outlet('R9', 'BL9 0AA', 'Nobody’s')
		] as never);
	});
	afterAll(() => fresh.end());
	beforeEach(async () => {
		slug = `lookers-${++n}`;
		phone = await new Phone(site).start(`Lookers ${n}`);
		const { group } = phone;
		const record = sound(community.make({ group, name: `Lookers ${n}`, kind: 'town' }, phone.author));
		about = first<Community>({ ...record, coops_shown: true });
		const listed = demoRecords(group, phone.member, new Date())
			.filter(({ type }) => type === 'commitment' || type === 'listing')
			.map((one) =>
				first(one.type === 'listing' ? { ...(one as Listing), name: `Lookers ${n}`, tags: [] } : one)
			);
		expect(await phone.push(about, ...listed)).toEqual([]);
	});

	const look = (of: string, more: Partial<AuditNoteInput> = {}, by = phone) =>
		first<AuditNote>(
			sound(audit.make({ of, seen: 'confirmed', at: '2026-09-08T10:00:00.000Z', ...more }, by.author))
		);
	const own = (more: Partial<CoopInput> = {}) =>
		first<Coop>(sound(coop.make({ name: 'Toad Lane Bakers', needs: ['food'], ...more }, phone.author)));
	const back = (of: string) => first(sound(undo.make({ of }, phone.author)));
	const names = async () => (await coopsOf(slug, site)).map(({ name }) => name);

	it('shows what somebody saw, as the directory has it, with its day and where it is from', async () => {
		const bakers = own({ address: '1 Toad Lane', source: 'Council', licence: 'OGL' });
		const notes = [
			look(`${CUK}:R1`, { hours: 'Tue to Sat' }),
			look(bakers._id, { seen: 'new', needs: ['work'] }),
			look(`${CUK}:R2`)
		];
		expect(await phone.push(bakers, ...notes)).toEqual([]);
		expect(await coopsOf(slug, site)).toEqual([
			{
				...{ id: `${CUK}:R1`, slug, name: 'Listed R1', needs: ['food'], where: 'Rochdale, OL16 1AA' },
				...{ hours: 'Tue to Sat', website: 'http://listed.example/', seen_on: '2026-09-08' },
				...{ source: SOURCES[CUK].name, licence: 'ODC-By-1.0', source_url: SOURCES[CUK].url }
			},
			expect.objectContaining({ name: 'Listed R2' }),
			expect.objectContaining({
				...{ id: bakers._id.slice(5), name: 'Toad Lane Bakers', where: '1 Toad Lane', needs: ['work'] },
				...{ source: 'Council', licence: 'OGL' }
			})
		]);
	});

	it('shows a branch that somebody saw by the imported name, and whose it is', async () => {
		const shop = look('cuk-outlets:R1-BL90AA');
		const others = ['R1-BL90AB', 'R1-BL90ZZ', 'R9-BL90AA', 'R1'].map((id) => look(`cuk-outlets:${id}`));
		expect(await phone.push({ ...shop, name: CANARY, owner: CANARY }, ...others)).toEqual([]);
		expect(await coopsOf(slug, site)).toEqual([
			expect.objectContaining({ name: 'Listed R1', owner: 'Listed R1', where: 'Bury, BL9 0AB' }),
			{
				...{ id: 'cuk-outlets:R1-BL90AA', slug, name: 'Toad Lane Food', owner: 'Listed R1', needs: ['food'] },
				...{ where: 'Bury, BL9 0AA', website: 'http://listed.example/', seen_on: '2026-09-08' },
				...{
					source: SOURCES['cuk-outlets'].name,
					licence: 'ODC-By-1.0',
					source_url: SOURCES['cuk-outlets'].url
				}
			}
		]);
		const standing = JSON.stringify(await site.backend.allDocs(REGISTRY, `coop:${phone.group}:`));
		for (const secret of [CANARY, '3 High Street', '01706']) expect(standing).not.toContain(secret);
	});

	it('takes out what is gone, what is something else and what was taken back', async () => {
		const bakers = own();
		const [one, two] = [look(`${CUK}:R1`), look(`${CUK}:R2`)];
		expect(await phone.push(bakers, one, two, look(bakers._id, { seen: 'new' }))).toEqual([]);
		expect(await names()).toEqual(['Listed R1', 'Listed R2', 'Toad Lane Bakers']);
		const later = { at: '2026-09-09T10:00:00.000Z' };
		expect(await phone.push(look(`${CUK}:R1`, { seen: 'gone', ...later }))).toEqual([]);
		expect(await names()).toEqual(['Listed R2', 'Toad Lane Bakers']);
		expect(await phone.push(back(two._id))).toEqual([]);
		expect(await names()).toEqual(['Toad Lane Bakers']);
		expect(await phone.push(back(bakers._id))).toEqual([]);
		expect(await names()).toEqual([]);
		expect(await site.backend.allDocs(REGISTRY, `coop:${phone.group}:`)).toEqual([]);
	});

	it('shows nothing until an organiser says so, and nothing any more when one says so', async () => {
		expect(await phone.push(look(`${CUK}:R1`))).toEqual([]);
		expect(await names()).toEqual(['Listed R1']);
		const off = following(about, { coops_shown: false, clock: { [phone.author.device]: 1 } });
		expect(await phone.push(off)).toEqual([]);
		expect(await names()).toEqual([]);
		const ben = new Phone(site);
		await ben.join(await phone.invite());
		const on = following(off, { coops_shown: true, clock: { [ben.author.device]: 1 } });
		expect(await ben.push(on)).toMatchObject([{ reason: 'role' }]);
		expect(await ben.push(look(`${CUK}:R2`, {}, ben))).toEqual([]);
		expect(await names()).toEqual([]);
	});

	it('believes no phone of what the directory does not know, and shows nothing of who looked', async () => {
		const bakers = { ...own(), letter: CANARY, needs: ['food'] } as Coop & Doc;
		const leaky = {
			...look(`${CUK}:R1`, { note: CANARY, uses: CANARY, evidence: [{ principle: 1, words: CANARY }] }),
			name: CANARY,
			website: CANARY
		};
		const notes = [look(`${CUK}:R999`), look('elsewhere:1'), look(bakers._id, { seen: 'new', note: CANARY })];
		expect(await phone.push(bakers, leaky, ...notes)).toEqual([]);
		expect(await names()).toEqual(['Listed R1', 'Toad Lane Bakers']);
		const standing = JSON.stringify(await site.backend.allDocs(REGISTRY, 'coop:'));
		for (const secret of [CANARY, phone.member, '3 High Street']) expect(standing).not.toContain(secret);
	});

	it('lets one that can’t be told keep no other out', async () => {
		expect(await phone.push(look(`${CUK}:R3`), look(`${CUK}:R4`), look(`${CUK}:R1`))).toEqual([]);
		expect(await names()).toEqual(['Listed R1', 'Listed R4']);
		expect((await coopsOf(slug, site))[1]).toMatchObject({ website: undefined });
	});

	it('takes no hostile note, however it came into the group’s database', async () => {
		const wrong = { ...look(`${CUK}:R1`), seen: 'maybe' } as unknown as Doc;
		expect(await phone.push(wrong)).not.toEqual([]);
		await site.backend.bulkDocs(`group-${phone.group}`, [wrong]);
		expect(await publish(site, phone.group)).toBe(true);
		expect(await names()).toEqual([]);
	});

	it('shows five hundred, each in a small document, and writes nothing when nothing has changed', async () => {
		const notes = Array.from({ length: 500 }, (_, i) => look(`${CUK}:M${i}`));
		expect(await phone.push(...notes)).toEqual([]);
		expect(await coopsOf(slug, site)).toHaveLength(500);
		const docs = await site.backend.allDocs(REGISTRY, `coop:${phone.group}:`);
		expect(Math.max(...docs.map((doc) => JSON.stringify(doc).length))).toBeLessThan(2_000);
		const { update_seq: since } = await site.backend.info(REGISTRY);
		await publish(site, phone.group);
		const asked = { since, limit: 1, include_docs: false, all_leaves: true };
		expect((await site.backend.changes(REGISTRY, asked)).results).toEqual([]);
	}, 60_000);
});
