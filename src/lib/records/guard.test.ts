import { build } from 'esbuild';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
	checkRecord,
	checkWrite,
	commitment,
	community,
	door,
	editRecord,
	kindOf,
	listing,
	mayWrite,
	member,
	patch,
	upgradeRecord,
	visit,
	type Author,
	type Member,
	type Who
} from './index.ts';
import { upgradeWith } from './guard.ts';
import type { Base, KindRule } from './record.ts';

const ann = 'member:01k0toad0ane000000000000m1';
const bea = 'member:01k0toad0ane000000000000m2';
const organiser: Who = { member: ann, role: 'organiser' };
const volunteer: Who = { member: bea, role: 'volunteer' };
const author: Author = { member: bea, device: 'phone-b', at: '2026-08-01T10:00:00.000Z' };

describe('who may write', () => {
	it('lets a volunteer add a visit of their own, and nobody else’s', () => {
		const own = { ...visit.sample(), created_by: bea };
		expect(checkWrite(own, undefined, volunteer)).toBe(true);
		expect(checkWrite(visit.sample(), null, volunteer)).toBe('not_yours');
	});

	it('lets an organiser give back what others wrote, after the server lost it', () => {
		expect(checkWrite({ ...visit.sample(), created_by: bea }, undefined, organiser)).toBe(true);
	});

	it('leaves community, commitments and listing to organisers', () => {
		for (const kind of [community, commitment, listing]) {
			expect(checkWrite({ ...kind.sample(), created_by: bea }, undefined, volunteer)).toBe('role');
			expect(checkWrite(kind.sample(), undefined, organiser)).toBe(true);
		}
	});

	it('refuses a listing that names one commitment twice', () => {
		const told = listing.sample();
		const twice = {
			...told,
			commitments: told.commitments.flatMap((one) => [one, { ...one, title: 'Again' }])
		};
		expect(checkWrite(twice, undefined, organiser)).toBe('commitments:contradiction');
	});

	it('refuses a change of an immutable record and takes the same once more', () => {
		const first = { ...visit.sample(), created_by: bea, _rev: '1-a' };
		expect(checkWrite({ ...first, result: 'no_answer' }, first, volunteer)).toBe('immutable');
		expect(checkWrite({ ...first, _revisions: { start: 1, ids: ['a'] } }, first, volunteer)).toBe(true);
		const server: Who = { member: 'server', role: 'server' };
		expect(checkWrite({ ...first, result: 'no_answer' }, first, server)).toBe('immutable');
		expect(checkWrite({ _id: first._id, _deleted: true }, first, server)).toBe('immutable');
	});

	it('refuses to delete an immutable record, and lets a conflict’s losing revision go', () => {
		expect(checkWrite({ _id: visit.sample()._id, _deleted: true }, visit.sample(), organiser)).toBe(
			'immutable'
		);
		expect(checkWrite({ _id: door.sample()._id, _deleted: true }, door.sample(), volunteer)).toBe(true);
		expect(checkWrite({ _id: commitment.sample()._id, _deleted: true }, commitment.sample(), volunteer)).toBe(
			'role'
		);
		expect(checkWrite({ _id: 'thing:1', _deleted: true }, undefined, organiser)).toBe('unknown_kind');
	});

	it('leaves the deletion of the last version that stands to organisers', () => {
		const gone = { _id: door.sample()._id, _deleted: true };
		expect(checkWrite(gone, door.sample(), volunteer, true)).toBe('not_replaced');
		expect(checkWrite(gone, door.sample(), organiser, true)).toBe(true);
		expect(checkWrite(gone, undefined, volunteer, true)).toBe(true);
	});

	it('lets an edit win over a deletion', () => {
		const gone = { _id: door.sample()._id, _deleted: true };
		expect(checkWrite(door.sample(), gone, volunteer)).toBe(true);
	});

	it('keeps who made a record and when, unless two phones made the same door', () => {
		const before = patch.sample();
		expect(checkWrite({ ...before, created_by: bea }, before, volunteer)).toBe('created_changed');
		expect(checkWrite({ ...before, created_at: '2026-01-01T00:00:00.000Z' }, before, volunteer)).toBe(
			'created_changed'
		);
		const earlier = { ...door.sample(), created_by: bea, created_at: '2026-01-01T00:00:00.000Z' };
		expect(checkWrite(earlier, door.sample(), volunteer)).toBe(true);
		expect(checkWrite({ ...door.sample(), created_by: bea }, door.sample(), volunteer)).toBe(true);
		expect(checkWrite(door.sample(), earlier, volunteer)).toBe('created_changed');
	});

	it('lets people rename themselves only, and never change their role', () => {
		const own: Member = { ...member.sample(), _id: bea, created_by: bea, role: 'volunteer' };
		expect(checkWrite({ ...own, name: 'Bea' }, own, volunteer)).toBe(true);
		expect(checkWrite({ ...own, role: 'organiser' }, own, volunteer)).toBe('role_change');
		expect(checkWrite({ ...own, removed_at: author.at }, own, volunteer)).toBe('role_change');
		expect(checkWrite({ ...own, name: 'Bee' }, own, organiser)).toBe('not_yours');
		expect(checkWrite({ ...own, role: 'organiser' }, own, { member: 'server', role: 'server' })).toBe(true);
	});

	it('refuses the community of another group', () => {
		const group = '01k0toad0ane000000000000g1';
		expect(checkWrite(community.sample(), undefined, { ...organiser, group })).toBe(true);
		expect(
			checkWrite(community.sample(), undefined, { ...organiser, group: group.replace('g1', 'g2') })
		).toBe('other_group');
	});

	it('answers a phone as the server would', () => {
		expect(mayWrite(volunteer, commitment.sample())).toBe('role');
		expect(mayWrite(organiser, commitment.sample())).toBe(true);
	});

	it('takes what a phone edits', () => {
		const edited = editRecord(patch.sample(), { name: 'Milnrow', assigned: [bea] }, author);
		expect(checkWrite(edited, patch.sample(), volunteer)).toBe(true);
	});
});

