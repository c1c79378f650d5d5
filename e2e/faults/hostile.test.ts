import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	appVersion,
	checkRecord,
	kinds,
	newId,
	type AnyRecord,
	type Door,
	type Kind,
	type Patch
} from '../../src/lib/records/index.ts';
import { leavesOf } from '../../src/lib/store/adapter/revisions.ts';
import { newCount, nothing, report, type Count } from './count.ts';
import { knock, mustSync, newPhone, startGroup, startWorld, type Phone, type World } from './phone.ts';
import { ORIGIN } from './registry.ts';

let world: World;
beforeAll(async () => {
	world = await startWorld(1);
});
afterAll(() => world.close());

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';

/** Hostile values as JSON, and what a replica must be able to do with them: anything but stop. */
const values: Record<string, string> = {
	script: JSON.stringify(script),
	formula: JSON.stringify('=HYPERLINK("http://evil.test","x")'),
	'turned-round text': JSON.stringify('\u202eenaL daoT'),
	'control characters': JSON.stringify('Toad\u0000\u001b[2J'),
	'half a character': '"\\ud800"',
	'5 MB': JSON.stringify('x'.repeat(5_000_000)),
	'20,000 levels': deep(20_000),
	'a number': '7',
	'a huge number': '1e400',
	null: 'null',
	'a list': '[[]]',
	'an object': '{"a":{"b":1}}',
	['__proto__']: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
	'an empty text': '""',
	truth: 'true'
};

/** A document as text, with the id and the revision that the feed calls it by, as JSON. */
interface Hostile {
	text: string;
	id: string;
	rev: string;
}

let hashes = 0;
const hash = () => (++hashes).toString(16).padStart(32, '0');

/** Every third value, another third for the next field. */
const some = (all: string[], n: number) => all.filter((_, i) => i % 3 === n % 3);

const extra = ['__proto__', 'constructor', '_strange', 'clock', 'dots', 'also', 'note'];

