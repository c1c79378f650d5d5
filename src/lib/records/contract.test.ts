import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	checkRecord,
	checkWrite,
	editRecord,
	eraseRecord,
	isErased,
	kindOf,
	kinds,
	mergeRecords,
	upgradeRecord,
	type Kind,
	type Who
} from './index.ts';
import type { Base } from './record.ts';
import {
	author,
	everyKind,
	furtherFieldsOf,
	replaced,
	sampleOf,
	versionsOf,
	type Fields
} from './testing.ts';

/**
 * One contract for every kind of record: what must hold for a new kind before it is used anywhere. Hostile values and
 * merging have files of their own beside this one.
 */

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

	it('has a variant that passes its check too, differs, and has the fields that the sample leaves out', () => {
		const [sample, variant] = versionsOf(kind);
		expect(definition.check(variant)).toEqual([]);
		expect(variant).not.toEqual(sample);
		expect(fields.filter((field) => !(field in { ...sample, ...variant }))).toEqual([]);
		const changes = definition.variant() as Fields;
		expect(Object.keys(changes).filter((field) => !fields.includes(field))).toEqual([]);
		for (const [field, value] of Object.entries(changes)) expect(value, field).not.toEqual(sample?.[field]);
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
		const edited = editRecord<Base>(newer, definition.variant(), author);
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

	it('publishes no field marked personal, and none that it does not know, however deep', () => {
		const canary = 'canary-5f2c';
		expect(definition.personal.filter((field) => !fields.includes(field))).toEqual([]);
		if (!definition.publicView) return;
		const marked: Fields = { ...sampleOf(kind) };
		for (const field of [...definition.personal, 'created_by', 'also', 'dots']) marked[field] = canary;
		const view = definition.publicView(marked as unknown as Base);
		expect(JSON.stringify(view)).not.toContain(canary);
		for (const field of definition.personal) expect(view).not.toHaveProperty(field);
		for (const [record, path] of furtherFieldsOf(kind, 'from_the_future'))
			expect(JSON.stringify(definition.publicView(replaced(record, path, canary))), path).not.toContain(
				canary
			);
	});

	it('holds nothing of a person once it is erased, and never again', () => {
		if (!definition.kept) return expect(() => eraseRecord(definition.sample(), author.at)).toThrow();
		const [sample, variant] = versionsOf(kind);
		const merged = mergeRecords<Base>(
			editRecord<Base>(sample as Base, definition.variant(), author),
			editRecord<Base>(sample as Base, definition.variant(), { ...author, device: 'phone-b' })
		);
		for (const each of [sample, variant, merged] as Base[]) {
			const erased = eraseRecord({ ...each, from_the_future: 'canary' } as Base, author.at);
			expect(isErased(each)).toBe(false);
			expect(isErased(erased)).toBe(true);
			expect(definition.check(erased)).toEqual([]);
			expect(Object.keys(erased).sort()).toEqual(
				['_id', 'created_at', 'created_by', 'erased', 'schema', 'type', ...definition.kept].sort()
			);
			expect(editRecord<Base>(erased, definition.variant(), author)).toEqual(erased);
			expect(eraseRecord(erased, '2027-01-01T00:00:00.000Z')).toEqual(erased);
			for (const [field, value] of Object.entries(each)) {
				if (field in erased) continue;
				const brought = { ...erased, [field]: value };
				expect(definition.check(brought), field).toContainEqual({ field, code: 'contradiction' });
			}
			for (const junk of ['soon', true, null, '', {}])
				expect(definition.check({ ...erased, erased: junk }), String(junk)).not.toEqual([]);
			const who: Who = { member: each.created_by, role: 'volunteer' };
			expect(checkWrite(erased, each, who)).toBe(true);
			expect(checkWrite(each, erased, who)).toBe('erased');
		}
	});

	it('may be written by nobody who only looks on, and by the server always', () => {
		const server: Who = { member: 'server', role: 'server' };
		expect(checkWrite(definition.sample(), undefined, server)).toBe(true);
		if (kind === 'member') return;
		const viewer: Who = { member: author.member, role: 'viewer' };
		expect(checkWrite(definition.sample(), undefined, viewer)).toBe('role');
		const deletion = { _id: definition.sample()._id, _deleted: true };
		expect(checkWrite(deletion, definition.sample(), viewer)).not.toBe(true);
	});
});
