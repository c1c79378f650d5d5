import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editRecord, eraseRecord, kinds, mergeRecords, type AnyRecord, type Kind } from './index.ts';
import { canonical, isSame } from './json.ts';
import type { Also, Base } from './record.ts';
import { author, everyKind, sampleOf, withFields, type Fields } from './testing.ts';

/** The contract of every kind when versions of one record meet. */

const variantOf = (kind: Kind) => kinds[kind].variant() as Fields;
const onPhone = (phone: number, minute: number) => ({
	...author,
	device: `phone-${phone}`,
	at: `2026-08-01T10:${String(minute).padStart(2, '0')}:00.000Z`
});

describe.each(everyKind)('versions of a %s', (kind) => {
	const definition = kinds[kind];

	it('come to the same in whatever order and grouping they meet, once or again', () => {
		fc.assert(
			fc.property(historyOf(kind), ([a, b, c]) => {
				const { merge } = definition;
				const all = merge(merge(a, b), c);
				for (const [x, y, z] of [
					[a, b, c],
					[a, c, b],
					[b, a, c],
					[b, c, a],
					[c, a, b],
					[c, b, a]
				] as const) {
					expect(merge(x, merge(y, z))).toEqual(all);
					expect(merge(x, y)).toEqual(merge(y, x));
					expect(merge(x, x)).toEqual(x);
					expect(merge(all, x)).toEqual(all);
				}
				expect(definition.check(all)).toEqual([]);
			}),
			{ numRuns: 200 }
		);
	});

	it('come to one of them where nobody edits it', () => {
		if (isEdited(kind)) return;
		fc.assert(
			fc.property(historyOf(kind), ([a, b]) => {
				expect([a, b]).toContainEqual(definition.merge(a, b));
			})
		);
	});

	it('are never edited where they are written once', () => {
		const edit = () => editRecord<Base>(definition.sample(), definition.variant(), author);
		if (definition.immutable) expect(edit).toThrow();
		else expect(edit()).not.toEqual(definition.sample());
	});

	it('come to what the first erasing left, whoever wrote what meanwhile', () => {
		if (!definition.kept) return;
		const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
		fc.assert(
			fc.property(historyOf(kind), order, ([a, b, c], order) => {
				const erased = eraseRecord(b, '2026-08-02T10:00:00.000Z');
				const again = eraseRecord(c, '2026-08-03T10:00:00.000Z');
				const all = [a, b, c, erased, again] as const;
				const [first, ...others] = order.map((i) => all[i] as Version);
				expect(others.reduce<Base>((x, y) => definition.merge(x, y), first as Version)).toEqual(erased);
				expect(others.reduceRight<Base>((x, y) => definition.merge(y, x), first as Version)).toEqual(erased);
				expect(definition.merge(erased, erased)).toEqual(erased);
			}),
			{ numRuns: 200 }
		);
	});

	it('show or keep exactly the values that nobody who had seen them replaced', () => {
		if (!isEdited(kind)) return;
		fc.assert(
			fc.property(stepsOf(kind), (steps) => {
				const { versions, writes } = play(kind, steps);
				const merged = versions.reduce((a, b) => mergeRecords(a, b)) as AnyRecord & Fields;
				for (const field of registersOf(kind)) {
					const values = surviving(writes, field).map(({ value }) => canonical(value));
					const also: readonly Also[] = merged.also?.[field] ?? [];
					const found = [merged[field], ...also.map(({ value }) => value)].map(canonical);
					const expected = values.length > 0 ? values : [canonical(sampleOf(kind)[field])];
					expect(found.sort(), field).toEqual(expected.sort());
				}
				for (const [field, element] of elementsOf(kind)) {
					const last = surviving(writes, `${field} ${canonical(element)}`);
					const there =
						last.length > 0 ? last.some(({ value }) => value === true) : has(sampleOf(kind), field, element);
					expect(has(merged, field, element), `${field}: ${canonical(element)}`).toBe(there);
				}
			}),
			{ numRuns: 300 }
		);
	});
});

/** People edit it; not so what is written once, nor what is derived anew as a whole. */
function isEdited(kind: Kind): boolean {
	return !kinds[kind].immutable && kinds[kind].created !== 'free';
}

const registersOf = (kind: Kind) =>
	Object.keys(variantOf(kind)).filter((field) => !kinds[kind].sets.includes(field));

/** The values to write in a field: the sample's, the variant's, and none where it may be left out. */
function valuesOf(kind: Kind, field: string): unknown[] {
	const values = [sampleOf(kind)[field], variantOf(kind)[field]];
	const optional = kinds[kind].check(withFields(kind, { [field]: undefined })).length === 0;
	return optional ? [...values, undefined] : values;
}

