import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bareId, event, rsvp, type Listing, type PlannedEvent, type Rsvp } from '../records/index.ts';
import { ACCOUNTS, REGISTRY, type Doc } from './backend.ts';
import { answerEvent, hasAnswer, takeAnswerBack, type TypedAnswer } from './public-rsvp.ts';
import { demoRecords } from './seed-records.ts';
import { siteOn, type Site } from './site.ts';
import { sweepAccounts } from './sweep.ts';
import { backendsHere, first, freshBackend, Phone, SETTINGS, sound, type Fresh } from './testing.ts';

describe.each(backendsHere)('answers to public events on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let phone: Phone;
	let slug: string;
	let now = new Date('2026-06-15T10:00:00.000Z');
	let n = 0;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => now);
	});
	afterAll(() => fresh.end());
	beforeEach(async () => {
		now = new Date('2026-06-15T10:00:00.000Z');
		slug = `hosts-${++n}`;
		phone = await new Phone(site).start(`Hosts ${n}`);
		const records = demoRecords(phone.group, phone.member, new Date());
		const listed = records.filter(({ type }) => type === 'commitment' || type === 'listing');
		const docs = listed.map((one) =>
			first(one.type === 'listing' ? { ...(one as Listing), name: `Hosts ${n}` } : one)
		);
		expect(await phone.push(...docs)).toEqual([]);
	});

	async function planned(changes: Partial<PlannedEvent> = {}) {
		const when = { start: '2026-07-12T14:00', end: '2026-07-12T18:00', zone: 'Europe/London' };
		const input = { kind: 'street_party' as const, title: 'Party', when, shown: true, sign_up: true };
		const one = first<PlannedEvent>({ ...sound(event.make(input, phone.author)), ...changes });
		expect(await phone.push(one)).toEqual([]);
		return { slug, id: bareId(one._id) };
	}
	const newKey = () => randomBytes(16).toString('hex');
	const typed = (changes: Partial<TypedAnswer> = {}): TypedAnswer => ({
		...{ key: newKey(), name: 'Joyce', people: '2', answer: 'yes', needs: {} },
		...changes
	});
	const from = (i: number) => `198.51.${Math.floor(i / 250)}.${i % 250}`;
	const answers = () => site.backend.allDocs<Rsvp & Doc>(`group-${phone.group}`, 'rsvp:');

	it('brings an answer into the group, and to nobody else', async () => {
		const asked = await planned();
		const one = typed({ needs: { vegan: '1', halal: '' } });
		const said = await answerEvent(site, asked, one, from(1));
		expect(said).toMatchObject({ ok: true, answer: 'yes', told: 'place' });
		const [record] = await answers();
		expect(record).toMatchObject({
			...{ event: `event:${asked.id}`, name: 'Joyce', people: 2, needs: { vegan: 1 } },
			...{ source: 'public', told: 'place', created_by: 'server' }
		});
		const { _revisions: _, ...plain } = record as Doc;
		expect(rsvp.check(plain)).toEqual([]);
		expect((await phone.sync('GET', `/_changes?include_docs=true`)).status).toBe(200);
		const elsewhere = [
			...(await site.backend.allDocs(REGISTRY, '')),
			...(await site.backend.allDocs(ACCOUNTS, ''))
		];
		expect(JSON.stringify(elsewhere)).not.toContain('Joyce');
		expect(JSON.stringify([...elsewhere, record])).not.toContain(one.key);
		expect(JSON.stringify([...elsewhere, record])).not.toContain(said.ok && said.key);
	});

	it('says who waits once the places are given away', async () => {
		const asked = await planned({ capacity: 3 });
		const told = async (people: string, i: number, answer = 'yes') => {
			const said = await answerEvent(site, asked, typed({ people, answer }), from(i));
			return said.ok && said.told;
		};
		expect(await told('2', 1)).toBe('place');
		expect(await told('2', 2)).toBe('waiting');
		expect(await told('9', 3, 'maybe')).toBeUndefined();
		expect(await told('1', 4)).toBe('place');
	});

	it('counts a form that was sent twice once, even at the same moment', async () => {
		const asked = await planned({ capacity: 2 });
		const one = typed();
		const all = await Promise.all([1, 2, 3].map((i) => answerEvent(site, asked, one, from(i))));
		expect(all[0]).toMatchObject({ ok: true, answer: 'yes', told: 'place' });
		expect(all).toEqual(all.map(() => all[0]));
		expect(await answers()).toMatchObject([{ name: 'Joyce', people: 2 }]);
	});

	it('changes an answer that is sent again with other figures, and makes another of another name', async () => {
		const asked = await planned({ capacity: 3 });
		const one = typed();
		await answerEvent(site, asked, one, from(1));
		expect(await answerEvent(site, asked, { ...one, people: '3' }, from(1))).toMatchObject({ told: 'place' });
		expect(await answers()).toMatchObject([{ name: 'Joyce', people: 3 }]);
		const { _revisions: _, ...plain } = (await answers())[0] as Doc;
		expect(rsvp.check(plain)).toEqual([]);
		const other = await answerEvent(site, asked, { ...one, name: 'Cem' }, from(1));
		expect(other).toMatchObject({ told: 'waiting' });
		expect((await answers()).map(({ name }) => name).sort()).toEqual(['Cem', 'Joyce']);
	});

	it('is taken back by its key alone: it says no, and nothing of who gave it is left', async () => {
		const asked = await planned({ capacity: 2 });
		const one = typed({ name: 'Canary' });
		const said = await answerEvent(site, asked, one, from(1));
		const key = said.ok ? said.key : '';
		for (const wrong of [newKey(), one.key, '', '../x'])
			expect(await takeAnswerBack(site, asked, wrong)).toMatchObject({ status: 404 });
		expect(await takeAnswerBack(site, await planned(), key)).toMatchObject({ status: 404 });
		expect(await hasAnswer(site, asked, key)).toBe(true);
		expect(await takeAnswerBack(site, asked, key)).toEqual({ ok: true });
		expect(await takeAnswerBack(site, asked, key)).toEqual({ ok: true });
		expect(await hasAnswer(site, asked, key)).toBe(false);
		const [record] = await answers();
		expect(record).toMatchObject({ answer: 'no', people: 2, erased: now.toISOString() });
		expect(JSON.stringify(record)).not.toContain('Canary');
		const { _revisions: _, ...plain } = record as Doc;
		expect(rsvp.check(plain)).toEqual([]);
		expect(await answerEvent(site, asked, one, from(2))).toMatchObject({ told: 'place' });
		expect((await answers()).map(({ answer }) => answer).sort()).toEqual(['no', 'yes']);
	});

	it.each<[string, Partial<PlannedEvent>, number]>([
		['event_cancelled', { status: 'cancelled' }, 409],
		['event_closed', { sign_up: undefined }, 409],
		['event_unknown', { shown: false }, 404],
		[
			'event_over',
			{ when: { start: '2026-06-14T10:00', end: '2026-06-14T12:00', zone: 'Europe/London' } },
			409
		]
	])('refuses with %s', async (code, changes, status) => {
		const asked = await planned(changes);
		expect(await answerEvent(site, asked, typed(), from(1))).toEqual({ ok: false, status, code });
		expect(await answers()).toEqual([]);
	});

	it.each<[Partial<TypedAnswer>, string, string]>([
		[{ name: '   ' }, 'name', 'required'],
		[{ name: 'x'.repeat(81) }, 'name', 'too_long'],
		[{ name: 'a\u202eb' }, 'name', 'characters'],
		[{ name: 'a\nb' }, 'name', 'characters'],
		[{ people: '' }, 'people', 'required'],
		[{ people: '0' }, 'people', 'range'],
		[{ people: '31' }, 'people', 'range'],
		[{ people: '-1' }, 'people', 'format'],
		[{ people: '1e3' }, 'people', 'format'],
		[{ people: '__proto__' }, 'people', 'format'],
		[{ answer: 'perhaps' }, 'answer', 'format'],
		[{ needs: { vegan: '3' } }, 'needs.vegan', 'range'],
		[{ needs: { vegan: 'two' } }, 'needs.vegan', 'format'],
		[{ key: 'abc' }, 'key', 'format']
	])('says at the field what is wrong with %j', async (changes, field, code) => {
		const asked = await planned();
		const said = await answerEvent(site, asked, typed(changes), from(1));
		expect(said).toMatchObject({ ok: false, status: 400, code: 'wrong' });
		expect(said.ok || said.problems).toMatchObject([{ field, code }]);
		expect(await answers()).toEqual([]);
	});

	it('takes ten of a thousand from one address in a minute, and goes on for everybody else', async () => {
		const asked = await planned();
		const flood = Array.from({ length: 1000 }, () => answerEvent(site, asked, typed(), '203.0.113.7'));
		const said = await Promise.all(flood);
		const refused = said.filter((one) => !one.ok);
		expect(said.length - refused.length).toBe(10);
		for (const one of refused) {
			expect(one).toMatchObject({ status: 429, code: 'too_many' });
			expect(!one.ok && one.retry_after).toBeGreaterThan(0);
		}
		expect(await answers()).toHaveLength(10);
		expect(await answerEvent(site, asked, typed({ name: 'Else' }), '203.0.113.8')).toMatchObject({
			ok: true
		});
		now = new Date('2026-06-15T11:00:01.000Z');
		expect(await answerEvent(site, asked, typed({ name: 'Later' }), '203.0.113.7')).toMatchObject({
			ok: true
		});
	}, 60_000);

	it('takes so many answers to one event in an hour, and in all', async () => {
		const asked = await planned();
		const many = async (of: number, begin: number) => {
			let taken = 0;
			for (let i = 0; i < of; i += 1)
				if ((await answerEvent(site, asked, typed(), from(begin + i))).ok) taken += 1;
			return taken;
		};
		expect(await many(205, 0)).toBe(200);
		const more = Array.from({ length: 300 }, (_, i) => ({
			...{ ...rsvp.sample(), _id: `rsvp:${String(i).padStart(26, '0')}` },
			...{ event: `event:${asked.id}`, source: 'public' as const }
		}));
		await site.backend.bulkDocs(
			`group-${phone.group}`,
			more.map((one) => first(one))
		);
		now = new Date('2026-06-15T12:00:00.000Z');
		expect(await answerEvent(site, asked, typed(), from(900))).toMatchObject({ code: 'answers_full' });
	}, 60_000);

	it('forgets after a day who called from where', async () => {
		const asked = await planned();
		await answerEvent(site, asked, typed(), from(1));
		expect(await site.backend.allDocs(ACCOUNTS, 'answers')).not.toEqual([]);
		now = new Date('2026-06-17T10:00:00.000Z');
		await sweepAccounts(site);
		expect(await site.backend.allDocs(ACCOUNTS, 'answers')).toEqual([]);
	});
});
