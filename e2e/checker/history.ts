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
	/** Nothing of the record is to be left but that it was there. */
	erases?: true;
	/** The values that it was meant to take the place of. */
	saw: ReadonlySet<string>;
	/** The person was told that it is saved; else the app died or failed on the way, and it may be or not be. */
	acknowledged: boolean;
	/** The other phones that it was handed over to. */
	taken?: Set<number>;
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

	/** The same, as a name of which no other is a part: it can be looked for in everything that is stored. */
	newName(): string {
		return `Canary ${++this.values}.`;
	}

	/** As an address. */
	newEmail(): string {
		return `canary${++this.values}@example.org`;
	}

	/** What was ever said of somebody in this record. */
	textsOf(id: string): string[] {
		return this.intents.flatMap((one) => (one.id === id && one.value !== undefined ? [one.value] : []));
	}

	add(intent: Intent): void {
		this.intents.push(intent);
		if (intent.value === undefined) return;
		const past = new Set(intent.saw);
		for (const seen of intent.saw) for (const older of this.past.get(seen) ?? []) past.add(older);
		this.past.set(intent.value, past);
	}

	/** Whether anybody, as far as they know, erased it. */
	isErased(id: string): boolean {
		return this.intents.some((intent) => intent.erases && intent.id === id);
	}

	/** Whether the phone was told that it is saved. */
	isTold({ acknowledged, by, taken }: Intent, n: number): boolean {
		return taken?.has(n) === true || (acknowledged && by === n);
	}

	/** Whether these versions of its record hold what was meant, or something said by one who had seen it. */
	isKept(intent: Intent, versions: readonly Version[]): boolean {
		const { field, value, body } = intent;
		if (!versions.length) return false;
		// Whatever else is said of it, also by who had not heard of it.
		if (versions.some(isErased)) return true;
		if (intent.erases) return false;
		if (field === undefined || value === undefined) {
			return body === undefined || versions.some((version) => bodyOf(version) === body);
		}
		const held = versions.flatMap((version) => valuesIn(version, field));
		return held.some((one) => one === value || this.past.get(one)?.has(value));
	}
}

export const isErased = (version: Version): boolean => version.erased !== undefined;

/** All values that a version shows for a field: the one in front, and those beside it. */
export function valuesIn(version: Version, field: string): string[] {
	const also = (version.also as Record<string, { value?: unknown }[]> | undefined)?.[field] ?? [];
	return [version[field], ...also.map((one) => one.value)].flat().filter((one) => typeof one === 'string');
}

/** A record without what replication adds. */
export function bodyOf(record: object): string {
	return canonical(Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('_'))));
}
