import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS, REGISTRY, type Doc } from './backend.ts';
import { act, dossier, queue } from './moderation.ts';
import { applyAsPilot } from './moderation/groups-side.ts';
import { isReviewed, sayWhoLooks } from './moderation/review.ts';
import { asking, interrupted, publicOf, reviewed, told } from './moderation/testing.ts';
import { publish, publishPending } from './publisher.ts';
import { findCommunity } from './registry.ts';
import { readSettings, siteOn, type Site } from './site.ts';
import { storiesOf } from './stories.ts';
import { backendsHere, following, freshBackend, SETTINGS, type Fresh } from './testing.ts';

describe.each(backendsHere)('moderation on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let other: Site;
	let off: Site;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = reviewed(await siteOn(fresh.backend, SETTINGS), 'on');
		other = reviewed(await siteOn(fresh.beside(), SETTINGS), 'on');
		off = reviewed(site, 'off');
	});
	afterAll(() => fresh.end());

	const queued = async (group: string) => (await queue(site)).find((item) => item.group === group);
	const did = (group: string, what: Parameters<typeof act>[3]['what'], reason?: string, at = site) =>
		act(at, 'Mo', group, { what, ...(reason && { reason }) });
	const historyOf = async (group: string) =>
		(await dossier(site, group))?.history.map(({ by, what }) => `${by}: ${what}`);
	const standingOf = async (phone: {
		ask: (m: string, p: string) => Promise<{ body: unknown }>;
		group: string;
	}) => ((await phone.ask('GET', `/api/groups/${phone.group}`)).body as { standing?: object }).standing;

	async function approved(name: string, changes = {}) {
		const made = await asking(site, name, changes);
		expect(await did(made.phone.group, 'approve')).toEqual({ ok: true });
		return made;
	}

	describe('the first publication', () => {
		it('waits, with nothing of the group in the registry, until a moderator approves', async () => {
			const { phone } = await asking(site, 'Waiting Lane');
			expect(await phone.push(told(phone))).toEqual([]);
			await publishPending(site);
			expect(await publicOf(site, phone.group)).toEqual([]);
			expect(await queued(phone.group)).toMatchObject({ name: 'Waiting Lane', for: ['new'] });
			expect(await standingOf(phone)).toMatchObject({ state: 'waiting', vouches: 0 });
			expect((await dossier(site, phone.group))?.proposed?.name).toBe('Waiting Lane');

			expect(await did(phone.group, 'approve')).toEqual({ ok: true });
			expect(await findCommunity('waiting-lane', site)).toMatchObject({ verified: true });
			expect(await storiesOf('waiting-lane', site)).toHaveLength(1);
			expect(await queued(phone.group)).toBeUndefined();
			expect(await standingOf(phone)).toMatchObject({ state: 'shown' });
			expect(await historyOf(phone.group)).toEqual(['server: asked', 'Mo: approve']);
		});

		it('keeps no address from others while it waits', async () => {
			const { phone } = await asking(site, 'Taken Name');
			await approved('Taken Name');
			expect(await findCommunity('taken-name', site)).toBeDefined();
			await did(phone.group, 'approve');
			expect(await findCommunity('taken-name-2', site)).toBeDefined();
		});

		it('does not wait where nobody reviews, and what stood then counts as shown and not looked at', async () => {
			const { phone } = await asking(off, 'Before All This');
			expect(await findCommunity('before-all-this', site)).toBeDefined();
			await publish(site, phone.group);
			expect(await findCommunity('before-all-this', site)).not.toHaveProperty('verified');
			expect(await dossier(site, phone.group)).toMatchObject({ entry: { state: 'shown', verified: false } });
			expect(await queued(phone.group)).toBeUndefined();
		});

		it('does not wait again for one that stood before, where the registry has lost it', async () => {
			const { phone } = await asking(off, 'Lost Before');
			const there = (await site.backend.get(REGISTRY, `listing:${phone.group}`)) as Doc;
			await site.backend.put(REGISTRY, { _id: there._id, _rev: there._rev, _deleted: true });
			await publishPending(site);
			expect(await findCommunity('lost-before', site)).toBeDefined();
			expect(await queued(phone.group)).toBeUndefined();
		});

		it('is let in when reviewing is turned off', async () => {
			const { phone } = await asking(site, 'Let Go');
			expect(await publish(off, phone.group)).toBe(true);
			expect(await historyOf(phone.group)).toEqual(['server: asked', 'server: let_in']);
		});

		it('is decided on as it was seen, and not as it has become', async () => {
			const { phone, doc } = await asking(site, 'Quick Change');
			const seen = (await dossier(site, phone.group))?.seen;
			await phone.push(following(doc, { about: 'Something else', as_of: new Date().toISOString() }));
			expect(await act(site, 'Mo', phone.group, { what: 'approve', seen })).toMatchObject({
				status: 409,
				code: 'changed_meanwhile'
			});
			expect(await publicOf(site, phone.group)).toEqual([]);
		});
	});

	describe('a later edit', () => {
		const now = () => new Date().toISOString();

		it('goes live at once when it is small', async () => {
			const { phone, doc } = await approved('Small Steps');
			await phone.push(following(doc, { tags: [...doc.tags, 'soup'], as_of: now() }));
			expect((await findCommunity('small-steps', site))?.tags).toContain('soup');
			expect(await queued(phone.group)).toBeUndefined();
		});

		it('waits when it adds a link: what stood goes on standing, and stories go on', async () => {
			const { phone, doc } = await approved('Link Lane');
			const linked = following(doc, { about: 'Buy at pills.shop', as_of: now() });
			await phone.push(linked, told(phone));
			expect((await findCommunity('link-lane', site))?.about).toBe(doc.about);
			expect(await storiesOf('link-lane', site)).toHaveLength(1);
			expect(await queued(phone.group)).toMatchObject({ for: ['edit'] });
			expect(await standingOf(phone)).toMatchObject({ state: 'shown', edit: { why: ['links'] } });

			expect(await did(phone.group, 'refuse_edit', 'No adverts.')).toEqual({ ok: true });
			expect((await findCommunity('link-lane', site))?.about).toBe(doc.about);
			await publish(other, phone.group);
			expect(await queued(phone.group)).toBeUndefined();
			expect(await standingOf(phone)).toMatchObject({ refused: { reason: 'No adverts.' } });

			const another = following(linked, { about: 'See lane.example.org', as_of: now() });
			await phone.push(another);
			expect(await queued(phone.group)).toMatchObject({ for: ['edit'] });
			expect(await did(phone.group, 'approve_edit')).toEqual({ ok: true });
			expect((await findCommunity('link-lane', site))?.about).toBe('See lane.example.org');
			expect(await queued(phone.group)).toBeUndefined();
			expect(await standingOf(phone)).not.toHaveProperty('refused');
		});

		it('keeps its place in the queue, and is in the history once, whatever is added to it', async () => {
			const { phone, doc } = await approved('Keeps Its Place');
			const linked = following(doc, { about: 'See lane.example.org', as_of: now() });
			await phone.push(linked);
			const since = (await queued(phone.group))?.since;
			Object.assign(phone, { site: hoursLater(site) });
			await phone.push(following(linked, { name: 'Best Loans', as_of: now() }));
			expect(await standingOf(phone)).toMatchObject({ edit: { why: ['links', 'much'] } });
			expect((await queued(phone.group))?.since).toBe(since);
			expect(await historyOf(phone.group)).toEqual(['server: asked', 'Mo: approve', 'organiser: edited']);
			expect(await applyAsPilot(hoursLater(site), phone.group, 'To try it.')).toEqual({ ok: true });
			expect(await queued(phone.group)).toMatchObject({ for: ['edit', 'pilot'], since });
			expect(await did(phone.group, 'approve')).toEqual({ ok: true });
			expect(await queued(phone.group)).toMatchObject({ for: ['edit', 'pilot'], since });
		});

		it('that is approved says that a moderator has looked at the community', async () => {
			const { phone, doc } = await asking(off, 'Looked At Now');
			Object.assign(phone, { site });
			await phone.push(following(doc, { about: 'See lane.example.org', as_of: now() }));
			expect(await findCommunity('looked-at-now', site)).not.toHaveProperty('verified');
			expect(await did(phone.group, 'approve_edit')).toEqual({ ok: true });
			expect(await findCommunity('looked-at-now', site)).toMatchObject({ verified: true });
			expect(await did(phone.group, 'approve_edit')).toMatchObject({ status: 409, code: 'not_now' });
		});

		it('waits no longer when the group takes it back', async () => {
			const { phone, doc } = await approved('Second Thoughts');
			const renamed = following(doc, { name: 'Best Loans', as_of: now() });
			await phone.push(renamed);
			expect(await queued(phone.group)).toMatchObject({ for: ['edit'] });
			await phone.push(following(renamed, { name: 'Second thoughts!', as_of: now() }));
			expect(await queued(phone.group)).toBeUndefined();
			expect((await findCommunity('second-thoughts', site))?.name).toBe('Second thoughts!');
		});

		it('goes on waiting when the registry has lost what stood', async () => {
			const { phone, doc } = await approved('Lost Meanwhile');
			await phone.push(following(doc, { name: 'Best Loans', as_of: now() }));
			const there = (await site.backend.get(REGISTRY, `listing:${phone.group}`)) as Doc;
			await site.backend.put(REGISTRY, { _id: there._id, _rev: there._rev, _deleted: true });
			await publishPending(site);
			expect(await publicOf(site, phone.group)).toEqual([]);
			expect(await queued(phone.group)).toMatchObject({ for: ['edit'] });
		});
	});

	describe('a story with a link', () => {
		it('waits while nobody has looked at the community, and others don’t', async () => {
			const { phone } = await asking(off, 'Story Links');
			const stood = told(phone, { text: 'At lane.example.org' });
			await phone.push(stood);
			await phone.push(following(stood, { text: 'At lane.example.org and pills.shop' }));
			await publish(off, phone.group);
			const texts = async () => (await storiesOf('story-links', site)).map(({ text }) => text).sort();
			const linked = told(phone, { text: 'Buy at more.shop' });
			const db = `group-${phone.group}`;
			await site.backend.put(db, bare(linked));
			await site.backend.put(db, bare(told(phone)));
			const now = (await site.backend.get(db, stood._id)) as Doc;
			await site.backend.put(db, { ...now, text: 'At pills.shop and third.shop' });
			await publish(site, phone.group);
			// What stood before stands, with the links that it had.
			expect(await texts()).toEqual(['At lane.example.org and pills.shop', 'We began.']);
			expect(await queued(phone.group)).toMatchObject({ for: ['edit'] });
			expect((await dossier(site, phone.group))?.held.map(({ text }) => text)).toEqual([
				'At pills.shop and third.shop',
				'Buy at more.shop'
			]);
			expect(await standingOf(phone)).toMatchObject({ held: 2 });

			await did(phone.group, 'refuse_edit');
			expect(await queued(phone.group)).toBeUndefined();
			expect(await texts()).toHaveLength(2);
			await did(phone.group, 'approve');
			expect(await texts()).toEqual(['At pills.shop and third.shop', 'Buy at more.shop', 'We began.']);
			expect((await dossier(site, phone.group))?.held).toEqual([]);
		});

		it('begins to wait anew after all before it were refused, and is told from those', async () => {
			const { phone } = await asking(off, 'Links Again');
			Object.assign(phone, { site });
			const refused = told(phone, { title: 'First', text: 'Buy at pills.shop' });
			await phone.push(refused);
			await did(phone.group, 'refuse_edit');
			const later = hoursLater(site);
			Object.assign(phone, { site: later });
			await phone.push(told(phone, { title: 'Second', text: 'Buy at more.shop' }));
			expect((await queued(phone.group))?.since).toBe(later.now().toISOString());
			const held = (await dossier(site, phone.group))?.held.map((one) => [one.title, one.refused]);
			expect(held?.sort()).toEqual([
				['First', true],
				['Second', false]
			]);
			await phone.push(following(refused, { text: 'We sell nothing.' }));
			expect((await dossier(site, phone.group))?.held.map(({ title }) => title)).toEqual(['Second']);
			expect(await historyOf(phone.group)).toEqual([
				...['organiser: held', 'Mo: refuse_edit', 'organiser: held']
			]);
		});

		const bare = ({ _rev: _, _revisions: __, ...doc }: Doc) => doc;
	});

	/** The same gateway some hours on, with a clock that stands. */
	function hoursLater(of: Site): Site {
		const time = new Date(Date.now() + 5 * 3_600_000);
		return { ...of, now: () => time };
	}

	describe('hiding and removing', () => {
		it('needs a reason, and takes all of the group out of the registry with the act itself', async () => {
			const { phone } = await approved('Gone Soon');
			await phone.push(told(phone));
			expect((await publicOf(site, phone.group)).length).toBeGreaterThan(1);
			expect(await did(phone.group, 'hide')).toMatchObject({ code: 'reason_required' });
			expect(await did(phone.group, 'hide', 'Not a community.')).toEqual({ ok: true });
			expect(await publicOf(site, phone.group)).toEqual([]);
			expect(await findCommunity('gone-soon', other)).toBeUndefined();
			expect(await standingOf(phone)).toMatchObject({ state: 'hidden', reason: 'Not a community.' });
		});

		it('lets nothing back: no edit, no upkeep, no restored back-up', async () => {
			const { phone, doc } = await approved('Stays Away');
			const backedUp = await publicOf(site, phone.group);
			await did(phone.group, 'remove', 'Spam.');
			await phone.push(following(doc, { tags: ['again'], as_of: new Date().toISOString() }), told(phone));
			await publishPending(site);
			expect(await publicOf(site, phone.group)).toEqual([]);
			for (const { _rev: _, _revisions: __, ...one } of backedUp) await site.backend.put(REGISTRY, one);
			expect(await findCommunity('stays-away', site)).toBeDefined();
			await publishPending(off);
			expect(await publicOf(site, phone.group)).toEqual([]);
		});

		it('brings it back on approval, at its address and with the day it was registered', async () => {
			const { phone } = await approved('Back Again');
			const before = await findCommunity('back-again', site);
			await did(phone.group, 'hide', 'To be looked at.');
			const later = { ...site, now: () => new Date(Date.now() + 86_400_000) };
			await did(phone.group, 'approve', undefined, later);
			expect(await findCommunity('back-again', site)).toMatchObject({
				registered_at: before?.registered_at
			});
			expect(await standingOf(phone)).not.toHaveProperty('reason');
		});

		it('holds against a gateway that is publishing at the same moment', async () => {
			const { phone } = await approved('In Between');
			let hidden = false;
			const slow = interrupted(other, 'allDocs', async (_, prefix) => {
				if (hidden || !String(prefix).startsWith('story:')) return;
				hidden = true;
				await did(phone.group, 'hide', 'Now.');
				// What was read before is written after it.
				await site.backend.put(REGISTRY, { ...(before as Doc), _rev: undefined });
			});
			const [before] = (await publicOf(site, phone.group)).map(({ _revisions: _, _rev: __, ...doc }) => doc);
			expect(await publish(slow, phone.group)).toBe(false);
			expect(hidden).toBe(true);
			expect(await publicOf(site, phone.group)).toEqual([]);
		});

		it('knows no community that never asked', async () => {
			expect(await did('01hzzzzzzzzzzzzzzzzzzzzzzz', 'approve')).toMatchObject({ status: 404 });
			expect(await dossier(site, '01hzzzzzzzzzzzzzzzzzzzzzzz')).toBeUndefined();
		});
	});

	describe('the history', () => {
		it('has every act once, in order, whoever acts at the same time, and no act is written twice', async () => {
			const { phone } = await approved('Busy Corner');
			await Promise.all(
				Array.from({ length: 8 }, (_, n) =>
					act(n % 2 ? site : other, `Mo ${n}`, phone.group, { what: 'hide', reason: `${n}` })
				)
			);
			const history = (await dossier(site, phone.group))?.history ?? [];
			const hid = history.filter(({ what }) => what === 'hide');
			expect(hid.map(({ by }) => by).sort()).toEqual(Array.from({ length: 8 }, (_, n) => `Mo ${n}`));
			expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted());
			const kept = await site.backend.allDocs(ACCOUNTS, `act:${phone.group}:`);
			expect(kept.every(({ _rev }) => _rev?.startsWith('1-'))).toBe(true);
			expect(kept).toHaveLength(history.length);
		});

		it('has an act whose writing was cut off, and finishes it with the next', async () => {
			const { phone } = await asking(site, 'Cut Off');
			const cut = interrupted(site, 'put', (_, doc) =>
				(doc as Doc)._id.startsWith('act:') ? Promise.reject(new Error('power cut')) : undefined
			);
			await expect(did(phone.group, 'hide', 'Spam.', cut)).rejects.toThrow('power cut');
			expect(await historyOf(phone.group)).toEqual(['server: asked', 'Mo: hide']);
			await expect(did(phone.group, 'approve', undefined, cut)).rejects.toThrow('power cut');
			await publishPending(site);
			expect(await findCommunity('cut-off', site)).toBeDefined();
			await did(phone.group, 'approve');
			expect(await historyOf(phone.group)).toEqual([
				...['server: asked', 'Mo: hide', 'Mo: approve', 'Mo: approve']
			]);
			expect(await site.backend.allDocs(ACCOUNTS, `act:${phone.group}:`)).toHaveLength(4);
		});
	});

	it('has the one that has waited longest first in the queue', async () => {
		const later = { ...site, now: () => new Date(Date.now() + 3_600_000) };
		const { phone: b } = await asking(later, 'Second Come');
		const { phone: a } = await asking(site, 'First Come');
		const order = (await queue(site)).map(({ group }) => group);
		expect(order.indexOf(a.group)).toBeLessThan(order.indexOf(b.group));
	});
});

