import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	checkRecord,
	checkWrite,
	editRecord,
	kindOf,
	kinds,
	mergeRecords,
	upgradeRecord,
	type AnyRecord,
	type Author,
	type Kind,
	type Role,
	type Who
} from './index.ts';
import type { Base } from './record.ts';

/** One contract for every kind of record: what must hold for a new kind before it is used anywhere. */

const everyKind = Object.keys(kinds) as Kind[];
const author: Author = {
	member: 'member:01k0toad0ane000000000000m1',
	device: 'phone-a',
	at: '2026-08-01T10:00:00.000Z'
};
const sampleOf = (kind: Kind) => kinds[kind].sample() as AnyRecord & Record<string, unknown>;
const roles: Role[] = ['organiser', 'volunteer', 'viewer'];

function deep(levels: number): unknown {
	let value: unknown = 'bottom';
	for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { down: value };
	return value;
}

function circle(): unknown {
	const round: Record<string, unknown> = {};
	round['again'] = round;
	return round;
}

/** Values that no field of any record takes. */
const poison: Record<string, unknown> = {
	'a 5 MB string': 'x'.repeat(5_000_000),
	'20,000 levels': deep(20_000),
	'17 levels': deep(17),
	'a circle': circle(),
	'a lone high surrogate': 'Toad \ud83d Lane',
	'a lone low surrogate': '\ude00Toad Lane',
	'a key that reaches the prototype': JSON.parse('{"__proto__": {"role": "organiser"}}'),
	'a constructor': { constructor: { prototype: { role: 'organiser' } } },
	'a date': new Date(0),
	'a map': new Map([['a', 1]]),
	'a function': () => 'organiser',
	'a symbol': Symbol('organiser'),
	'not a number': NaN,
	infinity: -Infinity,
	'a big integer': 10n,
	'a million entries': new Array(1_000_000).fill(1)
};

/** Strings that are refused wherever text is one line or a choice. */
const trickery = {
	'a right-to-left override': 'Toad \u202eenaL',
	'an isolate': 'Toad \u2067Lane\u2069',
	'a bell': 'Toad\u0007Lane',
	'a null character': 'Toad\u0000Lane',
	blanks: '   ',
	nothing: ''
};

const junk = fc.anything({
	withBigInt: true,
	withBoxedValues: true,
	withDate: true,
	withMap: true,
	withNullPrototype: true,
	withObjectString: true,
	withSet: true,
	withSparseArray: true,
	withTypedArray: true,
	withUnicodeString: true,
	maxDepth: 4
});

