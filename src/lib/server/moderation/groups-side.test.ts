import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresOfExamples } from '../examples.ts';
import { REGISTRY, type Doc } from '../backend.ts';
import { act, dossier, queue } from '../moderation.ts';
import { publishPending } from '../publisher.ts';
import { findCommunity } from '../registry.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, Phone, SETTINGS, type Fresh } from '../testing.ts';
import { vouch } from './groups-side.ts';
import { asking, interrupted, publicOf, reviewed, stood } from './testing.ts';

describe.each(backendsHere)('what a group can do on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let known: Phone[];

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = reviewed(await siteOn(fresh.backend, SETTINGS), 'on');
		known = [];
		for (const name of ['Known One', 'Known Two', 'Known Three']) known.push(await stood(site, name));
	});
	afterAll(() => fresh.end());

	const post = async (phone: Phone, what: string, body: object) => {
		const answered = await phone.ask('POST', `/api/groups/${phone.group}/${what}`, body);
		return answered as { status: number; body: Record<string, unknown> };
	};
	const speak = (phone: Phone | undefined, group: string, look = false) =>
		post(phone as Phone, 'vouch', { for: group, ...(look && { look }) });
	const standingOf = async (phone: Phone) =>
		((await phone.ask('GET', `/api/groups/${phone.group}`)).body as { standing: object }).standing;

	describe('vouching', () => {
		it('lets one in that two registered communities speak for, and says that no moderator has looked', async () => {
			const { phone } = await asking(site, 'Spoken For');
			const { group } = phone;
			expect(await speak(known[0], group, true)).toMatchObject({
				status: 200,
				body: { about: { name: 'Spoken For', vouched: false } }
			});
			expect(await standingOf(phone)).toMatchObject({ vouches: 0 });
			expect((await speak(known[0], group)).body).toMatchObject({ vouches: 1, shown: false });
			expect((await speak(known[0], group)).body).toMatchObject({ vouches: 1, shown: false });
			expect(await publicOf(site, group)).toEqual([]);
			expect(await standingOf(phone)).toMatchObject({ state: 'waiting', vouches: 1 });

			expect((await speak(known[1], group)).body).toMatchObject({ vouches: 2, shown: true });
			expect(await findCommunity('spoken-for', site)).not.toHaveProperty('verified');
			expect((await dossier(site, group))?.history.map(({ by, what, reason }) => [by, what, reason])).toEqual(
				[
					['server', 'asked', undefined],
					['vouches', 'vouched', 'known-one'],
					['vouches', 'vouched', 'known-two'],
					['vouches', 'let_in', undefined]
				]
			);
			expect(await speak(known[2], group)).toMatchObject({ status: 409, body: { code: 'vouch_unneeded' } });
		});

		it('is for registered communities alone, for another that waits, and by organisers', async () => {
			const { phone: a } = await asking(site, 'Asks A');
			const { phone: b } = await asking(site, 'Asks B');
			expect(await speak(a, b.group)).toMatchObject({ status: 403, body: { code: 'vouch_unregistered' } });
			expect(await speak(known[0], (known[0] as Phone).group)).toMatchObject({ body: { code: 'vouch_own' } });
			expect(await speak(known[0], '01hzzzzzzzzzzzzzzzzzzzzzzz')).toMatchObject({ status: 404 });
			expect(await post(known[0] as Phone, 'vouch', { for: '../x' })).toMatchObject({ status: 400 });
			const volunteer = new Phone(site);
			await volunteer.join(await (known[0] as Phone).invite());
			expect(await speak(volunteer, b.group)).toMatchObject({ status: 403, body: { code: 'role' } });
			expect(await standingOf(b)).toMatchObject({ vouches: 0 });
		});

		it('is for those that stand and may stand', async () => {
			const phone = await stood(site, 'Lost Listing');
			const { phone: waits } = await asking(site, 'Waits For Them');
			const there = (await site.backend.get(REGISTRY, `listing:${phone.group}`)) as Doc;
			const { _rev, _revisions: _, ...listed } = there;
			await site.backend.put(REGISTRY, { _id: there._id, _rev, _deleted: true });
			const refused = { status: 403, body: { code: 'vouch_unregistered' } };
			expect(await speak(phone, waits.group)).toMatchObject(refused);
			await act(site, 'Mo', phone.group, { what: 'hide', reason: 'Spam.' });
			// A back-up has brought it back for a moment.
			await site.backend.put(REGISTRY, listed as Doc);
			expect(await speak(phone, waits.group)).toMatchObject(refused);
		});

		it('counts nobody who was taken out of sight since', async () => {
			const gone = await stood(site, 'Gone Voucher');
			const { phone } = await asking(site, 'Nearly There');
			await speak(gone, phone.group);
			await act(site, 'Mo', gone.group, { what: 'remove', reason: 'Spam.' });
			expect((await speak(known[0], phone.group)).body).toMatchObject({ shown: false });
			expect((await speak(known[1], phone.group)).body).toMatchObject({ shown: true });
		});

		it('lets in once when two speak at the same moment, and not one that was removed meanwhile', async () => {
			const { phone } = await asking(site, 'Both At Once');
			await Promise.all([speak(known[0], phone.group), speak(known[1], phone.group)]);
			await publishPending(site);
			expect(await findCommunity('both-at-once', site)).toBeDefined();
			const { phone: bad } = await asking(site, 'Bad One');
			await speak(known[0], bad.group);
			let removed = false;
			const meanwhile = interrupted(site, 'put', async () => {
				if (removed) return;
				removed = true;
				await act(site, 'Mo', bad.group, { what: 'remove', reason: 'Spam.' });
			});
			const speaker = (known[1] as Phone).group;
			expect(await vouch(meanwhile, speaker, bad.group)).toMatchObject({ vouches: 1, shown: false });
			expect(await speak(known[1], bad.group)).toMatchObject({ body: { code: 'vouch_unneeded' } });
			expect(await publicOf(site, bad.group)).toEqual([]);
		});
	});

	describe('an appeal', () => {
		it('is made once at a time by one that was hidden, queued, and answered by the next decision', async () => {
			const phone = await stood(site, 'Wronged');
			expect(await post(phone, 'appeal', { text: 'Why?' })).toMatchObject({
				body: { code: 'appeal_nothing' }
			});
			await act(site, 'Mo', phone.group, { what: 'remove', reason: 'Looks made up.' });
			expect(await post(phone, 'appeal', { text: '  ' })).toMatchObject({ status: 400 });
			const made = await post(phone, 'appeal', { text: 'We meet every Tuesday at the Hall.' });
			expect(made).toMatchObject({ status: 200, body: { standing: { state: 'removed' } } });
			expect(await post(phone, 'appeal', { text: 'Well?' })).toMatchObject({
				body: { code: 'appeal_waits' }
			});
			expect((await queue(site)).find(({ group }) => group === phone.group)?.for).toEqual(['appeal']);
			await act(site, 'Mo', phone.group, { what: 'remove', reason: 'Still.' });
			expect(await standingOf(phone)).not.toHaveProperty('appealed');
			expect((await post(phone, 'appeal', { text: 'Come and see.' })).status).toBe(200);
			await act(site, 'Mo', phone.group, { what: 'approve' });
			expect(await findCommunity('wronged', site)).toMatchObject({ verified: true });
		});
	});

	describe('a pilot', () => {
		it('applies, is queued, and is marked in public once a moderator says yes', async () => {
			const phone = await stood(site, 'Tries It First', 'street_party');
			expect((await post(phone, 'pilot', { why: 'We want to try the tool library.' })).body).toMatchObject({
				standing: { pilot: 'asked' }
			});
			expect(await post(phone, 'pilot', { why: 'And?' })).toMatchObject({ body: { code: 'pilot_asked' } });
			expect((await queue(site)).find(({ group }) => group === phone.group)?.for).toEqual(['pilot']);
			await act(site, 'Mo', phone.group, { what: 'pilot_yes' });
			expect(await findCommunity('tries-it-first', site)).toMatchObject({ pilot: true });
			const figures = await figuresOfExamples(site);
			expect(Object.values(figures).map(({ pilots }) => pilots)).toContain(1);
			await act(site, 'Mo', phone.group, { what: 'pilot_no' });
			expect(await findCommunity('tries-it-first', site)).not.toHaveProperty('pilot');
			expect((await post(phone, 'pilot', { why: 'Once more.' })).status).toBe(200);
		});

		it('is registered first', async () => {
			const { phone } = await asking(site, 'Too Early');
			expect(await post(phone, 'pilot', { why: 'Us!' })).toMatchObject({ status: 403 });
		});
	});
});
