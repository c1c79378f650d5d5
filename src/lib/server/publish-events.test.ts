import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bareId, event, type Listing, type PlannedEvent } from '../records/index.ts';
import { ACCOUNTS, REGISTRY, type Doc } from './backend.ts';
import { aheadOf, eventsInFeed, eventsOf, findEvent, upcomingEvents } from './events.ts';
import { publish, publishPending } from './publisher.ts';
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

describe.each(backendsHere)('events on the %s registry', (kind) => {
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
		slug = `planners-${++n}`;
		phone = await new Phone(site).start(`Planners ${n}`);
		expect(await phone.push(...listed(phone, `Planners ${n}`))).toEqual([]);
	});

	/** What puts a community into the registry. */
	const listed = (one: Phone, name: string, tags: string[] = []) =>
		demoRecords(one.group, one.member, new Date())
			.filter(({ type }) => type === 'commitment' || type === 'listing')
			.map((record) => first(record.type === 'listing' ? { ...(record as Listing), name, tags } : record));

	function planned(changes: Partial<PlannedEvent> = {}, by = phone) {
		const when = { start: '2026-07-12T14:00', end: '2026-07-12T18:00', zone: 'Europe/London' };
		const input = { kind: 'street_party' as const, title: 'Street party', when, shown: true };
		return first<PlannedEvent>({ ...sound(event.make(input, by.author)), ...changes });
	}
	const changed = (one: PlannedEvent & Doc, changes: Partial<PlannedEvent>, seen = 1) =>
		following(one, { ...changes, clock: { [phone.author.device]: seen } });

	it('shows an event that is to be shown, says that it was cancelled, and takes it out again', async () => {
		const one = planned({ place: 'Toad Lane', capacity: 40, sign_up: true });
		expect(await phone.push(one)).toEqual([]);
		const [found] = await eventsOf(slug, site);
		expect(found).toEqual({
			...{ id: bareId(one._id), slug, kind: 'street_party', title: 'Street party', when: one.when },
			...{ place: 'Toad Lane', capacity: 40, status: 'planned', sign_up: true, sequence: 0 },
			...{ changed_at: now.toISOString(), about: undefined, point: undefined }
		});
		now = new Date('2026-06-16T10:00:00.000Z');
		const off = changed(one, { status: 'cancelled' });
		expect(await phone.push(off)).toEqual([]);
		expect(await findEvent(slug, bareId(one._id), site)).toMatchObject({
			...{ status: 'cancelled', sequence: 1, changed_at: '2026-06-16T10:00:00.000Z' }
		});
		expect(await phone.push(changed(off, { shown: false }, 2))).toEqual([]);
		expect(await eventsOf(slug, site)).toEqual([]);
		expect(await site.backend.allDocs(REGISTRY, `event:${phone.group}:`)).toEqual([]);
	});

	it('shows none that is not to be shown, and nothing of a group that is not registered', async () => {
		expect(await phone.push(planned({ shown: false }))).toEqual([]);
		expect(await eventsOf(slug, site)).toEqual([]);
		const quiet = await new Phone(site).start('Quiet Planners');
		expect(await quiet.push(planned({}, quiet))).toEqual([]);
		await publishPending(site);
		expect(JSON.stringify(await site.backend.allDocs(REGISTRY, ''))).not.toContain(quiet.group);
		expect(await quiet.push(...listed(quiet, 'Quiet Planners'))).toEqual([]);
		expect(await eventsOf('quiet-planners', site)).toHaveLength(1);
	});

	it('shows nothing but the public view, whatever a phone puts into an event', async () => {
		const variant = event.variant();
		const leaky = {
			...planned({ ...variant, shown: true }),
			...{ letter: CANARY, council: CANARY, wet_plan: CANARY, uid: CANARY, guests: [CANARY] },
			roads: [{ patch: 'patch:01k0toad0ane000000000000t1', street: CANARY }]
		};
		const when = { ...leaky.when, who: CANARY };
		expect(await phone.push({ ...leaky, when })).toEqual([]);
		expect(await eventsOf(slug, site)).toHaveLength(1);
		const standing = JSON.stringify(await site.backend.allDocs(REGISTRY, 'event:'));
		for (const secret of [CANARY, phone.member, ...event.personal.map((field) => `"${field}"`)])
			expect(standing).not.toContain(secret);
	});

	it('takes no hostile event, however it came into the group’s database', async () => {
		for (const wrong of [{ title: 'x'.repeat(121) }, { when: 7 }, { shown: 'yes' }]) {
			const one = { ...planned(), ...wrong } as unknown as Doc;
			expect(await phone.push(one)).not.toEqual([]);
			await site.backend.bulkDocs(`group-${phone.group}`, [one]);
		}
		expect(await publish(site, phone.group)).toBe(true);
		expect(await eventsOf(slug, site)).toEqual([]);
	});

	it('lets no volunteer show one', async () => {
		const ben = new Phone(site);
		await ben.join(await phone.invite());
		expect(await ben.push(planned({}, ben))).toMatchObject([{ reason: 'role' }]);
	});

	it('writes nothing when nothing has changed', async () => {
		expect(await phone.push(planned())).toEqual([]);
		const { update_seq: since } = await site.backend.info(REGISTRY);
		now = new Date('2026-06-17T10:00:00.000Z');
		await publish(site, phone.group);
		const asked = { since, limit: 1, include_docs: false, all_leaves: true };
		expect((await site.backend.changes(REGISTRY, asked)).results).toEqual([]);
	});

	it('takes up later what was interrupted', async () => {
		await site.backend.put(ACCOUNTS, { _id: `publish:${phone.group}` });
		await site.backend.bulkDocs(`group-${phone.group}`, [planned()]);
		await publishPending(site);
		expect(await eventsOf(slug, site)).toHaveLength(1);
	});

	it('tells what lies ahead, the next one first, until its day is over', async () => {
		const on = (day: string, title: string) =>
			planned({ title, when: { start: `${day}T10:00`, end: `${day}T12:00`, zone: 'Europe/London' } });
		const days = [
			['2031-07-03', 'Third'],
			['2031-07-01', 'First'],
			['2031-07-02', 'Second']
		] as const;
		expect(await phone.push(...days.map(([day, title]) => on(day, title)))).toEqual([]);
		now = new Date('2031-07-01T22:30:00.000Z');
		expect(await aheadOf(slug, site)).toMatchObject([
			{ title: 'First' },
			{ title: 'Second' },
			{ title: 'Third' }
		]);
		now = new Date('2031-07-01T23:30:00.000Z');
		const [next] = await upcomingEvents({ limit: 1 }, site);
		expect(next).toMatchObject({ title: 'Second', community: `Planners ${n}`, slug });
		expect(await upcomingEvents({ after: next?.id }, site)).toMatchObject([{ title: 'Third' }]);
		expect(await eventsInFeed(slug, site)).toHaveLength(3);
		now = new Date('2031-10-01T12:00:00.000Z');
		expect(await eventsInFeed(slug, site)).toMatchObject([{ title: 'Third' }]);
		expect(await eventsInFeed(undefined, site)).toHaveLength(1);

		const demo = await new Phone(site).start('Made up');
		expect(await demo.push(...listed(demo, 'Made up', ['demo']))).toEqual([]);
		const { when } = on('2031-11-01', '');
		expect(await demo.push(planned({ title: 'Never', when }, demo))).toEqual([]);
		expect(await eventsInFeed('made-up', site)).toHaveLength(1);
		expect(await eventsInFeed(undefined, site)).toHaveLength(1);
	});
});
