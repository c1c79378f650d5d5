import { isHttpError, isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Listing } from '../records/index.ts';
import { REGISTRY, type Doc } from './backend.ts';
import { giveCode, removeModerator, signInByCode, signOut } from './moderators.ts';
import { dossier, queue } from './moderation.ts';
import { demoRecords } from './seed-records.ts';
import { siteOn, type Site } from './site.ts';
import { backendsHere, first, following, freshBackend, Phone, SETTINGS, type Fresh } from './testing.ts';

type Handler = (event: unknown) => unknown;
interface Route {
	load?: Handler;
	actions?: Record<string, Handler>;
	POST?: Handler;
}

/** Every address under /moderate, whoever adds one. */
const ROUTES = Object.entries(
	import.meta.glob<Route>('../../routes/moderate/**/+*server.ts', { eager: true })
).map(([file, route]) => ({ path: /moderate(.*)\/\+/.exec(file)?.[1] ?? '', route }));
/** Where somebody comes in or goes, which needs nobody to be signed in. */
const OPEN = ['/sign-in', '/sign-out'];
const DECISIONS = [
	...['approve', 'approve_edit', 'refuse_edit', 'hide', 'remove'],
	...['dismiss_reports', 'pilot_yes', 'pilot_no']
];
const HOME = 'https://toadlane.example';
const kept = globalThis as { toadLaneSite?: Promise<Site> };

interface Asked {
	cookie?: string;
	params?: object;
	form?: Record<string, string>;
	json?: unknown;
	search?: string;
	origin?: string;
}

/** A request as SvelteKit hands it to a route, and what becomes of it. */
async function ask(path: string, handler: Handler | undefined, asked: Asked) {
	const cookies = new Map([['tl-moderator', asked.cookie]]);
	const set: object[] = [];
	const headers: Record<string, string> = {};
	const url = new URL(`/moderate${path}${asked.search ?? ''}`, HOME);
	const body = asked.form ? new URLSearchParams(asked.form).toString() : JSON.stringify(asked.json ?? {});
	const type = asked.form ? 'application/x-www-form-urlencoded' : 'application/json';
	const sent = { 'content-type': type, 'content-length': String(body.length), origin: asked.origin ?? HOME };
	const event = {
		params: asked.params ?? {},
		url,
		request: new Request(url, { method: 'POST', body, headers: sent }),
		cookies: {
			get: (name: string) => cookies.get(name),
			set: (name: string, value: string, options: object) => set.push({ name, value, ...options }),
			delete: (name: string, options: object) => set.push({ name, deleted: true, ...options })
		},
		setHeaders: (more: object) => Object.assign(headers, more),
		getClientAddress: () => '192.0.2.7'
	};
	try {
		const said = (await handler?.(event)) as { status?: number; data?: object } | Response;
		if (said instanceof Response)
			return { status: said.status, data: (await said.json()) as Record<string, unknown>, set, headers };
		const data = (said?.status ? said.data : said) as Record<string, unknown>;
		return { status: said?.status ?? 200, data, set, headers };
	} catch (problem) {
		if (isRedirect(problem)) return { status: problem.status, to: problem.location, set, headers };
		if (isHttpError(problem)) return { status: problem.status, set, headers };
		throw problem;
	}
}

const routeAt = (path: string) => ROUTES.find((one) => one.path === path)?.route;