/** Every element that may stand in a set of a kind. */
function elementsOf(kind: Kind): [field: string, element: unknown][] {
	return kinds[kind].sets.flatMap((field) =>
		[...asList(sampleOf(kind)[field]), ...asList(variantOf(kind)[field])].map(
			(element): [string, unknown] => [field, element]
		)
	);
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const has = (record: Fields, field: string, element: unknown) =>
	asList(record[field]).some((each) => isSame(each, element));

type Version = AnyRecord & Fields;
type Three = [Version, Version, Version];

/** Three versions of one record: of phones that edited and met, or that made it each for itself. */
function historyOf(kind: Kind): fc.Arbitrary<Three> {
	const made = fc
		.record({
			fields: fc.subarray(Object.entries(variantOf(kind))),
			at: fc.constantFrom('2026-07-12T18:00:00.000Z', '2026-07-13T18:00:00.000Z'),
			by: fc.constantFrom(author.member, 'member:01k0toad0ane000000000000m2')
		})
		.map(({ fields, at, by }) =>
			withFields(kind, { ...Object.fromEntries(fields), created_at: at, created_by: by })
		)
		.filter((record) => kinds[kind].check(record).length === 0);
	const begun = kinds[kind].created === 'fixed' && isEdited(kind) ? fc.constant(sampleOf(kind)) : made;
	const three = fc.tuple(begun, begun, begun);
	if (!isEdited(kind)) return three;
	return fc.tuple(three, stepsOf(kind)).map(([start, steps]) => play(kind, steps, start).versions);
}

/** What one of three phones does: it writes a field, turns a set's element on or off, or takes in another's version. */
type Step = { phone: number; minute: number } & (
	| { do: 'write'; field: string; value: unknown }
	| { do: 'turn'; field: string; element: unknown }
	| { do: 'meet'; other: number }
);

/** One field and one set, so that phones write the same ones. */
function stepsOf(kind: Kind): fc.Arbitrary<Step[]> {
	const [phone, minute] = [fc.nat(2), fc.nat(59)];
	const meet = fc.record({ do: fc.constant('meet' as const), phone, minute, other: phone });
	const chosen = fc.tuple(fc.constantFrom(...registersOf(kind)), fc.constantFrom(...kinds[kind].sets, ''));
	return chosen.chain(([register, set]) => {
		const write = fc.record({
			...{ do: fc.constant('write' as const), phone, minute, field: fc.constant(register) },
			value: fc.constantFrom(...valuesOf(kind, register))
		});
		const elements = elementsOf(kind).filter(([field]) => field === set);
		if (elements.length === 0) return fc.array<Step>(fc.oneof(write, meet), { maxLength: 25 });
		const turn = fc.record({
			...{ do: fc.constant('turn' as const), phone, minute, field: fc.constant(set) },
			element: fc.constantFrom(...elements.map(([, element]) => element))
		});
		return fc.array<Step>(fc.oneof(write, turn, meet), { maxLength: 25 });
	});
}

/** A write as its phone knew it: `on` is a field or a set's element, `replaced` the writes it had seen of that. */
interface Write {
	id: number;
	on: string;
	value: unknown;
	replaced: ReadonlySet<number>;
}

function play(
	kind: Kind,
	steps: readonly Step[],
	start: Three = [sampleOf(kind), sampleOf(kind), sampleOf(kind)]
) {
	const versions: Three = [...start];
	const heard: Map<number, Write>[] = [new Map(), new Map(), new Map()];
	steps.forEach((step, id) => {
		const mine = versions[step.phone]!;
		const known = heard[step.phone]!;
		if (step.do === 'meet') {
			versions[step.phone] = mergeRecords(mine, versions[step.other]!);
			for (const [each, write] of heard[step.other]!) known.set(each, write);
			return;
		}
		const { field } = step;
		const value = step.do === 'write' ? step.value : !has(mine, field, step.element);
		const elements = asList(mine[field]);
		const next =
			step.do === 'write'
				? value
				: value
					? [...elements, step.element]
					: elements.filter((each) => !isSame(each, step.element));
		const edited = editRecord<AnyRecord & Fields>(mine, { [field]: next }, onPhone(step.phone, step.minute));
		if (edited === mine) return;
		const on = step.do === 'write' ? field : `${field} ${canonical(step.element)}`;
		const replaced = new Set([...known.values()].filter((write) => write.on === on).map((write) => write.id));
		known.set(id, { id, on, value, replaced });
		versions[step.phone] = edited;
	});
	return { versions, writes: [...new Map(heard.flatMap((known) => [...known])).values()] };
}

function surviving(writes: readonly Write[], on: string): Write[] {
	const replaced = new Set(writes.flatMap((write) => [...write.replaced]));
	return writes.filter((write) => write.on === on && !replaced.has(write.id));
}