describe('checks', () => {
	it('names the first wrong field in the reason', () => {
		expect(checkWrite({ ...patch.sample(), name: 'x'.repeat(81) }, undefined, organiser)).toBe(
			'name:too_long'
		);
	});

	it('says how long is too long', () => {
		const made = patch.make({ name: 'x'.repeat(81) }, author);
		expect(made).toEqual({ ok: false, problems: [{ field: 'name', code: 'too_long', limit: 80 }] });
	});

	it('says which part of a field is wrong', () => {
		const { measure } = commitment.sample();
		expect(commitment.check({ ...commitment.sample(), measure: { ...measure, unit: '' } })).toEqual([
			{ field: 'measure.unit', code: 'required' }
		]);
		expect(community.check({ ...community.sample(), tags: ['ok', 'x'.repeat(41)] })).toEqual([
			{ field: 'tags.1', code: 'too_long', limit: 40 }
		]);
	});

	it.each(['javascript:alert(1)', 'http://a.example', 'data:text/html,x', ' https://a b', 'https://a"b'])(
		'takes no link such as %s',
		(link) => expect(community.check({ ...community.sample(), links: [link] })).not.toEqual([])
	);

	it.each(['https://a.example/b?c=d#e', 'mailto:hello@a.example', 'tel:+441706000000'])(
		'takes the link %s',
		(link) => expect(community.check({ ...community.sample(), links: [link] })).toEqual([])
	);

	it.each(['2026-02-29', '2026-13-01', '2026-00-10', '12 July', '2026-7-1'])(
		'takes no day such as %s',
		(by) => {
			const { target } = commitment.sample();
			expect(commitment.check({ ...commitment.sample(), target: { ...target, by } })).not.toEqual([]);
		}
	);

	it('takes emoji and every script in a name', () => {
		for (const name of ['Toad Lane 🐸👩‍👩‍👧', 'Tŷ Gwyn', 'साझा', 'محلة', '共同']) {
			expect(community.check({ ...community.sample(), name }), name).toEqual([]);
		}
	});

	it('refuses a target on the wrong side of where it stands', () => {
		const { target } = commitment.sample();
		expect(commitment.check({ ...commitment.sample(), target: { ...target, value: -1 } })).toEqual([
			{ field: 'target.value', code: 'contradiction' }
		]);
		expect(commitment.check({ ...commitment.sample(), target: { ...target, by: '2025-01-01' } })).toEqual([
			{ field: 'target.by', code: 'contradiction' }
		]);
	});

	it('tells kinds apart by the id', () => {
		expect(kindOf('visit:01k0toad0ane000000000000v1')).toBe('visit');
		for (const id of ['constructor:1', '__proto__:1', 'visit', '', ':', 'toString:1'])
			expect(kindOf(id), id).toBeUndefined();
	});

	it('holds what a merge may bring forward to the same as what is shown', () => {
		const dot = ['phone-b', 1, author.at] as const;
		const withMore = (more: object) => checkRecord({ ...patch.sample(), clock: { 'phone-b': 1 }, ...more });
		expect(withMore({ also: { name: [{ value: 'Milnrow', dot }] }, dots: { name: dot } })).toEqual([]);
		expect(withMore({ also: { season: [{ dot }] } })).toEqual([]);
		expect(withMore({ dots: { streets: [['Toad Lane', ...dot.slice(0, 2), 1]] } })).toEqual([]);
		expect(withMore({ also: { name: [{ value: {}, dot }] } })).toEqual([
			{ field: 'also.name.0', code: 'type' }
		]);
		expect(withMore({ also: { season: [{ value: null, dot }] } })).toEqual([
			{ field: 'also.season.0', code: 'type' }
		]);
		expect(withMore({ also: { name: [{ dot }] } })).toEqual([{ field: 'also.name.0', code: 'required' }]);
		expect(withMore({ dots: { name: [['x', 'phone-b', 1, 1]] } })).toEqual([
			{ field: 'dots.name', code: 'type' }
		]);
		expect(withMore({ dots: { streets: [[{}, 'phone-b', 1, 1]] } })).toEqual([
			{ field: 'dots.streets.0', code: 'type' }
		]);
	});

	it('refuses more than 64 KB and no less', () => {
		const filled = (bytes: number) => ({ ...patch.sample(), more: 'x'.repeat(bytes) });
		expect(checkRecord(filled(64_000))).toEqual([]);
		expect(checkRecord(filled(65_536))).toEqual([{ field: 'more', code: 'too_long', limit: 65_536 }]);
	});
});

