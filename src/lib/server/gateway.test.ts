import { randomBytes } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	commitment,
	community,
	contact,
	eraseRecord,
	newId,
	newUlid,
	patch,
	undo,
	visit,
	type Base
} from '../records/index.ts';
import type { Doc } from './backend.ts';
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

describe.each(backendsHere)('on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let time = Date.now();
	let ann: Phone;
	let ben: Phone;
	let vic: Phone;

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => new Date(time));
		ann = await new Phone(site).start();
		ben = new Phone(site);
		await ben.join(await ann.invite('volunteer'));
		vic = new Phone(site);
		await vic.join(await ann.invite('viewer'), 'Vic');
	});
	afterAll(() => fresh.end());

	const aPatch = (phone: Phone, name = 'Albany Road') =>
		first(sound(patch.make({ name, walk_order: 'sides' }, phone.author)));
	const aVisit = (phone: Phone) => first(sound(visit.make(aTalk(), phone.author)));
	function aTalk() {
		const street = newUlid();
		const door = `door:${street}:0123456789abcdef`;
		return { door, patch: `patch:${street}`, slot: 'saturday' as const, result: 'talked' as const };
	}
	const aContact = (phone: Phone) => {
		const { door, patch } = aTalk();
		const { name, for: purpose, agreed, phone: number } = contact.sample();
		const expires = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
		const input = { door, patch, name, for: purpose, agreed, expires, ...(number && { phone: number }) };
		return first(sound(contact.make(input, phone.author)));
	};
	const aCommitment = (phone: Phone) => first(sound(commitment.make(aPromise, phone.author)));
	const aPromise = {
		area: 'action' as const,
		title: 'Knock on every door',
		difference: 'Every household has met somebody.',
		measure: { label: 'Doors', unit: 'doors', kind: 'count', adds: 'sum', better: 'up' } as const,
		baseline: { value: 0, at: '2026-06-01T10:00:00.000Z' },
		target: { value: 400, by: '2026-11-30' },
		shared: true
	};

	describe('replication through the gateway', () => {
		it('stores, lists, compares and gives back revisions', async () => {
			const doc = aPatch(ann);
			expect(await ann.push(doc)).toEqual([]);
			const changes = await ben.sync('GET', '/_changes?style=all_docs&include_docs=true&limit=500');
			expect(changes.body.results.map((row: { id: string }) => row.id)).toContain(doc._id);
			const asked = { [doc._id]: [doc._rev, `1-${'0'.repeat(32)}`] };
			const missing = await ben.sync('POST', '/_revs_diff', asked);
			expect(missing.body[doc._id].missing).toEqual([`1-${'0'.repeat(32)}`]);
			const got = await ben.sync('POST', '/_bulk_get?revs=true', { docs: [{ id: doc._id, rev: doc._rev }] });
			expect(got.body.results[0].docs[0].ok).toMatchObject({ name: 'Albany Road', _rev: doc._rev });
		});

		it('tells the histories of a page of the feed in the same answer', async () => {
			const doc = aPatch(ann);
			const edited = { ...doc, _rev: `2-${'e'.repeat(32)}`, name: 'Albany Street' };
			const ids = [edited._rev, doc._rev].map((rev) => rev?.split('-')[1]);
			expect(await ann.push({ ...edited, _revisions: { start: 2, ids } })).toEqual([]);
			const { body } = await ben.sync('GET', '/_changes?include_docs=true&revs=true');
			const row = body.results.find((one: { id: string }) => one.id === doc._id);
			expect(row.doc).toMatchObject({
				name: 'Albany Street',
				_rev: edited._rev,
				_revisions: { start: 2, ids }
			});
		});

		it('describes the database with or without a slash at the end', async () => {
			for (const rest of ['', '/']) {
				const { status, body } = await ann.sync('GET', rest);
				expect(status).toBe(200);
				expect(body).toMatchObject({ db_name: `group-${ann.group}`, update_seq: expect.any(String) });
			}
		});

		it('keeps a checkpoint for each device that no other device sees or moves', async () => {
			const path = '/_local/a%2Fb%3D%3D';
			expect((await ann.sync('GET', path)).status).toBe(404);
			expect((await ann.sync('PUT', path, { _id: '_local/a/b==', last: 1 })).body).toEqual({
				ok: true,
				id: '_local/a/b==',
				rev: '0-1'
			});
			expect((await ann.sync('GET', path)).body).toMatchObject({ _id: '_local/a/b==', last: 1, _rev: '0-1' });
			expect((await ben.sync('GET', path)).status).toBe(404);
			expect((await ben.sync('PUT', path, { last: 9 })).status).toBe(201);
			expect((await ann.sync('GET', path)).body.last).toBe(1);
		});

		it('says on every answer not to keep it, and which registry this is', async () => {
			for (const path of ['', '/_changes', '/_local/none', '/_design/x', '/_all_docs']) {
				const { headers } = await ann.sync('GET', path);
				expect(headers.get('cache-control')).toBe('no-store');
				expect(headers.get('x-toadlane-epoch')).toBe(site.epoch);
			}
		});

		it('packs large answers the way that was asked for', async () => {
			for (let n = 0; n < 10; n += 1) await ann.push(aPatch(ann, `Street ${n}`));
			const ask = async (encoding: string) => {
				const url = new URL(
					`/sync/group-${ann.group}/_changes?include_docs=true`,
					'https://toadlane.example'
				);
				const { answerSync } = await import('./gateway.ts');
				const cookie = [...ann.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
				const request = new Request(url, { headers: { cookie, 'accept-encoding': encoding } });
				const asked = {
					request,
					path: url.pathname,
					query: url.searchParams,
					origin: url.origin,
					address: '::1'
				};
				const response = await answerSync(site, asked);
				return {
					how: response.headers.get('content-encoding'),
					bytes: new Uint8Array(await response.arrayBuffer())
				};
			};
			// CouchDB may give the same rows in another order.
			const rows = (text: string) => {
				const { results } = JSON.parse(text) as { results: { id: string }[] };
				return results.map((row) => row.id).sort();
			};
			const plain = await ask('identity');
			const gzip = await ask('gzip');
			const brotli = await ask('gzip, deflate, br');
			expect(plain.how).toBeNull();
			expect(gzip.how).toBe('gzip');
			expect(brotli.how).toBe('br');
			expect(rows(gunzipSync(gzip.bytes).toString())).toEqual(rows(new TextDecoder().decode(plain.bytes)));
			expect(rows(brotliDecompressSync(brotli.bytes).toString())).toEqual(
				rows(new TextDecoder().decode(plain.bytes))
			);
			expect(gzip.bytes.length).toBeLessThan(plain.bytes.length / 2);
		});
	});

	describe('what a role may write', () => {
		it('lets a volunteer log visits as themselves and nobody else', async () => {
			expect(await ben.push(aVisit(ben))).toEqual([]);
			const forged = { ...aVisit(ben), created_by: ann.member };
			expect(await ben.push(forged)).toMatchObject([
				{ id: forged._id, error: 'forbidden', reason: 'not_yours' }
			]);
		});

		it('refuses everything from a viewer, document by document', async () => {
			const [one, two] = [aVisit(vic), aPatch(vic)];
			expect(await vic.push(one, two)).toMatchObject([{ reason: 'role' }, { reason: 'role' }]);
		});

		it('keeps immutable records as they were first written', async () => {
			const doc = aVisit(ben);
			await ben.push(doc);
			const changed = following(doc, { result: 'not_now' });
			const outcome = await ben.push(changed, following(doc, { _deleted: true }));
			expect(outcome.map((row) => row.reason)).toEqual(['immutable', 'immutable']);
			const got = await ben.sync('POST', '/_bulk_get', { docs: [{ id: doc._id }] });
			expect(got.body.results[0].docs[0].ok._rev).toBe(doc._rev);
		});

		it('lets a volunteer close a version beside which another stands, and never the last one', async () => {
			const base = aPatch(ann);
			await ann.push(base);
			const [left, right] = [following(base, { name: 'Left' }), following(base, { name: 'Right' })];
			expect(await ben.push(left, right)).toEqual([]);
			const gone = (doc: Doc) => following(doc, { _deleted: true });
			expect(await ben.push(gone(left), gone(right))).toMatchObject([{ reason: 'not_replaced' }]);
			expect(await ben.push(gone(following(right)))).toMatchObject([{ reason: 'not_replaced' }]);
			expect(await ben.push(gone(base))).toEqual([]);
			const stands = await site.backend.get(`group-${ann.group}`, base._id);
			expect(stands).toMatchObject({ name: 'Right' });
			expect(await ann.push(gone(right))).toEqual([]);
			expect(await site.backend.get(`group-${ann.group}`, base._id)).toBeUndefined();
		});

		it('takes no version of what was erased, whoever had not heard of it, and closes none that says so', async () => {
			const base = aContact(ben);
			expect(await ben.push(base)).toEqual([]);
			const edited = following(base, { name: 'Edited before' });
			expect(await ann.push(edited)).toEqual([]);
			const erased = following(base, eraseRecord(base as unknown as Base, ben.author.at));
			for (const field of contact.personal) if (!contact.kept?.includes(field)) delete erased[field];
			expect(await ben.push(erased)).toEqual([]);
			const late = [following(base, { name: 'Edited later' }), following(edited, { name: 'Again' })];
			expect(await ann.push(...late)).toMatchObject([{ reason: 'erased' }, { reason: 'erased' }]);
			expect(await ann.push(following(erased, { _deleted: true }))).toMatchObject([{ reason: 'erased' }]);
			expect(await ben.push(following(edited, { _deleted: true }))).toEqual([]);
			const stands = await site.backend.get(`group-${ann.group}`, base._id);
			expect(stands).toMatchObject({ erased: erased.erased });
			expect(stands).not.toHaveProperty('name');
		});

		it('lets people take back what is theirs, and an organiser anything, in whatever order it comes', async () => {
			const takes = (phone: Phone, of: Doc) => first(sound(undo.make({ of: of._id }, phone.author)));
			const [bens, anns] = [aVisit(ben), aVisit(ann)];
			await ann.push(anns);
			expect(await ben.push(takes(ben, bens), bens)).toEqual([]);
			const refused = takes(ben, anns);
			const claimed = first({ ...anns, created_by: ben.member });
			expect((await ben.push(refused, claimed)).map(({ reason }) => reason)).toEqual([
				'immutable',
				'not_yours'
			]);
			expect(await ann.push(takes(ann, bens), takes(ann, anns))).toEqual([]);
			expect(await ben.push(takes(ben, aVisit(ann)))).toEqual([]);
		});

		it('lets no phone give itself another role', async () => {
			const own = (await site.backend.get<Doc>(`group-${ann.group}`, ben.member)) as Doc;
			const [outcome] = await ben.push(following(own, { role: 'organiser' }));
			expect(outcome).toMatchObject({ reason: 'role_change' });
		});

		it('refuses another group’s community and listing', async () => {
			const strange = first(
				sound(community.make({ group: newUlid(), name: 'Else', kind: 'town' }, ann.author))
			);
			expect(await ann.push(strange)).toMatchObject([{ reason: 'other_group' }]);
		});

		it('keeps the good documents of a request with bad ones', async () => {
			const good = aPatch(ann);
			const outcome = await ann.push({ junk: true }, good, {
				...aPatch(ann),
				type: 'sermon',
				_id: 'sermon:1'
			});
			expect(outcome).toHaveLength(2);
			expect(await site.backend.get(`group-${ann.group}`, good._id)).toBeDefined();
		});

		it('refuses a kind that it does not know, with the reason, so that the phone keeps it', async () => {
			const later = { ...aPatch(ann), _id: newId('hologram'), type: 'hologram' };
			const [outcome] = await ann.push(later);
			expect(outcome).toMatchObject({ id: later._id, rev: later._rev, error: 'forbidden' });
			expect(outcome?.reason).toMatch(/unknown_kind/);
		});

		it('accepts the merged revision and the deletion that settle a conflict', async () => {
			const base = aCommitment(ann);
			const [left, right] = [following(base, { title: 'Left' }), following(base, { title: 'Right' })];
			expect(await ann.push(left, right)).toEqual([]);
			const merged = following(left, { title: 'Both' });
			const { _id, _rev, _revisions } = following(right);
			expect(await ann.push(merged, { _id, _rev, _revisions, _deleted: true })).toEqual([]);
			expect(await site.backend.get(`group-${ann.group}`, base._id)).toMatchObject({ title: 'Both' });
		});
	});

	describe('limits', () => {
		it('refuses a document over 64 KB, deeper than 16, or with an attachment', async () => {
			const deep = Array.from({ length: 20 }).reduce((inner) => ({ inner }), {} as unknown) as object;
			const outcome = await ann.push(
				{ ...aPatch(ann), script: 'x'.repeat(70_000) },
				{ ...aPatch(ann), more: deep },
				{ ...aPatch(ann), _attachments: { a: { data: '', content_type: 'text/plain' } } }
			);
			expect(outcome.map((row) => row.reason)).toEqual(['too_large', 'too_deep', 'attachments']);
		});

		it('refuses a request over 1 MB, said or not', async () => {
			const body = JSON.stringify({ docs: [], new_edits: false, more: 'x'.repeat(1_100_000) });
			expect((await ann.sync('POST', '/_bulk_docs', body)).status).toBe(413);
			const said = { 'content-length': '5000000' };
			expect((await ann.sync('POST', '/_bulk_docs', { docs: [], new_edits: false }, said)).status).toBe(413);
		});

		it('takes a packed request, and refuses one that unpacks to more than 1 MB or not at all', async () => {
			const doc = aPatch(ann);
			const post = (body: ArrayLike<number>, how = 'gzip') =>
				ann.sync('POST', '/_bulk_docs', new Uint8Array(body), { 'content-encoding': how });
			const asked = JSON.stringify({ docs: [doc], new_edits: false });
			expect(await post(gzipSync(asked))).toMatchObject({ status: 201, body: [] });
			expect(await site.backend.get(`group-${ann.group}`, doc._id)).toMatchObject({ _id: doc._id });
			expect((await post(gzipSync(' '.repeat(1_100_000) + asked))).status).toBe(413);
			expect((await post(gzipSync(asked).subarray(0, 80))).status).toBe(400);
			expect((await post(Buffer.from(asked))).status).toBe(400);
			expect((await post(brotliCompressSync(asked), 'br')).status).toBe(415);
		});

		it('refuses the twenty-first leaf', async () => {
			const base = aPatch(ann);
			await ann.push(base);
			const leaves = Array.from({ length: 25 }, (_, n) => following(base, { name: `Name ${n}` }));
			const outcome = await ann.push(...leaves);
			expect(outcome).toHaveLength(5);
			expect(outcome[0]).toMatchObject({ reason: 'too_many_leaves' });
			expect(await ann.push(following(leaves[0] as Doc))).toEqual([]);
		});

		it('takes nothing from an app that is older than it wants, which may fetch all the same', async () => {
			const strict = { ...site, settings: { ...site.settings, minVersion: 2 } };
			const phone = await new Phone(strict).start();
			const docs = { docs: [aPatch(phone)], new_edits: false };
			for (const version of [undefined, '1', 'x', '']) {
				const headers = { 'x-toadlane-version': version };
				const refused = await phone.sync('POST', '/_bulk_docs', docs, headers);
				expect(refused).toMatchObject({ status: 426, body: { code: 'app_too_old' } });
			}
			expect((await phone.sync('GET', '/_changes')).status).toBe(200);
			const taken = await phone.sync('POST', '/_bulk_docs', docs, { 'x-toadlane-version': '2' });
			expect(taken.status).toBe(201);
		});

		it('counts the versions that stand, not those that were closed over the years', async () => {
			const base = aPatch(ann);
			await ann.push(base);
			for (let year = 0; year < 25; year++) {
				const branch = following(base, { name: `Name ${year}` });
				expect(await ann.push(branch, following(branch, { _deleted: true }))).toEqual([]);
			}
			expect(await ann.push(following(base, { name: 'One more' }))).toEqual([]);
		});

		it('closes no version in favour of one that it refuses', async () => {
			const base = aPatch(ann);
			await ann.push(base);
			const better = following(base, { name: '' });
			const refused = await ann.push(better, following(base, { _deleted: true }));
			expect(refused.map(({ reason }) => reason)).toEqual(['name:required', 'not_replaced']);
			expect(await site.backend.get(`group-${ann.group}`, base._id)).toMatchObject({ _rev: base._rev });
		});

		it('gives at most 2,000 changes at a time', async () => {
			const { body } = await ann.sync('GET', '/_changes?limit=1000000');
			expect(body.results.length).toBeLessThanOrEqual(2000);
			for (const [asked, given] of [
				['3', 3],
				['0', 1],
				['-5', 1]
			] as const) {
				const page = await ann.sync('GET', `/_changes?limit=${asked}`);
				expect(page.body.results).toHaveLength(given);
			}
		});
	});

	describe('hostile requests', () => {
		const rev = `1-${'a'.repeat(32)}`;
		const bodies: [string, string, unknown][] = [
			['text that is not JSON', '/_bulk_docs', '{'],
			['a bare list', '/_bulk_docs', []],
			['a number', '/_bulk_docs', 7],
			['edits of the server’s own', '/_bulk_docs', { docs: [] }],
			['documents that are no list', '/_bulk_docs', { docs: { length: 1 }, new_edits: false }],
			['revisions that are no list', '/_revs_diff', { 'visit:a': 'x' }],
			['a list of questions', '/_revs_diff', [1]],
			['a design document', '/_bulk_get', { docs: [{ id: '_design/toadlane' }] }],
			['a local document', '/_bulk_get', { docs: [{ id: '_local/x' }] }],
			['a strange revision', '/_bulk_get', { docs: [{ id: 'visit:a', rev: '../x' }] }],
			['nothing to get', '/_bulk_get', {}]
		];
		it.each(bodies)('answers %s with 400', async (_, path, body) => {
			expect((await ann.sync('POST', path, body)).status).toBe(400);
		});

		it.each([
			[null],
			['text'],
			[[]],
			[{}],
			[{ _id: 'visit:a' }],
			[{ _id: 'visit:a', _rev: rev, _revisions: { start: 1, ids: 'x' } }],
			[{ _id: 'visit:a', _rev: rev, _revisions: { start: 2, ids: ['a'.repeat(32)] } }],
			[{ _id: 'visit:a', _rev: '1-zz' }],
			[{ _id: '_design/x', _rev: rev }],
			[{ _id: '_local/x', _rev: rev }],
			[{ _id: '__proto__', _rev: rev }],
			[{ _id: 'constructor:a', _rev: rev }],
			[{ _id: 'visit:a', _rev: rev, _deleted: 'yes' }],
			[{ _id: 'visit:a', _rev: rev, type: 'visit', _foo: 1 }],
			[{ _id: 'visit:../../etc', _rev: rev }],
			[{ _id: `patch:${newUlid()}`, _rev: rev, type: 'patch', name: '\ud800' }]
		])('refuses %j and goes on', async (doc) => {
			expect(await ann.push(doc as object)).toMatchObject([
				{ error: 'forbidden', reason: expect.any(String) }
			]);
			expect((await ann.sync('GET', '')).status).toBe(200);
		});

		it.each([
			['PUT', '/_local/deep', '{"a":%}'],
			['POST', '/_revs_diff', '{"visit:a":[%]}'],
			['POST', '/_bulk_get', '{"docs":[%]}']
		])('answers what is nested a hundred thousand deep with 400: %s %s', async (method, path, body) => {
			const deep = body.replace('%', '['.repeat(100_000) + ']'.repeat(100_000));
			expect((await ann.sync(method, path, deep)).status).toBe(400);
		});

		it('compares as many revisions of a document as a request has room for', async () => {
			const doc = aPatch(ann);
			await ann.push(doc);
			const others = Array.from({ length: 5000 }, (_, n) => `2-${n.toString(16).padStart(32, '0')}`);
			const { status, body } = await ann.sync('POST', '/_revs_diff', { [doc._id]: [doc._rev, ...others] });
			expect(status).toBe(200);
			expect(body[doc._id].missing).toHaveLength(5000);
		});

		it('says of strange ids that they are missing', async () => {
			const text = `{"__proto__":["${rev}"],"_design/x":["${rev}"],"visit:a":["${rev}"]}`;
			const { body } = await ann.sync('POST', '/_revs_diff', text);
			expect(Object.keys(body).sort()).toEqual(['__proto__', '_design/x', 'visit:a']);
		});

		it.each([
			'?feed=continuous',
			'?feed=longpoll',
			'?filter=_selector',
			'?view=x',
			'?since=%00',
			'?attachments=true'
		])('refuses _changes%s', async (query) => {
			expect((await ann.sync('GET', `/_changes${query}`)).status).toBe(400);
		});

		it('wants JSON from our own pages', async () => {
			const ask = (changed: Record<string, string | undefined>) =>
				ann.sync('POST', '/_bulk_docs', { docs: [], new_edits: false }, changed);
			expect((await ask({ 'content-type': 'text/plain' })).status).toBe(415);
			expect((await ask({ origin: 'https://evil.example' })).status).toBe(403);
			expect((await ask({ origin: undefined })).status).toBe(403);
			expect((await ask({ origin: 'http://localhost' })).status).toBe(403);
			expect((await ask({})).status).toBe(201);
		});
	});

	describe('who gets in', () => {
		const endpoints: [string, string, unknown?][] = [
			['GET', ''],
			['GET', '/'],
			['GET', '/_changes'],
			['POST', '/_changes', {}],
			['GET', '/_local/x'],
			['PUT', '/_local/x', { n: 1 }],
			['POST', '/_revs_diff', {}],
			['POST', '/_bulk_get', { docs: [] }],
			['POST', '/_bulk_docs', { docs: [], new_edits: false }]
		];
		const nowhere: [string, string][] = [
			'/_all_docs',
			'/_design/toadlane',
			'/_security',
			'/_find',
			'/_index',
			'/_purge',
			'/_compact',
			'/_revs_limit',
			'/_local_docs',
			'/_replicate',
			'/visit:1',
			'/_local/a/b',
			'/_local',
			'/_bulk_docs/x'
		].flatMap((path) => ['GET', 'POST', 'PUT', 'DELETE'].map((method): [string, string] => [method, path]));
		let gone: Phone;
		let late: Phone;
		let stranger: Phone;
		let clock = 0;

		beforeAll(async () => {
			stranger = await new Phone(site).start('Elsewhere');
			gone = new Phone(site);
			await gone.join(await ann.invite('volunteer'));
			await ann.ask('POST', `/api/groups/${ann.group}/members/${gone.member}/remove`, {});
			clock = time;
			time -= 31 * 86_400_000;
			late = new Phone(site);
			await late.join(await ann.invite('organiser'), 'Lee');
			time = clock;
		});

		const people: [string, () => Phone, number | undefined][] = [
			['an organiser', () => ann, undefined],
			['a volunteer', () => ben, undefined],
			['a viewer', () => vic, undefined],
			['a removed volunteer', () => gone, 403],
			['somebody whose session has ended', () => late, 401],
			['a member of another group', () => withCookiesRenamed(stranger, ann.group), 401],
			['nobody', () => new Phone(site), 401]
		];
		for (const [who, phone, refused] of people) {
			it.each(endpoints)(`${refused ? 'refuses' : 'lets in'} ${who} at %s %s`, async (method, path, body) => {
				const visitor = phone();
				visitor.group = ann.group;
				const { status, body: answered } = await visitor.sync(method, path, body);
				if (refused) {
					expect(status).toBe(refused);
					expect(Object.keys(answered).sort()).toEqual(['code', 'error', 'reason']);
					expect(answered.code).toBe(refused === 403 ? 'removed' : 'sign_in');
				} else if (path !== '/_local/x') {
					expect(status).toBeLessThan(300);
				} else {
					expect([200, 201, 404, 409]).toContain(status);
				}
			});

			it.each(nowhere)(`has nothing for ${who} at %s %s`, async (method, path) => {
				const visitor = phone();
				visitor.group = ann.group;
				const { status } = await visitor.sync(method, path, method === 'GET' ? undefined : {});
				expect(status).toBe(404);
			});
		}

		it.each([
			'/sync/registry',
			'/sync/accounts',
			'/sync/reference',
			'/sync/_users',
			'/sync/group-',
			'/sync/',
			'/sync'
		])('has nothing at %s', async (path) => {
			expect((await ann.ask('GET', path)).status).toBe(404);
			expect((await ann.ask('GET', `${path}/_changes`)).status).toBe(404);
		});

		it('forgets a session’s wrong token as if it had never been', async () => {
			const phone = new Phone(site);
			phone.group = ann.group;
			const [name, value] = [...ann.cookies][0] as [string, string];
			phone.cookies.set(name, `${value.slice(0, 33)}${randomBytes(32).toString('hex')}`);
			expect((await phone.sync('GET', '')).status).toBe(401);
		});

		it('answers a removed phone with the reason until the end, and never wipes it', async () => {
			const answered = await gone.ask('POST', '/api/session', { group: ann.group, secret: gone.secret });
			expect(answered).toMatchObject({ status: 403, body: { code: 'removed' } });
		});

		it('gives a phone whose session has ended a new one for its secret', async () => {
			const answered = await late.ask('POST', '/api/session', { group: ann.group, secret: late.secret });
			expect(answered.status).toBe(204);
			expect(answered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict; Secure$/);
			late.group = ann.group;
			expect((await late.sync('GET', '')).status).toBe(200);
		});

		it('ends the sessions of a phone that others use, and takes their cookies away', async () => {
			const phone = new Phone(site);
			const [name, value] = [...late.cookies][0] as [string, string];
			phone.group = late.group;
			phone.cookies.set(name, value);
			expect((await phone.sync('GET', '')).status).toBe(200);
			const answered = await phone.ask('DELETE', '/api/session');
			expect(answered.status).toBe(204);
			expect(answered.headers.get('set-cookie')).toMatch(
				new RegExp(`^${name}=; Path=/; Max-Age=0; HttpOnly`)
			);
			phone.cookies.set(name, value);
			expect((await phone.sync('GET', '')).status).toBe(401);
		});
	});

	function withCookiesRenamed(phone: Phone, group: string): Phone {
		const copy = new Phone(phone.site);
		for (const value of phone.cookies.values()) copy.cookies.set(`tl-${group}`, value);
		return copy;
	}
});
