import { transform } from 'esbuild';
import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { eraseRecord, kinds, type Kind } from '../src/lib/records/index.ts';
import { bundleCheck } from './design-documents.ts';

const ADMIN = { db: '', roles: ['_admin'] };
const group = `group-${kinds.community.sample()._id.slice('community:'.length)}`;
let sources: Record<'group' | 'registry' | 'internal', string>;
let calls: Record<
	'group' | 'registry' | 'internal',
	(next: unknown, before?: unknown, user?: object) => unknown
>;

beforeAll(async () => {
	sources = {
		group: await bundleCheck('validateGroup'),
		registry: await bundleCheck('validateRegistry'),
		internal: await bundleCheck('validateInternal')
	};
	calls = { group: bare(sources.group), registry: bare(sources.registry), internal: bare(sources.internal) };
});

/** What the older of CouchDB's engines lacks of the language: everything after ES2017, `normalize` and `Intl`. */
const LACKING: Record<string, string[]> = {
	globalThis: ['Intl', 'WebAssembly', 'structuredClone', 'BigInt', 'WeakRef', 'AggregateError'],
	Object: ['fromEntries', 'hasOwn', 'groupBy'],
	'Array.prototype': [
		'flat',
		'flatMap',
		'at',
		'findLast',
		'findLastIndex',
		'toSorted',
		'toReversed',
		'toSpliced',
		'with'
	],
	'String.prototype': [
		'normalize',
		'at',
		'matchAll',
		'replaceAll',
		'trimStart',
		'trimEnd',
		'isWellFormed',
		'toWellFormed'
	]
};

/** Runs a check as CouchDB does: no more than the language itself, as far as both engines have it. */
function bare(source: string) {
	const context = createContext(Object.create(null) as object);
	for (const [where, names] of Object.entries(LACKING))
		for (const name of names) runInContext(`delete ${where}.${name}`, context);
	runInContext(`var check = ${source};`, context);
	return (next: unknown, before: unknown = null, user: object = { ...ADMIN, db: group }) => {
		const json = JSON.stringify(JSON.stringify([next, before, user]));
		const call = `(function () { var a = JSON.parse(${json}); try { check(a[0], a[1], a[2], {}); return true; }
			catch (e) { if (e && e.forbidden) return e.forbidden; throw e; } })()`;
		return runInContext(call, context) as unknown;
	};
}