describe('whether communities are looked at', () => {
	it('is said by REVIEW, else by where the server is reached', () => {
		expect(readSettings({}).review).toBeUndefined();
		expect(readSettings({ REVIEW: 'on' }).review).toBe('on');
		expect(readSettings({ ORIGIN: 'https://lane.example' }).review).toBe('on');
		expect(readSettings({ ORIGIN: 'https://lane.example', REVIEW: 'off' }).review).toBe('off');
		expect(readSettings({ ORIGIN: 'http://localhost:3000' }).review).toBeUndefined();
	});

	it('is so where nothing is said and there is a moderator; without one the start says what to do', async () => {
		const fresh = await freshBackend('embedded');
		const site = await siteOn(fresh.backend, SETTINGS);
		const said: string[] = [];
		const warn = console.warn;
		console.warn = (text: string) => said.push(text);
		try {
			expect(await isReviewed(site)).toBe(false);
			await sayWhoLooks(site);
			expect(said).toEqual([]);
			await sayWhoLooks(reviewed(site, 'on'));
			expect(said.join()).toContain('npm run moderator -- NAME');
			await site.backend.put(ACCOUNTS, { _id: 'moderator:mo' });
			expect(await isReviewed(site)).toBe(true);
			expect(await isReviewed(reviewed(site, 'off'))).toBe(false);
			await sayWhoLooks(site);
			expect(said).toHaveLength(1);
		} finally {
			console.warn = warn;
			await fresh.end();
		}
	});
});
