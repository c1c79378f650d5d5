import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRecord, checkWrite, kinds, type Role } from './index.ts';
import type { ProblemCode } from './record.ts';
import { author, everyKind, furtherFieldsOf, placesOf, replaced, sampleOf, valueAt } from './testing.ts';

/** The contract of every kind against values that no honest phone writes, in every place of its records. */

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

/** Values that no place of any record takes, and what is said of them. */
const poison: Record<string, [value: unknown, code: ProblemCode]> = {
	'a 5 MB string': ['x'.repeat(5_000_000), 'too_long'],
	'a million entries': [new Array(1_000_000).fill(1), 'too_long'],
	'20,000 levels': [deep(20_000), 'too_deep'],
	'17 levels': [deep(17), 'too_deep'],
	'a circle': [circle(), 'too_deep'],
	'a lone high surrogate': ['Toad \ud83d Lane', 'characters'],
	'a lone low surrogate': ['\ude00Toad Lane', 'characters'],
	'a key that reaches the prototype': [JSON.parse('{"__proto__": {"role": "organiser"}}'), 'hostile'],
	'a constructor': [{ constructor: { prototype: { role: 'organiser' } } }, 'hostile'],
	'a date': [new Date(0), 'type'],
	'a map': [new Map([['a', 1]]), 'type'],
	'a function': [() => 'organiser', 'type'],
	'a symbol': [Symbol('organiser'), 'type'],
	'not a number': [NaN, 'type'],
	infinity: [-Infinity, 'type'],
	'a big integer': [10n, 'type']
};

/** Strings that are refused wherever there is text. */
const trickery = {
	'a right-to-left override': 'Toad \u202eenaL',
	'an isolate': 'Toad \u2067Lane\u2069',
	'a bell': 'Toad\u0007Lane',
	'a null character': 'Toad\u0000Lane',
	blanks: '   ',
	nothing: ''
};

/** One value of every type. */
const typed: Record<string, unknown> = {
	string: '2026-07-12',
	number: 7,
	boolean: true,
	object: { wrong: true },
	list: [{ wrong: true }],
	null: null
};

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'list' : typeof value;
}

/** Whether one path is the other's, or within it. */
const related = (a: string, b: string) => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

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
	const places = placesOf(kind);

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

	it('answers with a list of problems whatever stands in a place', () => {
		fc.assert(
			fc.property(fc.constantFrom(...places), junk, ([record, path], value) => {
				const problems = definition.check(replaced(record, path, value));
				expect(Array.isArray(problems)).toBe(true);
				for (const problem of problems) {
					expect(typeof problem.field).toBe('string');
					expect(typeof problem.code).toBe('string');
				}
			}),
			{ numRuns: 300 }
		);
	});

	it.each(Object.entries(poison))(
		'refuses %s in any place, known or not, and says where',
		(_name, [value, code]) => {
			const more = ['from_the_future', 'also', 'dots', 'clock'].map(
				(field) => [sampleOf(kind), field] as const
			);
			for (const [record, path] of [...places, ...more]) {
				const problems = checkRecord(replaced(record, path, value));
				expect(problems, path).toMatchObject([{ code }]);
				expect(related(problems[0]!.field, path), `${problems[0]!.field} for ${path}`).toBe(true);
			}
		}
	);

	it('refuses a field __proto__ of its own, in the record and in every object in it', () => {
		for (const [record, path] of furtherFieldsOf(kind, 'PROTO')) {
			const text = JSON.stringify(replaced(record, path, { role: 'organiser' }));
			const hostile: unknown = JSON.parse(text.replace('"PROTO"', '"__proto__"'));
			const field = path.replace('PROTO', '__proto__');
			expect(checkRecord(hostile), path).toEqual([{ field, code: 'hostile' }]);
			expect(checkWrite(hostile, undefined, { member: author.member, role: 'organiser' })).toBe(
				`${field}:hostile`
			);
		}
	});

	it.each(Object.entries(trickery))('refuses %s in every text', (_name, text) => {
		for (const [record, path] of places) {
			if (typeof valueAt(record, path) !== 'string') continue;
			const problems = checkRecord(replaced(record, path, text));
			const said = path === '_id' ? problems : problems.filter(({ field }) => related(field, path));
			expect(said, path).not.toEqual([]);
		}
	});

	it('refuses a value of another type in every place', () => {
		for (const [record, path] of places) {
			for (const [type, value] of Object.entries(typed)) {
				if (type === typeOf(valueAt(record, path))) continue;
				const problems = checkRecord(replaced(record, path, value));
				const said = path === '_id' ? problems : problems.filter(({ field }) => related(field, path));
				expect(said, `${type} for ${path}`).not.toEqual([]);
			}
		}
	});
});
