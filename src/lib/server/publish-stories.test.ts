import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	bareId,
	part,
	PART_BYTES,
	picture,
	story,
	type Listing,
	type Picture,
	type Story
} from '../records/index.ts';
import { ACCOUNTS, REGISTRY, type Doc } from './backend.ts';
import { figuresOfExamples } from './examples.ts';
import { act } from './moderation.ts';
import { answerPicture } from './picture-answer.ts';
import { publish, publishPending } from './publisher.ts';
import { demoRecords } from './seed-records.ts';
import { siteOn, type Site } from './site.ts';
import { latestStories, storiesOf } from './stories.ts';
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

const CANARY = 'CANARY-0161';

describe.each(backendsHere)('stories on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let phone: Phone;
	let slug: string;
	let n = 0;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
	});
	afterAll(() => fresh.end());
	beforeEach(async () => {
		slug = `tellers-${++n}`;
		phone = await registered(`Tellers ${n}`);
	});

	/** An organiser's phone of a community that stands in the registry. */
	async function registered(name: string, changes: Partial<Listing> = {}) {
		const one = await new Phone(site).start(name);
		const records = demoRecords(one.group, one.member, new Date());
		const promised = records.filter(({ type }) => type === 'commitment').map(first);
		const listed = first({ ...(records.at(-1) as Listing), name, ...changes });
		expect(await one.push(...promised, listed)).toEqual([]);
		return one;
	}

	/** A picture of so many bytes with its parts. */
	function taken(changes: Partial<Picture> = {}, bytes = jpeg(PART_BYTES + 500)) {
		const facts = { format: 'image/jpeg' as const, width: 40, height: 30, bytes: bytes.length };
		const record = sound(picture.make({ ...facts, about: 'A long table.', consent: true }, phone.author));
		const parts = Array.from({ length: record.parts }, (_, i) => {
			const data = Buffer.from(bytes.subarray(i * PART_BYTES, (i + 1) * PART_BYTES)).toString('base64');
			return first(sound(part.make({ picture: record._id, n: i, data }, phone.author)));
		});
		return { record: first({ ...record, ...changes }), parts };
	}

	function told(changes: Partial<Story> = {}) {
		const made = sound(story.make({ title: 'A wet Tuesday', text: 'We began.' }, phone.author));
		const published_at = new Date().toISOString();
		return first<Story>({ ...made, state: 'published', published_at, ...changes });
	}

	const pathOf = (one: { _id: string }) => `/pictures/${phone.group}/${bareId(one._id)}`;
	const fetched = (one: { _id: string }) => answerPicture(site, phone.group, bareId(one._id));
	const everything = async () => JSON.stringify(await site.backend.allDocs(REGISTRY, ''));

	it('puts a published story with its pictures on the community’s page, and takes both out with it', async () => {
		const { record, parts } = taken();
		const one = told({ pictures: [record._id] });
		expect(await phone.push(record, ...parts, one)).toEqual([]);
		const src = pathOf(record);
		expect(await storiesOf(slug, site)).toMatchObject([
			{
				id: bareId(one._id),
				title: 'A wet Tuesday',
				text: 'We began.',
				pictures: [{ src, about: 'A long table.', width: 40, height: 30 }]
			}
		]);
		const answer = await fetched(record);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('image/jpeg');
		expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
		expect(answer.headers.get('etag')).toMatch(/^"/);
		expect(new Uint8Array(await answer.arrayBuffer())).toEqual(jpeg(PART_BYTES + 500));

		expect(await phone.push(following(one, { state: 'withdrawn' }))).toEqual([]);
		expect(await storiesOf(slug, site)).toEqual([]);
		expect((await fetched(record)).status).toBe(404);
		for (const prefix of ['story:', 'picture:', 'part:'])
			expect(await site.backend.allDocs(REGISTRY, `${prefix}${phone.group}:`)).toEqual([]);
	});

	it('publishes no draft, and nothing of a group that is not registered', async () => {
		expect(await phone.push(told({ state: 'draft', published_at: undefined }))).toEqual([]);
		expect(await storiesOf(slug, site)).toEqual([]);
		const quiet = await new Phone(site).start('Quiet Tellers');
		expect(await quiet.push(first({ ...told(), created_by: quiet.member }))).toEqual([]);
		await publishPending(site);
		expect(await everything()).not.toContain(quiet.group);
	});

	it('publishes a story told before the community was registered as soon as it is', async () => {
		const early = await new Phone(site).start('Early Tellers');
		expect(await early.push(first({ ...told(), created_by: early.member }))).toEqual([]);
		const records = demoRecords(early.group, early.member, new Date());
		const rest = records.filter(({ type }) => type === 'commitment' || type === 'listing');
		await early.push(
			...rest.map((one) => first(one.type === 'listing' ? { ...one, name: 'Early Tellers' } : one))
		);
		expect(await storiesOf('early-tellers', site)).toHaveLength(1);
	});

	it('goes with everything of it, every picture too, when its community is hidden', async () => {
		const { record, parts } = taken();
		expect(await phone.push(record, ...parts, told({ pictures: [record._id] }))).toEqual([]);
		expect((await fetched(record)).status).toBe(200);
		await act(site, 'Mo', phone.group, { what: 'hide', reason: 'Spam.' });
		expect((await fetched(record)).status).toBe(404);
		expect(await everything()).not.toContain(phone.group);
	});

	it('shows no picture without everybody’s yes, and the story all the same', async () => {
		const { record, parts } = taken({ consent: undefined });
		expect(await phone.push(record, ...parts, told({ pictures: [record._id] }))).toEqual([]);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [] }]);
		expect((await fetched(record)).status).toBe(404);
		expect(await site.backend.allDocs(REGISTRY, `part:${phone.group}:`)).toEqual([]);

		const agreed = following(record, { consent: true });
		expect(await phone.push(agreed)).toEqual([]);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [{ src: pathOf(record) }] }]);
		expect(await phone.push(following(agreed, { consent: false }))).toEqual([]);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [] }]);
		expect(await site.backend.allDocs(REGISTRY, `part:${phone.group}:`)).toEqual([]);
	});

	it('shows a picture once all of it has come, and none that was erased', async () => {
		const { record, parts } = taken();
		const [one, ...others] = parts;
		expect(await phone.push(told({ pictures: [record._id] }), record, one as Doc)).toEqual([]);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [] }]);
		expect(await phone.push(...others)).toEqual([]);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [{ src: pathOf(record) }] }]);
		const { _id, type, schema, created_at, created_by } = record;
		const left = { _id, type, schema, created_at, created_by, erased: new Date().toISOString() };
		const { _rev, _revisions } = following(record);
		expect(await phone.push({ ...left, _rev, _revisions })).toEqual([]);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [] }]);
		expect((await fetched(record)).status).toBe(404);
	});

	it('publishes nothing but the public view, whatever a phone puts into a story or a picture', async () => {
		const { record, parts } = taken();
		const figure = {
			label: 'Doors knocked',
			unit: 'doors',
			kind: 'count' as const,
			value: 3,
			target: { value: 4, by: '2026-11-30', who: CANARY },
			status: 'on_track' as const,
			at: '2026-09-01',
			note: CANARY
		};
		const leaky = { ...told({ pictures: [record._id], figure }), doors: [CANARY], phone: CANARY };
		const [one, ...others] = parts;
		const sent = [{ ...record, where: CANARY }, { ...one, door: CANARY }, ...others, leaky];
		expect(await phone.push(...sent)).toEqual([]);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [{}], figure: { value: 3 } }]);
		const published = await everything();
		expect(published).not.toContain(CANARY);
		expect(published).not.toContain(phone.member);
		expect(published).not.toContain('consent');
	});

	it('shows no picture of another group, nor one that no published story shows', async () => {
		const { record, parts } = taken();
		expect(await phone.push(record, ...parts)).toEqual([]);
		const elsewhere = await registered(`Other Tellers ${n}`);
		const theirs = { ...told({ pictures: [record._id] }), created_by: elsewhere.member };
		expect(await elsewhere.push(first(theirs))).toEqual([]);
		expect(await storiesOf(`other-${slug}`, site)).toMatchObject([{ pictures: [] }]);
		for (const group of [phone.group, elsewhere.group])
			expect((await answerPicture(site, group, bareId(record._id))).status).toBe(404);
	});

	it('takes no hostile story, however it came into the group’s database', async () => {
		for (const wrong of [{ title: 'x'.repeat(121) }, { text: 7 }, { pictures: ['../accounts'] }]) {
			expect(await phone.push({ ...told(), ...wrong })).not.toEqual([]);
			await site.backend.bulkDocs(`group-${phone.group}`, [{ ...told(), ...wrong } as unknown as Doc]);
		}
		expect(await publish(site, phone.group)).toBe(true);
		expect(await storiesOf(slug, site)).toEqual([]);
	});

	it('shows no bytes that are no picture, and none of what a camera wrote beside one', async () => {
		const page = new TextEncoder().encode('<script>alert(1)</script>'.repeat(10));
		const { record, parts } = taken({}, page);
		const camera = taken({}, jpeg(600, `GPS ${CANARY}`));
		const one = told({ pictures: [record._id, camera.record._id] });
		expect(await phone.push(record, ...parts, camera.record, ...camera.parts, one)).toEqual([]);
		expect((await fetched(record)).status).toBe(404);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [{ src: pathOf(camera.record) }] }]);
		const shown = new Uint8Array(await (await fetched(camera.record)).arrayBuffer());
		expect(shown).toEqual(jpeg(600));
	});

	it('writes nothing when nothing has changed', async () => {
		const { record, parts } = taken();
		expect(await phone.push(record, ...parts, told({ pictures: [record._id] }))).toEqual([]);
		const { update_seq: since } = await site.backend.info(REGISTRY);
		await publish(site, phone.group);
		const asked = { since, limit: 1, include_docs: false, all_leaves: true };
		expect((await site.backend.changes(REGISTRY, asked)).results).toEqual([]);
	});

	it('takes up later what was interrupted', async () => {
		const { record, parts } = taken();
		const one = told({ pictures: [record._id] });
		await site.backend.put(ACCOUNTS, { _id: `publish:${phone.group}` });
		await site.backend.bulkDocs(`group-${phone.group}`, [record, ...parts, one]);
		await publishPending(site);
		expect(await storiesOf(slug, site)).toMatchObject([{ pictures: [{}] }]);
		expect(await site.backend.allDocs(ACCOUNTS, 'publish:')).toEqual([]);
	});

	it('tells the newest first, page by page, with who tells it', async () => {
		for (const title of ['One', 'Two', 'Three']) expect(await phone.push(told({ title }))).toEqual([]);
		const [newest, next] = await latestStories({ limit: 2 }, site);
		expect([newest, next]).toMatchObject([
			{ title: 'Three', community: `Tellers ${n}`, slug },
			{ title: 'Two' }
		]);
		const [after] = await latestStories({ limit: 1, after: next?.id }, site);
		expect(after).toMatchObject({ title: 'One' });
	});

	it('lets no clock that is ahead date a story', async () => {
		expect(await phone.push(told({ published_at: '2999-01-01T00:00:00.000Z' }))).toEqual([]);
		const [one] = await storiesOf(slug, site);
		expect(one?.told_at && one.told_at <= new Date().toISOString()).toBe(true);
	});

	it('answers 404 for an address that is none of a picture', async () => {
		for (const [group, id] of [
			['..', 'accounts'],
			[phone.group, '0'.repeat(26)],
			['__proto__', '']
		])
			expect((await answerPicture(site, group ?? '', id ?? '')).status).toBe(404);
	});

	it('knows how examples went, and learns nothing from a community that is one itself', async () => {
		const like = (example: string, share: number): Partial<Listing> => ({
			commitments: [{ ...(demoListed(phone)[0] as Listing['commitments'][0]), example, share }]
		});
		await registered(`Learners ${n}`, { tags: [], ...like('street_party', 0.8) });
		await registered(`Demo ${n}`, { tags: ['demo'], ...like('street_party', 0.1) });
		expect((await figuresOfExamples(site)).street_party).toMatchObject({ taken: 1, median: 0.8 });
	});

	const demoListed = (one: Phone) =>
		(demoRecords(one.group, one.member, new Date()).at(-1) as Listing).commitments;
});

/** The smallest thing that has a JPEG's segments, with a camera's words in one of them where there are any. */
function jpeg(length: number, exif?: string): Uint8Array {
	const words = new TextEncoder().encode(exif ?? '');
	const app1 = exif === undefined ? [] : [0xff, 0xe1, 0, words.length + 2, ...words];
	const head = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, ...app1, 0xff, 0xda, 0, 2];
	const rest = Array.from({ length: length - 12 }, (_, i) => (i * 7) % 251);
	return Uint8Array.from([...head, ...rest]);
}
