import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { closeAll, database, graft, grafted, reference, type Database, type Doc } from './test-database.ts';

/** Whatever happens to a database of ours and to one of PouchDB's own memory adapter, both must answer the same. */

afterEach(closeAll);

const id = fc.constantFrom('a', 'b', 'c');
const hash = fc.constantFrom('p', 'q', 'r', 's');
const content = fc.constantFrom('one', 'two', 'three');
const name = fc.constantFrom('note', 'photo');
const command = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ does: fc.constant('edit' as const), id }) },
	fc.record({ does: fc.constant('remove' as const), id }),
	fc.record({ does: fc.constant('stale' as const), id }),
	fc.record({ does: fc.constant('attach' as const), id, name, content }),
	fc.record({ does: fc.constant('detach' as const), id, name }),
	fc.record({ does: fc.constant('local' as const), id }),
	fc.record({ does: fc.constant('removeLeaf' as const), id, hash }),
	fc.record({ does: fc.constant('batch' as const), ids: fc.array(id, { minLength: 1, maxLength: 4 }) }),
	{
		weight: 4,
		arbitrary: fc.record({
			does: fc.constant('graft' as const),
			ids: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
			hashes: fc.array(hash, { minLength: 1, maxLength: 4 })
		})
	},
	fc.record({ does: fc.constant('compact' as const) }),
	fc.record({
		does: fc.constant('meet' as const),
		way: fc.constantFrom('to' as const, 'from' as const, 'both' as const),
		ids: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }),
		hashes: fc.array(hash, { minLength: 1, maxLength: 4 })
	})
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

const attached = (text: string) => ({
	content_type: 'text/plain',
	data: Buffer.from(text).toString('base64')
});

const graftedFields = {
	p: {},
	q: { _attachments: { note: attached('one') } },
	r: { _attachments: { note: attached('two'), photo: attached('three') } },
	s: { _deleted: true }
};

/** Whom a database replicates with: PouchDB's memory adapter on both sides. */
const friends = new WeakMap<Database, Database>();
function friendOf(db: Database): Database {
	const friend = friends.get(db) ?? reference();
	friends.set(db, friend);
	return friend;
}

/** Puts a branch into the documents of these names. */
function branch(db: Database, ids: readonly string[], given: readonly (keyof typeof graftedFields)[]) {
	// As real ones do, a hash stands for the content and all that went before it.
	const hashes = given.map((_, i) => given.slice(i).join(''));
	const fields = { n: hashes[0], ...graftedFields[given[0]!] };
	return graft(db, ...ids.map((one) => grafted(one, hashes, structuredClone(fields))));
}

/** `step` makes each edit another: PouchDB’s own adapter breaks on one that makes a revision it has. */
async function act(db: Database, command: Command, step: number): Promise<unknown> {
	const there = 'id' in command ? await db.get(command.id).catch(() => undefined) : undefined;
	switch (command.does) {
		case 'edit':
			return db.put({ ...there, _id: command.id, n: step });
		case 'stale':
			return db.put({ _id: command.id, _rev: '1-zz', n: step });
		case 'remove':
			return there && db.remove(there);
		case 'attach':
			return (
				there &&
				db.putAttachment(command.id, command.name, there._rev, Buffer.from(command.content), 'text/plain')
			);
		case 'detach':
			return there?._attachments && db.put({ ...there, n: step, _attachments: without(there, command.name) });
		case 'local': {
			const local = `_local/${command.id}`;
			const old = await db.get(local).catch(() => undefined);
			return db.put({ _id: local, _rev: step % 5 ? old?._rev : '0-9', n: step } as Doc);
		}
		case 'removeLeaf': {
			const leaves = (await db.get(command.id, { open_revs: 'all' })) as unknown as { ok: Doc }[];
			const known = leaves.map((one) => one.ok).sort((x, y) => (String(x._rev) < String(y._rev) ? -1 : 1));
			const leaf = known.find((one) => one._rev?.includes(`-${command.hash}`));
			return leaf && db.remove(leaf as PouchDB.Core.RemoveDocument);
		}
		case 'batch':
			return db.bulkDocs(command.ids.map((one, i) => ({ _id: one, n: `${step} ${i}` })));
		case 'graft':
			return branch(db, command.ids, command.hashes);
		case 'meet': {
			const friend = friendOf(db);
			await branch(friend, command.ids, command.hashes);
			if (command.way !== 'from') await db.replicate.to(friend);
			if (command.way !== 'to') await db.replicate.from(friend);
			return undefined;
		}
		case 'compact':
			return db.compact();
	}
}

