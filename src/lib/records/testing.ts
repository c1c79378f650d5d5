/** What the contract of every kind is tested with: two versions that use all its fields, and every place within them. */
import { kinds, type AnyRecord, type Author, type Kind } from './index.ts';
import { isPlainObject } from './json.ts';

export type Fields = Record<string, unknown>;

export const everyKind = Object.keys(kinds) as Kind[];

export const author: Author = {
	member: 'member:01k0toad0ane000000000000m1',
	device: 'phone-a',
	at: '2026-08-01T10:00:00.000Z'
};

export const sampleOf = (kind: Kind) => kinds[kind].sample() as AnyRecord & Fields;

/** The sample with these fields instead; `undefined` takes one away. */
export function withFields(kind: Kind, fields: Fields): AnyRecord & Fields {
	const all = Object.entries({ ...sampleOf(kind), ...fields }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(all) as AnyRecord & Fields;
}

/** Two versions of a record that together have every field of its kind. */
export const versionsOf = (kind: Kind) => [sampleOf(kind), withFields(kind, kinds[kind].variant() as Fields)];

/** The path of every value within another, such as `measure.label` or `partners.0.name`. */
export function pathsOf(value: unknown): string[] {
	if (!Array.isArray(value) && !isPlainObject(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => [
		key,
		...pathsOf(inner).map((path) => `${key}.${path}`)
	]);
}

/** Every place of a kind's records: a version, and a path in it. */
export function placesOf(kind: Kind): [record: AnyRecord & Fields, path: string][] {
	const found = versionsOf(kind).flatMap((record) => pathsOf(record).map((path) => [record, path] as const));
	return [
		...new Map(found.map(([record, path]) => [path, [record, path] as [typeof record, string]])).values()
	];
}

/** Every object of a kind's records, the record itself included: a version, and the path of a further field in it. */
export function furtherFieldsOf(kind: Kind, name: string): [record: AnyRecord & Fields, path: string][] {
	const inner = placesOf(kind).filter(([record, path]) => isPlainObject(valueAt(record, path)));
	return [
		[sampleOf(kind), name],
		...inner.map(([record, path]): [typeof record, string] => [record, `${path}.${name}`])
	];
}

export function valueAt(record: unknown, path: string): unknown {
	return path.split('.').reduce((value, key) => (value as Fields)[key], record);
}

/** A copy with another value in one place. */
export function replaced<T>(record: T, path: string, value: unknown): T {
	const [key = '', ...rest] = path.split('.');
	const copy = (Array.isArray(record) ? [...(record as unknown[])] : { ...record }) as Fields;
	copy[key] = rest.length === 0 ? value : replaced(copy[key], rest.join('.'), value);
	return copy as T;
}
