import { canonical } from '../../src/lib/records/index.ts';

/**
 * What people were told is saved. Nothing here knows how the app keeps or merges it: a record was made, or a field was
 * given a value that nobody else gives, by somebody who saw certain values in it.
 */
export interface Intent {
	/** The phone that it was told on. */
	by: number;
	id: string;
	/** A field's new value, or an element of a set; absent when the record was made. */
	field?: string;
	value?: string;
	/** What an immutable record says. */
	body?: string;
	/** The values that it was meant to take the place of. */
	saw: ReadonlySet<string>;
	/** The person was told that it is saved; else the app died or failed on the way, and it may be or not be. */
	acknowledged: boolean;
	/** Every copy in the world was destroyed by what no app can prevent. */
	gone?: boolean;
}

/** A living leaf of a document, as some replica has it. */
export type Version = Record<string, unknown>;

export class History {
	readonly intents: Intent[] = [];
	/** By value: everything that it replaced, directly or not. */
	private past = new Map<string, Set<string>>();
	private values = 0;

	/** A value that nobody gave before. */
	newValue(): string {
		return `value ${++this.values}`;
	}

	add(intent: Intent): void {
		this.intents.push(intent);
		if (intent.value === undefined) return;
		const past = new Set(intent.saw);
		for (const seen of intent.saw) for (const older of this.past.get(seen) ?? []) past.add(older);
		this.past.set(intent.value, past);
	}

	/** Whether these versions of its record hold what was meant, or something said by one who had seen it. */
	isKept(intent: Intent, versions: readonly Version[]): boolean {
		const { field, value, body } = intent;
		if (!versions.length) return false;
		if (field === undefined || value === undefined) {
			return body === undefined || versions.some((version) => bodyOf(version) === body);
		}
		const held = versions.flatMap((version) => valuesIn(version, field));
		return held.some((one) => one === value || this.past.get(one)?.has(value));
	}
}

/** All values that a version shows for a field: the one in front, and those beside it. */
export function valuesIn(version: Version, field: string): string[] {
	const also = (version.also as Record<string, { value?: unknown }[]> | undefined)?.[field] ?? [];
	return [version[field], ...also.map((one) => one.value)].flat().filter((one) => typeof one === 'string');
}

/** A record without what replication adds. */
export function bodyOf(record: object): string {
	return canonical(Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('_'))));
}