describe('the check that CouchDB runs', () => {
	it.each(['group', 'registry', 'internal'] as const)(
		'is one function expression in ES2017 (%s)',
		async (name) => {
			const source = `var check = ${sources[name]};`;
			const newest = await transform(source, { target: 'esnext', minifyWhitespace: true });
			const old = await transform(source, { target: 'es2017', minifyWhitespace: true });
			expect(old.code).toBe(newest.code);
			expect(sources[name]).toMatch(/^function \(newDoc, oldDoc, userCtx, secObj\) \{/);
		}
	);

	it('would tell newer syntax from ES2017', async () => {
		const source = 'var check = function (a) { return a?.b ?? { ...a }; };';
		const newest = await transform(source, { target: 'esnext', minifyWhitespace: true });
		const old = await transform(source, { target: 'es2017', minifyWhitespace: true });
		expect(old.code).not.toBe(newest.code);
	});

	it.each(['[].flatMap(String)', 'Object.fromEntries([])', '"a".replaceAll("a", "b")', '[1].at(0)'])(
		'would fail where it used %s',
		(newer) => {
			const check = bare(`function () { ${newer}; }`);
			expect(() => check({})).toThrow('not a function');
		}
	);

	it('refuses to change or delete what is written once', () => {
		const before = kinds.visit.sample();
		expect(calls.group({ ...before, note: 'Another' }, before)).toBe('immutable');
		expect(calls.group({ _id: before._id, _deleted: true }, before)).toBe('immutable');
		expect(calls.group({ ...before, _rev: '2-a' }, before)).toBe(true);
		const patch = kinds.patch.sample();
		expect(calls.group({ _id: patch._id, _deleted: true }, patch)).toBe(true);
	});

	it('lets nothing of a person come back to what was erased', () => {
		const contact = kinds.contact.sample();
		const erased = eraseRecord(contact, '2026-07-18T10:00:00.000Z');
		expect(calls.group(erased, contact)).toBe(true);
		expect(calls.group(contact, erased)).toBe('erased');
	});

	it('is small and asks for nothing that an engine may lack', () => {
		expect(sources.group.length).toBeLessThan(48_000);
		for (const absent of ['TextEncoder', 'crypto', 'require(', 'import ', 'Intl', 'new URL']) {
			expect(sources.group).not.toContain(absent);
		}
	});

	it.each(Object.keys(kinds) as Kind[])('accepts a %s', (kind) => {
		expect(calls.group(kinds[kind].sample())).toBe(true);
	});

	it.each([
		[{ _id: 'sermon:1', type: 'sermon' }],
		[{ _id: '__proto__', type: 'visit' }],
		[{ _id: 'visit:1', type: 'door' }],
		[{ _id: 'constructor:1', type: 'constructor' }],
		[{ ...kinds.patch.sample(), name: 'x'.repeat(70_000) }],
		[{ ...kinds.patch.sample(), name: 7 }],
		[{ ...kinds.patch.sample(), name: '\ud800' }],
		[{ ...kinds.patch.sample(), name: 'a\u202eb' }],
		[{ ...kinds.patch.sample(), _attachments: { a: {} } }],
		[{ ...kinds.patch.sample(), deep: JSON.parse('['.repeat(40) + ']'.repeat(40)) as unknown }],
		[{ ...kinds.patch.sample(), bad: JSON.parse('{"__proto__":{"x":1}}') as unknown }],
		[{ ...kinds.community.sample(), links: ['javascript:alert(1)'] }]
	])('refuses %j', (doc) => {
		expect(calls.group(doc)).toEqual(expect.any(String));
	});

	it('refuses another group’s community, and takes its own', () => {
		const doc = kinds.community.sample();
		expect(calls.group(doc, null, { ...ADMIN, db: 'group-01hzzzzzzzzzzzzzzzzzzzzzzz' })).toBe('other_group');
		expect(calls.group(doc, null, { ...ADMIN, db: `test-${group}` })).toBe(true);
	});

	it('lets nobody but administrators write, not even design documents', () => {
		const design = { _id: '_design/x', validate_doc_update: '' };
		for (const check of [calls.group, calls.registry, calls.internal]) {
			expect(check(kinds.patch.sample(), null, { db: group, roles: [] })).toBe('role');
			expect(check(design, null, { db: group, roles: ['member'] })).toBe('role');
			expect(check(design)).toBe(true);
		}
	});

	it('takes published listings alone into the registry', () => {
		const published = { ...kinds.listing.sample(), created_by: 'server', slug: 'spotland-neighbours' };
		expect(calls.registry(published)).toBe(true);
		expect(calls.registry({ ...published, pilot: true, verified: true })).toBe(true);
		expect(calls.registry({ ...published, slug: '../x' })).toBe('slug:format');
		expect(calls.registry(kinds.visit.sample())).toBe('unknown_kind');
		expect(calls.registry({ ...published, point: [1.23456, 2] })).toEqual(expect.any(String));
	});

	it('takes published stories and their pictures into the registry, under their group', () => {
		const shown = (kind: 'story' | 'picture' | 'part', more: object = {}) => {
			const { _id, type, schema, created_at, ...fields } = kinds[kind].sample();
			const inGroup = _id.replace(':', `:${group.slice('group-'.length)}:`);
			const view = kind === 'story' ? kinds.story.publicView?.(kinds.story.sample()) : fields;
			return { ...view, _id: inGroup, type, schema, created_at, created_by: 'server', ...more };
		};
		expect(calls.registry(shown('story', { slug: 'spotland-neighbours' }))).toBe(true);
		expect(calls.registry(shown('story'))).toBe('slug:format');
		expect(calls.registry(shown('story', { slug: 'a', title: 'x'.repeat(121) }))).toBe('title:too_long');
		expect(calls.registry(shown('story', { slug: 'a', pictures: ['../x'] }))).toBe('pictures.0:format');
		expect(calls.registry(shown('picture', { complete: false }))).toBe(true);
		expect(calls.registry(shown('part'))).toBe(true);
		expect(calls.registry({ ...kinds.picture.sample(), created_by: 'server' })).toBe('_id:format');
	});

	it('takes published co-ops into the registry, those of a directory too', () => {
		const shown = (id: string, more: object = {}) => ({
			...{ _id: `coop:${group.slice('group-'.length)}:${id}`, type: 'coop', schema: 1, name: 'Bakers' },
			...{ created_at: '2026-09-08T00:00:00.000Z', created_by: 'server', needs: ['food'] },
			...{ seen_on: '2026-09-08', website: 'http://bakers.example/', slug: 'a', ...more }
		});
		expect(calls.registry(shown('01k0toad0ane000000000000q1'))).toBe(true);
		expect(calls.registry(shown('cuk-organisations:R006884'))).toBe(true);
		expect(calls.registry(shown('cuk-organisations:R006884', { slug: undefined }))).toBe('slug:format');
		expect(calls.registry(shown('x', { name: 'x'.repeat(161) }))).toBe('name:too_long');
		expect(calls.registry(shown('x', { website: 'javascript:alert(1)' }))).toBe('website:format');
		expect(calls.registry({ ...shown('x'), _id: 'coop:01k0toad0ane000000000000q1' })).toBe('_id:format');
	});

	it('takes published events into the registry, under their group and with their community’s address', () => {
		const { _id, type, schema, created_at } = kinds.event.sample();
		const shown = (more: object = {}) => ({
			...kinds.event.publicView?.(kinds.event.sample()),
			...{ _id: _id.replace(':', `:${group.slice('group-'.length)}:`), type, schema, created_at },
			...{ created_by: 'server', changed_at: created_at, registered_at: created_at, ...more }
		});
		expect(calls.registry(shown({ slug: 'spotland-neighbours' }))).toBe(true);
		expect(calls.registry(shown())).toBe('slug:format');
		expect(calls.registry(shown({ slug: 'a', _id }))).toBe('_id:format');
		expect(calls.registry(shown({ slug: 'a', title: 'x'.repeat(121) }))).toBe('title:too_long');
		const when = { start: '2026-07-12T14:00', end: '2026-07-12T13:00', zone: 'Europe/London' };
		expect(calls.registry(shown({ slug: 'a', when }))).toBe('when.end:contradiction');
	});
});
