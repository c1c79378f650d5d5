import type { Base } from '../records/index.ts';

/** What two phones changed of a record without knowing of each other: by field, all values, the one that stands first. */
export const saidTwice = (record: Base): { field: string; values: unknown[] }[] =>
	Object.entries(record.also ?? {}).map(([field, others]) => ({
		field,
		values: [(record as unknown as Record<string, unknown>)[field], ...others.map(({ value }) => value)]
	}));
