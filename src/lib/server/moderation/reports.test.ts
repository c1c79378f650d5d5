import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS, REGISTRY, type Doc } from '../backend.ts';
import { act, dossier, queue } from '../moderation.ts';
import { findCommunity } from '../registry.ts';
import { siteOn, type Site } from '../site.ts';
import { sweepAccounts } from '../sweep.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { report } from './reports.ts';
import { asking, interrupted, publicOf, reviewed, told } from './testing.ts';

describe.each(backendsHere)('reports on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let other: Site;
	let n = 0;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = reviewed(await siteOn(fresh.backend, SETTINGS), 'off');
		other = reviewed(await siteOn(fresh.beside(), SETTINGS), 'off');
	});
	afterAll(() => fresh.end());

	const from = (address: number | string, slug: string, typed = {}, at = site) =>
		report(at, slug, { why: 'not_real', text: '', ...typed }, `192.0.2.${address}`);
	/** A community that stands, and addresses that nobody else reports from. */
	async function standing() {
		const name = `Reported ${++n}`;
		const { phone } = await asking(site, name);
		return { phone, group: phone.group, slug: `reported-${n}`, base: n * 10 };
	}

	it('take one that nobody has looked at out of sight at three addresses, until somebody has', async () => {
		const { group, slug, base, phone } = await standing();
		for (const one of [1, 2]) expect(await from(base + one, slug)).toEqual({ ok: true });
		await from(base + 1, slug, { text: 'Again.' });
		expect(JSON.stringify((await dossier(site, group))?.reports)).not.toContain('Again.');
		expect(await findCommunity(slug, site)).toBeDefined();
		expect(await from(base + 3, slug, { text: 'Nobody lives there.' }, other)).toEqual({ ok: true });
		expect(await findCommunity(slug, site)).toBeUndefined();
		expect(await publicOf(site, group)).toEqual([]);
		expect((await queue(site)).find((item) => item.group === group)?.for).toEqual(['reports']);
		const known = await dossier(site, group);
		expect(known?.reports.at(-1)).toMatchObject({ why: 'not_real', text: 'Nobody lives there.' });
		expect(known?.history.map(({ what }) => what)).toEqual(['reported', 'reported', 'reported', 'hide']);
		const { body } = await phone.ask('GET', `/api/groups/${group}`);
		expect(body.standing).toEqual({ state: 'hidden', held: 0, vouches: 0 });
		expect(await from(base + 4, slug)).toMatchObject({ status: 404 });

		expect(await act(site, 'Mo', group, { what: 'dismiss_reports' })).toEqual({ ok: true });
		expect(await findCommunity(slug, site)).toMatchObject({ verified: true });
		expect((await queue(site)).find((item) => item.group === group)).toBeUndefined();
	});

	it('only queue one that a moderator has looked at', async () => {
		const { group, slug, base } = await standing();
		await act(site, 'Mo', group, { what: 'approve' });
		for (const one of [1, 2, 3, 4]) await from(base + one, slug);
		expect(await findCommunity(slug, site)).toBeDefined();
		expect(await dossier(site, group)).toMatchObject({ entry: { state: 'shown', reports: 4 } });
		await act(site, 'Mo', group, { what: 'dismiss_reports' });
		await from(base + 1, slug);
		expect(await dossier(site, group)).toMatchObject({ entry: { state: 'shown', reports: 1 } });
	});

	it('count once from one address, however many come at once', async () => {
		const { group, slug, base } = await standing();
		const burst = await Promise.all(
			Array.from({ length: 12 }, (_, i) => from(base + 1, slug, {}, i % 2 ? site : other))
		);
		expect(burst.filter(({ ok }) => ok)).toHaveLength(5);
		const refused = burst.find(({ ok }) => !ok);
		expect(refused).toMatchObject({ status: 429, code: 'too_many' });
		expect(refused && !refused.ok && refused.retry_after).toBeGreaterThan(3000);
		expect(await dossier(site, group)).toMatchObject({ entry: { state: 'shown', reports: 1 } });
	});

	it('count three that come at the same moment', async () => {
		const { slug, base } = await standing();
		await Promise.all([1, 2, 3].map((one) => from(base + one, slug, {}, one % 2 ? site : other)));
		expect(await findCommunity(slug, site)).toBeUndefined();
	});

	it('that are dismissed say that somebody has looked, and there is nothing to dismiss without any', async () => {
		const { group, slug, base } = await standing();
		expect(await act(site, 'Mo', group, { what: 'dismiss_reports' })).toMatchObject({ code: 'not_now' });
		await from(base + 1, slug);
		await act(site, 'Mo', group, { what: 'dismiss_reports' });
		expect(await findCommunity(slug, site)).toMatchObject({ verified: true });
	});

	it('never count for less, whoever was slower', async () => {
		const { group, slug, base } = await standing();
		let asked = 0;
		const slow = interrupted(site, 'get', async (_, id) => {
			if (!String(id).startsWith('entry:')) return;
			asked += 1;
			// It has counted one already.
			if (asked === 2) await from(base + 2, slug);
		});
		await from(base + 1, slug, {}, slow);
		expect(await dossier(site, group)).toMatchObject({ entry: { reports: 2 } });
	});

	it('bring nothing back when they are dismissed that a moderator has hidden meanwhile', async () => {
		const { group, slug, base } = await standing();
		let hidden = false;
		const meanwhile = interrupted(site, 'put', async (_, doc) => {
			if (hidden || !(doc as Doc)._id.startsWith('reports-from:')) return;
			hidden = true;
			await act(site, 'Mo', group, { what: 'hide', reason: 'Spam.' });
		});
		await from(base + 1, slug, {}, { ...meanwhile, now: () => new Date(Date.now() + 1000) });
		expect(await dossier(site, group)).toMatchObject({ entry: { state: 'hidden', reports: 1 } });
		expect(await act(site, 'Mo', group, { what: 'dismiss_reports' })).toEqual({ ok: true });
		expect(await publicOf(site, group)).toEqual([]);
	});

	it('queue one that they hid for themselves alone, whatever else of it waits', async () => {
		const { phone, group, slug, base } = await standing();
		const looking = reviewed(site, 'on');
		Object.assign(phone, { site: looking });
		await phone.push(told(phone, { text: 'Buy at pills.shop' }));
		expect((await queue(site)).find((item) => item.group === group)?.for).toEqual(['edit']);
		for (const one of [1, 2, 3]) await from(base + one, slug);
		expect((await queue(site)).find((item) => item.group === group)?.for).toEqual(['reports']);
	});

	it('say nothing of one that was removed at that moment', async () => {
		const { group, slug, base } = await standing();
		let removed = false;
		const meanwhile = interrupted(site, 'put', async (_, doc) => {
			if (removed || !(doc as Doc)._id.startsWith('reports-from:')) return;
			removed = true;
			await act(site, 'Mo', group, { what: 'remove', reason: 'Spam.' });
		});
		const later = { ...meanwhile, now: () => new Date(Date.now() + 1000) };
		expect(await from(base + 1, slug, {}, later)).toEqual({ ok: true });
		expect(removed).toBe(true);
		expect(await dossier(site, group)).toMatchObject({ entry: { state: 'removed', reports: 0 } });
		expect((await queue(site)).find((item) => item.group === group)).toBeUndefined();
	});

	it('are refused with a word at the field, and change nothing', async () => {
		const { group, slug, base } = await standing();
		const problems = async (typed: object) => {
			const said = await from(base + 1, slug, typed);
			return said.ok
				? []
				: (said.problems as { field: string; code: string }[]).map((p) => `${p.field} ${p.code}`);
		};
		expect(await problems({ why: '' })).toEqual(['why required']);
		expect(await problems({ why: 'other' })).toEqual(['text required']);
		expect(await problems({ text: 'x'.repeat(501) })).toEqual(['text long']);
		expect(await problems({ text: 'a\u202Eb' })).toEqual(['text format']);
		expect(await from(base + 1, 'no-such-place')).toMatchObject({ status: 404 });
		expect(await from(base + 1, '../x')).toMatchObject({ status: 404 });
		expect(await dossier(site, group)).toMatchObject({ entry: { reports: 0 }, reports: [] });
	});

	it('keep nobody’s address, are not public, and are gone after 90 days', async () => {
		const { slug, base } = await standing();
		await from(base + 1, slug, { text: 'CANARY-0161' });
		const all = JSON.stringify(await site.backend.allDocs(ACCOUNTS, ''));
		expect(all).toContain('CANARY-0161');
		expect(all).not.toContain(`192.0.2.${base + 1}`);
		expect(JSON.stringify(await site.backend.allDocs(REGISTRY, ''))).not.toContain('CANARY');
		await sweepAccounts({ ...site, now: () => new Date(Date.now() + 89 * 86_400_000) });
		expect(JSON.stringify(await site.backend.allDocs(ACCOUNTS, 'report:'))).toContain('CANARY');
		await sweepAccounts({ ...site, now: () => new Date(Date.now() + 91 * 86_400_000) });
		expect(await site.backend.allDocs(ACCOUNTS, 'report:')).toEqual([]);
		expect(await site.backend.allDocs(ACCOUNTS, 'reports-from:')).toEqual([]);
	});
});