describe.each(backendsHere)("moderators' pages on the %s registry", (kind) => {
	let fresh: Fresh;
	let site: Site;
	let time = Date.parse('2026-06-15T10:00:00.000Z');
	let phone: Phone;
	let n = 0;
	let cookie = '';

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, { ...SETTINGS, review: 'on' }, () => new Date(time));
		kept.toadLaneSite = Promise.resolve(site);
	});
	afterAll(async () => {
		kept.toadLaneSite = undefined;
		await fresh.end();
	});
	beforeEach(async () => {
		cookie = await signedIn('Ann');
		phone = await asking();
	});

	async function signedIn(name: string): Promise<string> {
		const signed = await signInByCode(site, (await giveCode(site, name)).code, '192.0.2.1');
		if (!signed.ok) throw new Error(signed.code);
		return signed.cookie;
	}
	let listed: Listing & Doc;
	/** A group that asks to be shown. */
	async function asking(): Promise<Phone> {
		const name = `Lane Tellers ${(n += 1)}`;
		const asks = await new Phone(site).start(name);
		const records = demoRecords(asks.group, asks.member, new Date(time));
		const docs = records.filter(({ type }) => type === 'commitment').map((one) => first(one));
		const listing = records.find(({ type }) => type === 'listing') as Listing;
		listed = first({ ...listing, name });
		expect(await asks.push(...docs, listed)).toEqual([]);
		return asks;
	}
	async function says(changes: Partial<Listing>) {
		time += 1000;
		listed = following(listed, { ...changes, as_of: new Date(time).toISOString() });
		expect(await phone.push(listed)).toEqual([]);
	}
	const entry = (more: Asked = {}) =>
		ask(`/${phone.group}`, routeAt('/[group]')?.load, { cookie, params: { group: phone.group }, ...more });
	/** Decides on the page as it was seen, or as it stands. */
	async function decide(
		what: string,
		more: { reason?: string; by?: string; on?: Record<string, unknown> } = {}
	) {
		time += 1000;
		const page = more.on ?? (await entry()).data ?? {};
		const form = { what, seen: String(page.seen), last: String(page.last), reason: more.reason ?? '' };
		const asked = { cookie: more.by ?? cookie, params: { group: phone.group }, form };
		return ask(`/${phone.group}`, routeAt('/[group]')?.actions?.default, asked);
	}
	const isPublic = async () => (await site.backend.get(REGISTRY, `listing:${phone.group}`)) !== undefined;
	const state = async () => (await dossier(site, phone.group))?.entry.state;

	it('lets nobody see or do anything who is not signed in, whatever the address, decision and cookie', async () => {
		const out = await signedIn('Ann');
		await signOut(site, out);
		const removed = await signedIn('Cem');
		await removeModerator(site, 'Cem');
		const expired = await signedIn('Dot');
		const page = (await entry()).data!;
		time += 12 * 3_600_000;
		const before = JSON.stringify(await dossier(site, phone.group));
		const [id] = cookie.split('.');
		const cookies = [undefined, '', 'x', `${id}.${'0'.repeat(64)}`, out, removed, expired];
		const params = { group: phone.group };
		let cells = 0;
		for (const { path, route } of ROUTES.filter((one) => !OPEN.includes(one.path))) {
			for (const cookie of cookies) {
				const refused = { status: 303, to: '/moderate/sign-in' };
				if (route.load) expect(await ask(path, route.load, { cookie, params })).toMatchObject(refused);
				for (const action of Object.values(route.actions ?? {})) {
					for (const what of DECISIONS) {
						const form = { what, reason: 'x', seen: String(page.seen), last: String(page.last) };
						expect(await ask(path, action, { cookie, params, form })).toMatchObject(refused);
						cells += 1;
					}
				}
				for (const step of route.POST ? ['add', 'added'] : []) {
					expect(await ask(path, route.POST, { cookie, params: { step } })).toMatchObject({ status: 401 });
					cells += 1;
				}
				cells += 1;
			}
		}
		expect(cells).toBeGreaterThan(80);
		expect(JSON.stringify(await dossier(site, phone.group))).toBe(before);
	});

	it('keeps every page private and out of search engines', async () => {
		for (const { path, route } of ROUTES.filter(({ route }) => route.load)) {
			if (path === '/sign-out') continue;
			const asked = { cookie: path === '/sign-in' ? undefined : cookie, params: { group: phone.group } };
			const { headers, status } = await ask(path, route.load, asked);
			expect([path, status, headers]).toEqual([
				path,
				200,
				{ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' }
			]);
		}
	});

	it('gives a cookie that no script reads and no other site sends, and takes it away again', async () => {
		const { code } = await giveCode(site, 'Ann');
		const signIn = routeAt('/sign-in')?.actions?.default;
		const signed = await ask('/sign-in', signIn, { form: { code } });
		expect(signed).toMatchObject({ status: 303, to: '/moderate/passkey' });
		const attributes = {
			path: '/moderate',
			httpOnly: true,
			sameSite: 'strict',
			secure: true,
			maxAge: 43_200
		};
		expect(signed.set).toMatchObject([{ name: 'tl-moderator', ...attributes }]);
		const { value } = signed.set[0] as { value: string };
		const out = await ask('/sign-out', routeAt('/sign-out')?.actions?.default, { cookie: value });
		expect(out).toMatchObject({ status: 303, set: [{ name: 'tl-moderator', deleted: true }] });
		expect(await entry({ cookie: value })).toMatchObject({ status: 303 });
		for (const code of ['', 'wrong', 'x'.repeat(5000)])
			expect((await ask('/sign-in', signIn, { form: { code } })).status).toBeGreaterThanOrEqual(400);
	});

	it('takes a step with a passkey from our own pages alone', async () => {
		const post = routeAt('/passkeys/[step]')?.POST;
		const step = (name: string, more: Asked = {}) =>
			ask(`/passkeys/${name}`, post, { params: { step: name }, ...more });
		expect(await step('sign-in')).toMatchObject({ status: 200, data: { rpId: 'toadlane.example' } });
		expect(await step('add', { cookie })).toMatchObject({ status: 200, data: { user: { name: 'Ann' } } });
		expect(await step('sign-in', { origin: 'https://evil.test' })).toMatchObject({ status: 403 });
		expect(await step('signed-in', { json: { id: 'x' } })).toMatchObject({ status: 401, set: [] });
		expect(await step('elsewhere')).toMatchObject({ status: 404 });
	});

	it('shows what waits, and makes it public when it is approved', async () => {
		expect(await isPublic()).toBe(false);
		const queued = (await ask('', routeAt('')?.load, { cookie })).data?.items as { group: string }[];
		expect(queued.find(({ group }) => group === phone.group)).toMatchObject({ for: ['new'] });
		const page = (await entry()).data!;
		expect(page).toMatchObject({ moderator: 'Ann', name: `Lane Tellers ${n}`, entry: { state: 'waiting' } });
		expect(page.shown).toBeUndefined();
		const done = await decide('approve');
		expect(done).toMatchObject({ status: 303, to: `/moderate?done=approve&of=${phone.group}` });
		expect(await isPublic()).toBe(true);
		expect((await queue(site)).some(({ group }) => group === phone.group)).toBe(false);
		const next = await ask('', routeAt('')?.load, { cookie, search: done.to?.slice('/moderate'.length) });
		expect(next.data?.done).toEqual({ what: 'approve', group: phone.group, name: `Lane Tellers ${n}` });
		expect((await entry()).data?.history).toMatchObject([{ what: 'asked' }, { what: 'approve', by: 'Ann' }]);
	});

	it('tells the second of two what the first one did, and does nothing of theirs', async () => {
		const bo = await signedIn('Bo');
		const seen = (await entry()).data!;
		await decide('remove', { reason: 'An advertisement.' });
		const second = await decide('approve', { by: bo, on: seen });
		expect(second).toMatchObject({
			status: 409,
			data: { refused: 'meanwhile', since: [{ by: 'Ann', what: 'remove', reason: 'An advertisement.' }] }
		});
		expect(await state()).toBe('removed');
		expect(await isPublic()).toBe(false);
	});

	it('takes one of two decisions that are made at the same moment', async () => {
		const bo = await signedIn('Bo');
		const seen = (await entry()).data!;
		const both = await Promise.all([
			decide('hide', { on: seen, reason: 'To be looked at.' }),
			decide('remove', { by: bo, on: seen, reason: 'Spam.' })
		]);
		expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
		expect(both.find(({ status }) => status === 409)?.data).toMatchObject({ refused: 'meanwhile' });
		expect((await dossier(site, phone.group))?.history).toHaveLength(2);
	});

	it('decides of nothing that was not seen', async () => {
		const seen = (await entry()).data!;
		await says({ about: 'Cheap pills at pills.example.com' });
		expect(await decide('approve', { on: seen })).toMatchObject({
			status: 409,
			data: { refused: 'changed_meanwhile', what: 'approve' }
		});
		expect(await decide('approve', { on: { ...seen, seen: '' } })).toMatchObject({ status: 409 });
		expect(await isPublic()).toBe(false);
	});

	it('asks for a reason to hide or remove, and gives back what was typed', async () => {
		await decide('approve');
		for (const what of ['hide', 'remove']) {
			expect(await decide(what)).toMatchObject({ status: 400, data: { refused: 'reason_required' } });
			const long = 'x'.repeat(501);
			expect(await decide(what, { reason: long })).toMatchObject({
				status: 400,
				data: { refused: 'reason_long', reason: long }
			});
		}
		expect(await isPublic()).toBe(true);
		expect((await decide('hide', { reason: '<b>No</b>' })).status).toBe(303);
		expect(await isPublic()).toBe(false);
		const out = (await ask('/out', routeAt('/out')?.load, { cookie })).data?.items as object[];
		expect(out[0]).toMatchObject({ group: phone.group, state: 'hidden', reason: '<b>No</b>' });
		expect((await decide('approve')).status).toBe(303);
		expect(await isPublic()).toBe(true);
	});

	it('shows an edit that waits beside what is public, and refuses or approves it', async () => {
		await decide('approve');
		await says({ about: 'See lane.example.com' });
		const page = (await entry()).data as { shown: Listing; proposed: Listing; entry: object };
		expect(page.entry).toMatchObject({ state: 'shown', edit: { why: ['links'] } });
		expect([page.shown.about, page.proposed.about]).toEqual([
			expect.not.stringContaining('lane.example'),
			'See lane.example.com'
		]);
		expect((await decide('refuse_edit', { reason: 'Whose page is that?' })).status).toBe(303);
		const about = async () =>
			(await site.backend.get<Listing & Doc>(REGISTRY, `listing:${phone.group}`))?.about;
		expect(await about()).not.toContain('lane.example');
		await says({ about: 'See lane.example.com, which is ours.' });
		expect((await decide('approve_edit')).status).toBe(303);
		expect(await about()).toContain('which is ours');
		expect(await decide('approve_edit')).toMatchObject({ status: 409, data: { refused: 'not_now' } });
	});

	it('finds a community by its name, its address or the end of it', async () => {
		await decide('approve');
		const find = (find: string) =>
			ask('', routeAt('')?.load, { cookie, search: `?find=${encodeURIComponent(find)}` });
		const slug = `lane-tellers-${n}`;
		for (const one of [slug, `${HOME}/communities/${slug}`, `/communities/${slug}/events/x?y`])
			expect(await find(one)).toMatchObject({ status: 303, to: `/moderate/${phone.group}` });
		expect((await find(`Tellers ${n}`)).data?.found).toMatchObject([{ slug }]);
		expect((await find('<script>')).data?.found).toEqual([]);
		await decide('remove', { reason: 'Junk' });
		expect(await find(slug)).toMatchObject({ status: 303, to: `/moderate/${phone.group}` });
	});

	it('answers what makes no sense with what it is', async () => {
		for (const group of ['x', '../accounts', '0'.repeat(26), 'i'.repeat(26)])
			expect(await entry({ params: { group } })).toMatchObject({ status: 404 });
		expect(await decide('explode')).toMatchObject({ status: 400 });
		expect(await decide('hide', { reason: 'x'.repeat(30_000) })).toMatchObject({ status: 400 });
		const nonsense = await ask('', routeAt('')?.load, { cookie, search: '?done=explode&of=x' });
		expect(nonsense).toMatchObject({ status: 200 });
		expect(nonsense.data?.done).toBeUndefined();
	});
});
