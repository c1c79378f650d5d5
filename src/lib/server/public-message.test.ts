import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseRecord, message, type Listing, type Message } from '../records/index.ts';
import { ACCOUNTS, REGISTRY, type Doc } from './backend.ts';
import { reachable, tellCommunity, type TypedMessage } from './public-message.ts';
import { demoRecords } from './seed-records.ts';
import { siteOn, type Site } from './site.ts';
import { sweepAccounts } from './sweep.ts';
import { backendsHere, first, following, freshBackend, Phone, SETTINGS, type Fresh } from './testing.ts';

describe.each(backendsHere)('messages to communities on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let phone: Phone;
	let slug: string;
	let now: Date;
	let n = 0;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => now);
	});
	afterAll(() => fresh.end());
	beforeEach(async () => {
		now = new Date('2026-06-15T10:00:00.000Z');
		slug = `reached-${++n}`;
		phone = await registered(`Reached ${n}`, ['food']);
	});

	async function registered(name: string, tags: string[]) {
		const one = await new Phone(site).start(name);
		const records = demoRecords(one.group, one.member, new Date());
		const listed = records.filter(({ type }) => type === 'commitment' || type === 'listing');
		const docs = listed.map((record) =>
			first(record.type === 'listing' ? { ...(record as Listing), name, tags } : record)
		);
		expect(await one.push(...docs)).toEqual([]);
		return one;
	}
	const newKey = () => randomBytes(16).toString('hex');
	const typed = (changes: Partial<TypedMessage> = {}): TypedMessage => ({
		...{ key: newKey(), name: 'Rafiq', reach: 'rafiq@example.org', about: 'join' },
		...{ text: 'I would like\r\nto come along.', ...changes }
	});
	const from = (i: number) => `198.51.${Math.floor(i / 250)}.${i % 250}`;
	const tell = (one: TypedMessage, i = 1000 + n) => tellCommunity(site, slug, one, from(i));
	const held = () => site.backend.allDocs<Message & Doc>(`group-${phone.group}`, 'message:');
	const plain = (doc?: Doc) => {
		const { _revisions: _, ...record } = doc as Doc;
		return record;
	};

	it('brings a message to the group’s phones, and to nobody else', async () => {
		const canary = typed({ name: 'Canary', reach: 'canary@example.org', text: 'Canary says hello.' });
		expect(await tell(canary)).toEqual({ ok: true });
		const [record] = await held();
		expect(record).toMatchObject({
			...{ name: 'Canary', reach: 'canary@example.org', about: 'join', text: 'Canary says hello.' },
			...{ created_by: 'server', created_at: now.toISOString(), expires: '2027-06-15' }
		});
		expect(message.check(plain(record))).toEqual([]);
		const changes = await phone.sync('GET', '/_changes?include_docs=true');
		expect(JSON.stringify(changes.body)).toContain('Canary says hello.');
		const elsewhere = [
			...(await site.backend.allDocs(REGISTRY, '')),
			...(await site.backend.allDocs(ACCOUNTS, ''))
		];
		expect(JSON.stringify(elsewhere)).not.toMatch(/canary/i);
		expect(JSON.stringify([...elsewhere, record])).not.toContain(canary.key);
		expect(JSON.stringify([...elsewhere, record])).not.toContain(from(1000 + n));
	});

	it('counts a form that was sent twice once, even at the same moment, and another text as another message', async () => {
		const one = typed();
		const all = await Promise.all([1, 2, 3].map((i) => tell(one, i)));
		expect(all).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
		expect(await tell({ ...one, text: '  I would like\nto come along. ' })).toEqual({ ok: true });
		expect(await held()).toHaveLength(1);
		expect(await tell({ ...one, text: 'And I have a van.' })).toEqual({ ok: true });
		expect(await held()).toHaveLength(2);
	});

	it('does not count the same form once more against the address', async () => {
		const one = typed();
		for (let i = 0; i < 8; i += 1) expect(await tell(one)).toEqual({ ok: true });
	});

	it('stays erased, whoever sends the form again', async () => {
		const one = typed({ name: 'Canary' });
		await tell(one);
		const id = (await held())[0]?._id ?? '';
		const stands = (await site.backend.get<Message & Doc>(`group-${phone.group}`, id)) as Message & Doc;
		const erased = eraseRecord(plain(stands) as unknown as Message, now.toISOString());
		const gone = following({ ...erased, _revisions: stands._revisions } as unknown as Doc);
		expect(await phone.push(gone)).toEqual([]);
		expect(await tell(one)).toEqual({ ok: true });
		expect(JSON.stringify(await held())).not.toContain('Canary');
		expect(await held()).toHaveLength(1);
	});

	it.each<[Partial<TypedMessage>, string, string]>([
		[{ name: '   ' }, 'name', 'required'],
		[{ name: 'x'.repeat(81) }, 'name', 'too_long'],
		[{ name: 'a\u202eb' }, 'name', 'characters'],
		[{ name: 'a\nb' }, 'name', 'characters'],
		[{ reach: '' }, 'reach', 'required'],
		[{ reach: 'next door' }, 'reach', 'format'],
		[{ reach: 'a@b.example,c@d.example' }, 'reach', 'format'],
		[{ reach: `${'x'.repeat(121)}@example.org` }, 'reach', 'too_long'],
		[{ about: '' }, 'about', 'required'],
		[{ about: '__proto__' }, 'about', 'format'],
		[{ text: ' \n ' }, 'text', 'required'],
		[{ text: 'x'.repeat(1501) }, 'text', 'too_long'],
		[{ text: 'a\u0000b' }, 'text', 'characters'],
		[{ key: 'abc' }, 'key', 'format']
	])('says at the field what is wrong with %j', async (changes, field, code) => {
		const said = await tell(typed(changes));
		expect(said).toMatchObject({ ok: false, status: 400, code: 'wrong' });
		expect(said.ok || said.problems).toMatchObject([{ field, code }]);
		expect(await held()).toEqual([]);
	});

	it('keeps hostile text as text', async () => {
		const text = "<script>alert(1)</script> {{x}} ${y} ' OR 1=1 -- 🐸";
		expect(await tell(typed({ text, name: '<b>Rafiq</b>' }))).toEqual({ ok: true });
		expect(await held()).toMatchObject([{ text, name: '<b>Rafiq</b>' }]);
	});

	it.each(['', '../x', 'no-such-place', 'X'.repeat(81), '__proto__'])(
		'is not taken for %j, which is not shown',
		async (other) =>
			expect(await tellCommunity(site, other, typed(), from(1))).toMatchObject({
				status: 404,
				code: 'community_unknown'
			})
	);

	it('is not taken for an example, for one without a group here, nor for one that was taken out', async () => {
		await registered(`Example ${n}`, ['demo']);
		expect(await tellCommunity(site, `example-${n}`, typed(), from(1))).toMatchObject({
			...{ status: 409, code: 'message_demo' }
		});
		const shown = await site.backend.get<Doc>(REGISTRY, `listing:${phone.group}`);
		const { _rev, _revisions: _, ...listing } = shown as Doc;
		const made = `listing:${'0'.repeat(24)}${String(10 + n)}`;
		await site.backend.put(REGISTRY, { ...listing, _id: made, slug: `made-up-${n}` });
		const nobody = { status: 409, code: 'message_nobody' };
		expect(await tellCommunity(site, `made-up-${n}`, typed(), from(1))).toMatchObject(nobody);
		expect(await reachable(site, `made-up-${n}`)).toMatchObject(nobody);
		await site.backend.put(REGISTRY, { _id: `listing:${phone.group}`, _rev, _deleted: true });
		expect(await tell(typed())).toMatchObject({ status: 404 });
		expect(await held()).toEqual([]);
	});

	it('takes five of two hundred from one address in an hour, and goes on for everybody else', async () => {
		const flood = Array.from({ length: 200 }, () => tellCommunity(site, slug, typed(), '203.0.113.7'));
		const refused = (await Promise.all(flood)).filter((one) => !one.ok);
		expect(refused).toHaveLength(195);
		for (const one of refused) {
			expect(one).toMatchObject({ status: 429, code: 'too_many' });
			expect(!one.ok && one.retry_after).toBeGreaterThan(0);
		}
		expect(await held()).toHaveLength(5);
		expect(await tellCommunity(site, slug, typed(), '203.0.113.8')).toEqual({ ok: true });
		now = new Date('2026-06-15T11:00:01.000Z');
		expect(await tellCommunity(site, slug, typed(), '203.0.113.7')).toEqual({ ok: true });
	}, 60_000);

	it('takes a hundred a day to one community, and no more than its phones can carry', async () => {
		let taken = 0;
		for (let i = 0; i < 104; i += 1) if ((await tell(typed(), i)).ok) taken += 1;
		expect(taken).toBe(100);
		expect(await tell(typed(), 900)).toMatchObject({ status: 429, retry_after: 14 * 3600 });
		now = new Date('2026-06-16T00:00:01.000Z');
		expect(await tell(typed(), 901)).toEqual({ ok: true });
		const more = Array.from({ length: 399 }, (_, i) =>
			first({ ...message.sample(), _id: `message:${String(i).padStart(26, '0')}` })
		);
		await site.backend.bulkDocs(`group-${phone.group}`, more);
		expect(await tell(typed(), 902)).toMatchObject({ status: 409, code: 'messages_full' });
		// One that was erased makes room.
		const db = `group-${phone.group}`;
		const stands = (await site.backend.get<Message & Doc>(db, more[0]!._id)) as Message & Doc;
		const erased = eraseRecord(plain(stands) as unknown as Message, now.toISOString());
		await site.backend.put(db, { ...erased, _rev: stands._rev } as unknown as Doc);
		expect(await tell(typed(), 903)).toEqual({ ok: true });
	}, 60_000);

	it('forgets after a day who wrote from where', async () => {
		await tell(typed());
		expect(await site.backend.allDocs(ACCOUNTS, 'messages')).not.toEqual([]);
		now = new Date('2026-06-17T10:00:00.000Z');
		await sweepAccounts(site);
		expect(await site.backend.allDocs(ACCOUNTS, 'messages')).toEqual([]);
	});
});