const without = ({ _attachments: all }: Doc, name: string) =>
	Object.fromEntries(Object.entries(all ?? {}).filter(([one]) => one !== name));

/** What came of it, as both must say it. */
async function outcome(db: Database, command: Command, step: number): Promise<unknown> {
	try {
		const answer = await act(db, command, step);
		return Array.isArray(answer) ? answer.map(told) : told(answer);
	} catch (error) {
		return told(error);
	}
}

function told(answer: unknown): unknown {
	const { ok, id, rev, status } = (answer ?? {}) as Record<string, unknown>;
	return ok ? { ok, id, rev } : { status };
}

/**
 * Every field, in one order; equals among conflicts have none. Which generation an attachment came with is left out:
 * for grafts PouchDB’s own adapters say the winning revision’s.
 */
function plain(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(plain);
	if (!value || typeof value !== 'object') return value;
	const fields = Object.entries(value).filter(([field]) => field !== 'revpos');
	return Object.fromEntries(
		fields
			.map(([field, one]) => [field, field === '_conflicts' ? [...(one as string[])].sort() : plain(one)])
			.sort()
	);
}

async function look(db: Database) {
	const feed = await db.changes({
		style: 'all_docs',
		include_docs: true,
		conflicts: true,
		attachments: true
	});
	const leaves = feed.results.flatMap(({ id: one, changes }) => changes.map(({ rev }) => ({ id: one, rev })));
	// PouchDB’s own bulkGet never answers an empty question.
	const bodies = leaves.length
		? await db.bulkGet({ docs: leaves, revs: true, attachments: true })
		: undefined;
	const ids = ['a', 'b', 'c'];
	const got = ids.map((one) => db.get(one, { conflicts: true, revs: true, attachments: true }).catch(told));
	const locals = ids.map((one) => db.get(`_local/${one}`).catch(told));
	const { doc_count, update_seq } = await db.info();
	return plain({
		doc_count,
		update_seq,
		feed: feed.results.map((change) => ({
			...change,
			changes: change.changes.map(({ rev }) => rev).sort()
		})),
		bodies: bodies?.results.map((one) => JSON.stringify(plain(one))).sort(),
		got: await Promise.all(got),
		locals: await Promise.all(locals),
		all: (await db.allDocs({ include_docs: true, conflicts: true, attachments: true })).rows
	}) as Record<string, unknown>;
}

/** Those of these revisions of `a` that are in its tree: of others PouchDB's own adapters can't say the latest. */
async function known(ours: Database, revs: readonly string[]) {
	const { a } = await ours.revsDiff({ a: [...revs] });
	return revs.filter((rev) => !a?.missing?.includes(rev)).map((rev) => ({ id: 'a', rev }));
}

/** The leaves that came of these revisions, each once. */
async function latest(db: Database, docs: { id: string; rev: string }[]) {
	if (!docs.length) return [];
	const { results } = await db.bulkGet({ docs, revs: true, latest: true } as never);
	const told = results.flatMap((one) => one.docs.map((doc) => JSON.stringify(plain(doc))));
	return [...new Set(told)].sort();
}

/** A feed as it is when each change came at another time. */
const inNoOrder = (feed: unknown) =>
	(feed as Doc[]).map(({ seq: _, ...change }) => JSON.stringify(change)).sort();

/** Of compacted ancestors PouchDB’s own adapters say that they are missing; CouchDB and ours do not. */
async function differences(db: Database) {
	const feed = await db.changes({ style: 'all_docs' });
	const leaves = feed.results.map((change) => [change.id, change.changes.map(({ rev }) => rev)] as const);
	return db.revsDiff(
		Object.fromEntries(leaves.map(([one, revs]) => [one, [...revs, '9-z']]).concat([['x', ['1-p']]]))
	);
}