describe.each(everyKind)('a %s', (kind) => {
	const definition = kinds[kind];
	const fields = Object.keys(definition.fields);

	it('has a file of its own, named after it', () => {
		expect(existsSync(new URL(`./${kind}.ts`, import.meta.url))).toBe(true);
		expect(definition.type).toBe(kind);
	});

	it('has a sample that passes its check and whose id names its kind', () => {
		expect(definition.check(definition.sample())).toEqual([]);
		expect(checkRecord(definition.sample())).toEqual([]);
		expect(kindOf(definition.sample()._id)).toBe(kind);
		expect(definition.sample()).toEqual(definition.sample());
	});

	it('refuses arbitrary junk without a throw', () => {
		fc.assert(
			fc.property(junk, (value) => {
				expect(definition.check(value).length).toBeGreaterThan(0);
				expect(checkRecord(value).length).toBeGreaterThan(0);
				for (const role of roles)
					expect(checkWrite(value, value, { member: author.member, role })).not.toBe(true);
			}),
			{ numRuns: 150 }
		);
	});

	it('answers with a list of problems whatever stands in a field', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...fields, 'type', '_id', 'schema', 'created_at', 'created_by'),
				junk,
				(field, value) => {
					const problems = definition.check({ ...definition.sample(), [field]: value });
					expect(Array.isArray(problems)).toBe(true);
					for (const problem of problems) {
						expect(typeof problem.field).toBe('string');
						expect(typeof problem.code).toBe('string');
					}
				}
			),
			{ numRuns: 150 }
		);
	});

	it.each(Object.keys(poison))('refuses %s in any field, known or not', (name) => {
		for (const field of [...fields, 'from_the_future', 'also', 'dots', 'clock']) {
			expect(checkRecord({ ...definition.sample(), [field]: poison[name] }), field).not.toEqual([]);
		}
	});

	it.each(Object.entries(trickery))('refuses %s in every one-line text', (_name, text) => {
		for (const [field, value] of Object.entries(definition.sample())) {
			if (typeof value !== 'string' || field === '_rev') continue;
			expect(definition.check({ ...definition.sample(), [field]: text }), field).not.toEqual([]);
		}
	});

	it('names the field that is wrong', () => {
		for (const field of fields) {
			const problems = definition.check({ ...definition.sample(), [field]: { wrong: true } });
			expect(
				problems.every((problem) => problem.field === field || problem.field.startsWith(`${field}.`)),
				field
			).toBe(true);
			expect(problems.length, field).toBeGreaterThan(0);
		}
	});

	it('refuses an id or a type of another kind', () => {
		const other = everyKind.find((each) => each !== kind) as Kind;
		expect(checkRecord({ ...definition.sample(), type: other })).not.toEqual([]);
		expect(checkRecord({ ...definition.sample(), _id: kinds[other].sample()._id })).not.toEqual([]);
		expect(checkRecord({ ...definition.sample(), _id: `${kind}:1` })).not.toEqual([]);
		expect(checkRecord({ ...definition.sample(), _attachments: {} })).not.toEqual([]);
	});

	it('keeps a field of a newer version through check, edit and merge', () => {
		const newer = { ...sampleOf(kind), schema: definition.schema + 1, from_the_future: { colour: 'green' } };
		expect(definition.check(newer)).toEqual([]);
		expect(upgradeRecord(newer)).toEqual(newer);
		expect(mergeRecords<Base>(newer, newer)).toEqual(newer);
		if (definition.immutable) return;
		const field = Object.keys(changesOf(kind))[0] as string;
		const edited = editRecord<Base>(newer, { [field]: changesOf(kind)[field] } as Partial<Base>, author);
		expect(edited).toMatchObject({ from_the_future: { colour: 'green' }, schema: definition.schema + 1 });
		expect(mergeRecords(edited, newer as Base)).toMatchObject({ from_the_future: { colour: 'green' } });
	});

	it('upgrades every older version to one that passes', () => {
		for (let schema = 1; schema < definition.schema; schema++) {
			expect(definition.upgrades?.[schema], `a step from schema ${schema}`).toBeDefined();
		}
		const upgraded = definition.upgrade({ ...definition.sample(), schema: 1 });
		expect(upgraded.schema).toBe(definition.schema);
		expect(definition.check(upgraded)).toEqual([]);
	});

	it('publishes no field marked personal', () => {
		const canary = 'canary-5f2c';
		const marked = { ...definition.sample() } as Record<string, unknown>;
		for (const field of [...definition.personal, 'created_by', 'from_the_future', 'also', 'dots'])
			marked[field] = canary;
		expect(definition.personal.filter((field) => !fields.includes(field))).toEqual([]);
		if (!definition.publicView) return;
		const view = definition.publicView(marked as unknown as Base);
		expect(JSON.stringify(view)).not.toContain(canary);
		for (const field of definition.personal) expect(view).not.toHaveProperty(field);
	});

	it('merges immutable versions to one of the two, whichever way round', () => {
		if (!definition.immutable) return;
		const a = definition.sample();
		const b = { ...a, created_at: '2027-01-01T00:00:00.000Z' };
		expect(definition.merge(a, b)).toEqual(a);
		expect(definition.merge(b, a)).toEqual(a);
		expect(() => editRecord<Base>(a, {}, author)).toThrow();
	});

	it('merges commutatively, associatively and idempotently', () => {
		fc.assert(
			fc.property(historyOf(kind), (versions) => {
				const [a, b, c] = versions as unknown as [Base, Base, Base];
				const { merge } = definition;
				expect(merge(a, b)).toEqual(merge(b, a));
				expect(merge(a, merge(b, c))).toEqual(merge(merge(a, b), c));
				expect(merge(a, a)).toEqual(a);
				expect(merge(merge(a, b), b)).toEqual(merge(a, b));
				expect(definition.check(merge(merge(a, b), c))).toEqual([]);
			}),
			{ numRuns: 100 }
		);
	});

	it('may be written by nobody who only looks on, and by the server always', () => {
		const server: Who = { member: 'server', role: 'server' };
		expect(checkWrite(definition.sample(), undefined, server)).toBe(true);
		if (kind === 'member') return;
		for (const who of [{ member: author.member, role: 'viewer' as const }]) {
			expect(checkWrite(definition.sample(), undefined, who)).toBe('role');
			expect(checkWrite({ _id: definition.sample()._id, _deleted: true }, definition.sample(), who)).not.toBe(
				true
			);
		}
	});
});

/** Valid changes of an editable kind: registers and, where there is one, a set. */
function changesOf(kind: Kind): Record<string, unknown> {
	const byKind: Partial<Record<Kind, Record<string, unknown>>> = {
		community: { name: 'Milnrow', about: undefined, tags: ['care', 'food'] },
		member: { name: 'Bea' },
		commitment: { title: 'Swap clothes', owner: undefined, principles: [2, 7] },
		patch: { name: 'Yorkshire Street', script: 'Hello!', assigned: [] },
		door: { locality: 'Milnrow', name: 'The Cottage' },
		listing: { name: 'Milnrow' }
	};
	return byKind[kind] ?? {};
}

/** Three versions of one record, made by phones that edited and met in any order. */
function historyOf(kind: Kind): fc.Arbitrary<AnyRecord[]> {
	const sample = sampleOf(kind);
	const given = kinds[kind].immutable || kind === 'listing' ? [] : Object.entries(changesOf(kind));
	const edits = [...given, ...given.map(([field]) => [field, sample[field]] as const)];
	const step = fc.record({
		phone: fc.nat(2),
		other: fc.nat(2),
		edit: fc.nat(edits.length),
		minute: fc.nat(59)
	});
	return fc.array(step, { maxLength: 12 }).map((steps) => {
		const phones = [sample, sample, sample] as AnyRecord[];
		for (const { phone, other, edit, minute } of steps) {
			const mine = phones[phone] as AnyRecord;
			const chosen = edits[edit];
			phones[phone] = chosen
				? editRecord<AnyRecord>(mine, { [chosen[0]]: chosen[1] } as Partial<AnyRecord>, {
						...author,
						device: `phone-${phone}`,
						at: `2026-08-01T10:${String(minute).padStart(2, '0')}:00.000Z`
					})
				: mergeRecords(mine, phones[other] as AnyRecord);
		}
		return phones;
	});
}