describe('upgrading', () => {
	const rule: KindRule = {
		type: 'thing',
		schema: 3,
		immutable: false,
		id: /^.$/,
		created: 'fixed',
		fields: {},
		sets: [],
		writers: [],
		upgrades: { 1: (old) => ({ ...old, one: true }) as Base, 2: (old) => ({ ...old, two: true }) as Base }
	};
	const thing = (schema: number) =>
		({ _id: 'thing:1', type: 'thing', schema, created_at: author.at, created_by: ann }) as Base;

	it('takes every step in order', () => {
		expect(upgradeWith(rule, thing(1))).toEqual({ ...thing(3), one: true, two: true });
		expect(upgradeWith(rule, thing(2))).toEqual({ ...thing(3), two: true });
	});

	it('leaves today’s and newer records alone', () => {
		expect(upgradeWith(rule, thing(3))).toEqual(thing(3));
		expect(upgradeWith(rule, thing(9))).toEqual(thing(9));
	});

	it('leaves records of unknown kinds alone', () => {
		expect(upgradeRecord(thing(1))).toEqual(thing(1));
	});
});

describe('inside CouchDB', () => {
	/** CouchDB's older engine has what ES2017 has, and of that no `normalize` and no `Intl`. */
	const forgetNewer = `
		for (const name of ['URL', 'crypto', 'TextEncoder', 'Intl', 'structuredClone', 'WebAssembly']) delete globalThis[name];
		for (const [type, names] of [
			[Object, ['fromEntries', 'hasOwn', 'groupBy']],
			[Array.prototype, ['flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
			[String.prototype, ['normalize', 'at', 'matchAll', 'replaceAll', 'trimStart', 'trimEnd', 'isWellFormed', 'toWellFormed']]
		]) for (const name of names) delete type[name];`;

	const bundle = () =>
		build({
			stdin: {
				contents: "export { checkWrite } from './index.ts'",
				resolveDir: import.meta.dirname,
				loader: 'ts'
			},
			bundle: true,
			write: false,
			format: 'iife',
			globalName: 'gate',
			target: 'es2017',
			minifyWhitespace: true,
			logLevel: 'silent'
		}).then(({ outputFiles }) => outputFiles[0]?.text ?? '');

	it('brings no maker of ids or hashes along and stays small', async () => {
		const source = await bundle();
		expect(source).not.toMatch(/sha-?256|monotonic|getRandomValues|crypto/i);
		expect(source.length).toBeLessThan(48_000);
	});

	it('runs without anything that CouchDB’s engines lack', async () => {
		const source = `${forgetNewer}
			${await bundle()};
			[gate.checkWrite(doc, null, who), gate.checkWrite(bad, doc, who), gate.checkWrite(gone, doc, who)].join(' ')`;
		const verdicts: unknown = runInNewContext(source, {
			doc: community.sample(),
			bad: { ...community.sample(), name: 'Toad\u202eLane' },
			gone: { _id: community.sample()._id, _deleted: true },
			who: organiser
		});
		expect(verdicts).toBe('true name:characters true');
	});
});