const story = (most: number) => fc.array(command, { minLength: 3, maxLength: most });
/** A story in which nothing is replicated: the order of its changes is known. */
const alone = (most: number) => story(most).map((steps) => steps.filter(({ does }) => does !== 'meet'));

async function both(steps: readonly Command[], then: (ours: Database, theirs: Database) => Promise<void>) {
	const [ours, theirs] = [database(), reference()];
	for (const [n, step] of steps.entries())
		expect(await outcome(ours, step, n)).toEqual(await outcome(theirs, step, n));
	await then(ours, theirs);
	await end(ours, theirs);
}

/** Ends databases of one test, and those that they replicated with. */
async function end(...all: Database[]) {
	const others = all.flatMap((db) => friends.get(db) ?? []);
	await closeAll();
	for (const db of [...all.filter((one) => (one as { adapter?: string }).adapter === 'memory'), ...others])
		await db.destroy();
}

describe('as PouchDB’s own memory adapter', () => {
	test('any story ends the same', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(story(16), (steps) =>
				both(steps, async (ours, theirs) => {
					const [left, right] = [await look(ours), await look(theirs)];
					// Replication fetches in whatever order the answers come.
					if (steps.some(({ does }) => does === 'meet'))
						for (const one of [left, right]) Object.assign(one, { update_seq: 0, feed: inNoOrder(one.feed) });
					expect(left).toEqual(right);
				})
			),
			{ numRuns: 100 }
		);
	});

	const key = fc.option(fc.constantFrom('', 'a', 'aa', 'b', 'c', 'd'), { nil: undefined });
	const number = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined });
	const yes = fc.boolean();
	const questions = fc.record({
		range: fc.record({
			startkey: key,
			endkey: key,
			descending: yes,
			inclusive_end: yes,
			skip: number,
			limit: number
		}),
		keys: fc.array(fc.constantFrom('a', 'b', 'c', 'x'), { maxLength: 4 }),
		feed: fc.record({ since: number, limit: number, descending: yes, include_docs: yes }),
		revs: fc.uniqueArray(fc.constantFrom('1-p', '2-pq', '1-q', '2-qp', '3-ppp'), {
			minLength: 1,
			maxLength: 3
		})
	});
	const given = (options: object) =>
		Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

	test('any question is answered the same', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(alone(10), fc.array(questions, { minLength: 4, maxLength: 4 }), (steps, asked) =>
				both(steps, async (ours, theirs) => {
					for (const { range, keys, feed, revs } of asked) {
						const docs = await known(ours, revs);
						const answers = (db: Database) =>
							Promise.all([
								db.allDocs(given(range)).then(({ rows, total_rows }) => ({ rows, total_rows })),
								db.allDocs({ keys }).then(({ rows }) => rows),
								db.changes(given(feed)).then(({ results, last_seq }) => ({ results, last_seq })),
								db.changes({ doc_ids: keys }).then(({ results }) => results),
								differences(db),
								db.get('a', { open_revs: [...revs] }).catch(told),
								latest(db, docs)
							]);
						expect(plain(await answers(ours))).toEqual(plain(await answers(theirs)));
					}
				})
			),
			{ numRuns: 50 }
		);
	});

	test('replicating there and back makes both hold the same', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(story(8), story(8), async (here, there) => {
				const [ours, theirs, third] = [database(), reference(), database()];
				for (const [n, step] of here.entries()) await outcome(ours, step, n);
				for (const [n, step] of there.entries()) await outcome(theirs, step, 100 + n);
				await ours.sync(theirs);
				await theirs.replicate.to(third);
				const [left, right, other] = [await look(ours), await look(theirs), await look(third)];
				expect(left.got).toEqual(right.got);
				expect(other.got).toEqual(right.got);
				expect(left.bodies).toEqual(right.bodies);
				expect(other.bodies).toEqual(right.bodies);
				expect(inNoOrder(left.feed)).toEqual(inNoOrder(right.feed));
				expect(inNoOrder(other.feed)).toEqual(inNoOrder(right.feed));
				await end(ours, theirs, third);
			}),
			{ numRuns: 20 }
		);
	});
});