/** A record of every kind with hostile values in each of its fields, as the text of one document. */
function* hostileDocuments(gid: string, choose = some, more: object = {}): Generator<Hostile> {
	let n = 0;
	for (const kind of Object.keys(kinds) as Kind[]) {
		const sample = { ...kinds[kind].sample(), ...more } as AnyRecord;
		for (const field of [...Object.keys(sample), ...extra]) {
			for (const value of choose(Object.values(values), n++)) {
				const rev = hash();
				const id = fresh(sample, gid);
				const fixed = `"_id":${JSON.stringify(id)},"_rev":"1-${rev}","_revisions":{"start":1,"ids":["${rev}"]}`;
				const rest = Object.entries(sample)
					.filter(([name]) => name !== field && !name.startsWith('_'))
					.map(([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(item)}`);
				const named = field === '_id' && value.startsWith('"') ? value : JSON.stringify(id);
				const text =
					field === '_id'
						? `{"_id":${value},"_rev":"1-${rev}",${rest.join(',')}}`
						: `{${[fixed, ...rest, `${JSON.stringify(field)}:${value}`].join(',')}}`;
				yield { text, id: named, rev: `"1-${rev}"` };
			}
		}
	}
}

const fresh = ({ _id, type }: AnyRecord, gid: string) => {
	const ulid = (++hashes).toString(16).padStart(26, '0');
	// Some meet a record that is there.
	if (type === 'community' && hashes % 20 === 0) return `${type}:${gid}`;
	return type === 'door' ? _id.replace(/[^:]+$/, ulid.slice(-16)) : `${type}:${ulid}`;
};

/** The phone works: it reads its lists, saves, sends, and its screen's rows are plain text. */
async function works(phone: Phone, to: Door, count: Count): Promise<void> {
	const [saved] = await knock(phone, to);
	const outcome = await phone.sync();
	if (!outcome.ok) count.stuck++;
	if (!(await phone.db.docs.get(saved as string))) count.lost++;
	if (await phone.db.unsent.get([saved as string, (await phone.db.docs.get(saved as string))?.rev ?? '']))
		count.stuck++;
	expect(await phone.store.doors(to.patch)).toHaveLength(1);
	await phone.store.summary(new Date());
	await phone.store.patches();
	await phone.store.commitments(new Date());
	for (const kind of Object.keys(kinds) as Kind[]) {
		for (const record of await phone.store.list(kind)) expect(checkRecord(record)).toEqual([]);
	}
	await phone.store.rebuild();
	JSON.parse(await (await phone.store.exportCopy()).text());
	expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
}

test('fault 23: hostile documents come from the server in every field of every kind', async (here) => {
	const count = newCount();
	const group = await startGroup(world, 1);
	const { proxy, phone, doors, gid, registry } = group;
	const all = [...hostileDocuments(gid)];
	const small = all.filter(({ text }) => text.length < 100_000);
	const large = all.filter(({ text }) => text.length >= 100_000);
	const [to] = doors as [Door];
	// A first fetch brings bodies with the feed, a later one asks for them.
	const joining = await newPhone(proxy.url, gid, 'volunteer', await registry.invite(gid, 'volunteer'));
	await mustSync(joining);
	const portions = [small, ...large.filter((_, n) => n % 15 === 0).map((one) => [one])];
	for (const portion of portions) {
		for (const one of [joining, phone]) {
			const place = await one.db.readState('pull');
			if (place) await one.db.writeState('pull', { ...place, since: 0, caught_up: one === phone });
			proxy.reset();
			proxy.rule = ({ endpoint, path }) => {
				const rest = path.includes('since=0') ? portion : [];
				if (endpoint === '_changes')
					return { does: 'spoil', spoil: (answer) => plain(answer, feed(rest, portion.length)) };
				return endpoint === '_bulk_get'
					? { does: 'spoil', spoil: (answer) => plain(answer, fetched(portion)) }
					: undefined;
			};

			const outcome = await one.sync();
			if (!outcome.ok) count.stuck++;
			count.runs += portion.length;
		}
		proxy.reset();
	}
	for (const one of [joining, phone]) await works(one, to, count);
	expect(count).toMatchObject(nothing);
	report(
		here,
		23,
		count,
		`${Object.keys(values).length} hostile values, five in each field of ${Object.keys(kinds).length} kinds`
	);
}, 180_000);

test('fault 23: hostile documents are pushed to the server in every field of every kind', async (here) => {
	const count = newCount();
	const { registry } = world;
	const { phone, doors, gid } = await startGroup(world, 1);
	const origin = { origin: ORIGIN, 'content-type': 'application/json' };
	const session = await fetch(`${registry.url}/api/session`, {
		method: 'POST',
		headers: origin,
		body: JSON.stringify({ group: gid, secret: phone.secret })
	});
	const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	const push = (docs: string) =>
		fetch(`${registry.url}/sync/group-${gid}/_bulk_docs`, {
			method: 'POST',
			headers: { ...origin, cookie, 'x-toadlane-version': String(appVersion) },
			body: `{"new_edits":false,"docs":[${docs}]}`
		});
	const own = { created_by: phone.author().member };
	const tally = { refused: 0, sound: 0, whole: 0 };
	const before = await registry.leaves(gid);
	const all = [...hostileDocuments(gid, (every) => every, own)];
	const expected: string[] = [];
	for (const [n, { text }] of all.entries()) {
		// Megabytes are refused by their size, whatever they are part of: one in ten of them says so.
		if (text.length > 1_000_000 && n % 10) continue;
		const answer = await push(text);
		count.runs++;
		const said = (await answer.json()) as { code?: string } | { id: string; reason?: string }[];
		if (!Array.isArray(said)) {
			expect([400, 413]).toContain(answer.status);
			expect(said.code).toMatch(/^[a-z_]+$/);
			tally.whole++;
		} else if (said.length) {
			expect(answer.status).toBe(201);
			expect(said).toEqual([expect.objectContaining({ reason: expect.stringMatching(/./) as unknown })]);
			tally.refused++;
		} else {
			// Nothing but a text, or what a later app may write: kept as it is, and shown as a text.
			const doc = JSON.parse(text) as AnyRecord & { _rev: string };
			expect(checkRecord(doc), text.slice(0, 300)).toEqual([]);
			expected.push(`${doc._id} ${doc._rev}`);
			tally.sound++;
		}
	}
	expect(await registry.leaves(gid)).toEqual([...before, ...expected].sort());
	expect(tally.refused).toBeGreaterThan(tally.sound);
	expect(tally.sound).toBeGreaterThan(50);
	await works(phone, doors[0] as Door, count);
	expect(count).toMatchObject(nothing);
	report(
		here,
		23,
		count,
		`${Object.keys(values).length} hostile values in each field of ${Object.keys(kinds).length} kinds: ` +
			`${tally.refused} refused with a reason, ${tally.whole} with the whole request, ${tally.sound} sound after all`,
		'gateway'
	);
}, 180_000);

test('fault 23: a feed that never gets anywhere ends the round', async (here) => {
	const count = newCount();
	const { proxy, phone, doors } = await startGroup(world, 1);
	for (const caught_up of [true, false]) {
		const place = await phone.db.readState('pull');
		if (place) await phone.db.writeState('pull', { ...place, since: 0, caught_up });
		proxy.reset();
		proxy.rule = ({ endpoint }) =>
			endpoint === '_changes'
				? {
						does: 'spoil',
						spoil: (answer) =>
							plain(answer, `{"results":[{"seq":9,"id":"visit:1","changes":[{"rev":"1-0"}]}],"last_seq":9}`)
					}
				: undefined;
		expect(await phone.sync()).toEqual({ ok: false, code: 'server_trouble' });
		proxy.reset();
		await works(phone, doors[0] as Door, count);
		count.runs++;
	}
	expect(count).toMatchObject(nothing);
	report(here, 23, count, 'the same page of the feed for ever, at a first fetch and at a later one');
});

const feed = (docs: Hostile[], last: number) =>
	`{"results":[${docs
		.map(({ text, id, rev }, i) => `{"seq":${i + 1},"id":${id},"changes":[{"rev":${rev}}],"doc":${text}}`)
		.join(',')}],"last_seq":${last},"pending":0}`;
const fetched = (docs: Hostile[]) =>
	`{"results":[${docs.map(({ text, id }) => `{"id":${id},"docs":[{"ok":${text}}]}`).join(',')}]}`;
const plain = (answer: { headers: object }, body: string) => ({
	status: 200,
	headers: { ...answer.headers, 'content-encoding': undefined, 'content-type': 'application/json' },
	body
});

test('fault 24: a flood of tombstones comes', async (here) => {
	const count = newCount();
	const { phone, gid, registry, doors, proxy } = await startGroup(world, 1);
	const [saved] = await knock(phone, doors[0] as Door);
	await mustSync(phone);
	const tombs = Array.from({ length: 2000 }, () => {
		const own = hash();
		return { _id: newId('visit'), _deleted: true, _rev: `1-${own}`, _revisions: { start: 1, ids: [own] } };
	});
	await registry.plant(gid, tombs);
	const friend = await newPhone(proxy.url, gid, 'volunteer', await registry.invite(gid, 'volunteer'));
	const began = performance.now();
	for (const one of [friend, phone]) await mustSync(one);
	const took = Math.round(performance.now() - began);
	for (const one of [friend, phone]) {
		expect(await one.store.list('visit')).toHaveLength(1);
		if (!(await one.store.get(saved as string))) count.lost++;
		expect(await one.leaves()).toEqual(await registry.leaves(gid));
	}
	await works(phone, doors[0] as Door, count);
	count.runs = tombs.length;
	expect(count).toMatchObject(nothing);
	report(here, 24, count, `${tombs.length} tombstones, fetched by a new phone and an old one in ${took} ms`);
}, 180_000);

test('fault 24: hundreds of versions of one record are brought together, some at a time', async (here) => {
	const count = newCount();
	const { phone, gid, registry, proxy, area } = await startGroup(world, 1);
	const parent = (await phone.db.docs.get(area._id))?.rev.slice(2) ?? '';
	const { _rev: _, ...body } = area;
	// Each of these phones renamed the patch time after time, without a network, and knew its own names alone.
	const [away, times] = [40, 5];
	const names = Array.from({ length: away }, (_, n) => `Name of phone ${n}`);
	const versions = names.flatMap((name, n) =>
		Array.from({ length: times }, (_, i) => {
			const [own, device] = [hash(), `device-${n}-away`];
			const dots = { name: [device, i + 1, area.created_at] };
			const last = i + 1 === times ? name : `${name}, not yet ${i}`;
			const revision = { _rev: `2-${own}`, _revisions: { start: 2, ids: [own, parent] } };
			return { ...body, name: last, clock: { [device]: i + 1 }, dots, ...revision };
		})
	);
	await registry.plant(gid, versions);
	// As the app waits: a document of so many versions takes its time.
	const patience = { headers: 20_000, body: 60_000 };
	phone.given = { patience };
	const began = performance.now();
	let [rounds, standing] = [0, Infinity];
	while (standing > 1 && rounds < 60) {
		await mustSync(phone);
		const row = await phone.db.docs.get(area._id);
		standing = row ? leavesOf(row).filter((leaf) => !leaf.deleted).length : 0;
		rounds++;
	}
	const took = Math.round((performance.now() - began) / 1000);
	expect(standing).toBe(1);
	const friend = await newPhone(proxy.url, gid, 'volunteer', await registry.invite(gid, 'volunteer'));
	friend.given = { patience };
	for (const one of [friend, phone]) await mustSync(one);
	for (const one of [friend, phone]) {
		const merged = await one.store.get<Patch>(area._id);
		const kept = [merged?.name, ...(merged?.also?.name ?? []).map(({ value }) => value)];
		count.lost += names.filter((name) => !kept.includes(name)).length;
		count.doubled += kept.length - new Set(kept).size;
		expect(await one.leaves()).toEqual(await registry.leaves(gid));
	}
	count.runs = versions.length;
	expect(count).toMatchObject(nothing);
	report(here, 24, count, `one again after ${rounds} rounds, which took ${took} s; no name is lost`);
}, 180_000);
