/**
 * What every record has, and what every kind of record must answer. Types alone: nothing runs here.
 */

/** One write of one field: which device, its how-manieth change of this record, and by which clock. */
export type Dot = readonly [device: string, n: number, at: string];

/** One write of one element of a set: 1 = added, 0 = removed. */
export type Mark = readonly [element: unknown, device: string, n: number, present: 0 | 1];

/** A value that another phone gave the same field at the same time; without `dot` it was there from the start. */
export interface Also {
	value?: unknown;
	dot?: Dot;
}

export interface Base {
	_id: string;
	_rev?: string;
	type: string;
	/** Version of the kind's fields. */
	schema: number;
	/** The making phone's clock, RFC 3339 in UTC. */
	created_at: string;
	/** Member id, or `server`. */
	created_by: string;
	/** How many changes of each device this record has seen (a version vector). */
	clock?: Record<string, number>;
	/** Per changed field its last write, per changed set the writes of its elements. */
	dots?: Record<string, Dot | readonly Mark[]>;
	/** Per field the values that lost to a write made at the same time, for people to see and choose from. */
	also?: Record<string, readonly Also[]>;
	/** When it was erased, of a kind that can be: then only the fields that its rule keeps are left. */
	erased?: string;
}

/** Who writes, on which device, when (RFC 3339, UTC, milliseconds). */
export interface Author {
	member: string;
	device: string;
	at: string;
}

/** What is wrong with a record. `field` is a path such as `measure.unit` or `tags.2`; '' is the whole record. */
export interface Problem {
	field: string;
	code: ProblemCode;
	limit?: number;
}

export type ProblemCode =
	| 'required'
	| 'type'
	| 'too_long'
	| 'too_many'
	| 'format'
	| 'range'
	/** Control characters, characters that turn the reading direction round, or half of one. */
	| 'characters'
	| 'unknown_kind'
	/** Too many objects within one another. */
	| 'too_deep'
	/** A name of a field that reaches a prototype. */
	| 'hostile'
	/** Two fields that don't fit each other. */
	| 'contradiction';

export type Made<R> = { ok: true; record: R } | { ok: false; problems: Problem[] };

export type Role = 'organiser' | 'volunteer' | 'viewer';

/** Who asks to write. `group` is the bare id of the group whose database it is, where that is known. */
export interface Who {
	member: string;
	role: Role | 'server';
	group?: string;
}

/** Why a write is refused. Also possible: `<field>:<problem code>` of the first problem found. */
export type RefusalCode =
	| 'role'
	| 'not_yours'
	| 'role_change'
	| 'created_changed'
	| 'immutable'
	| 'other_group'
	| 'unknown_kind'
	/** A deletion, and nothing takes its place. */
	| 'not_replaced'
	/** It would bring back what was erased. */
	| 'erased';

/** Says what is wrong with one value; `undefined` is an absent field. */
export type Check = (value: unknown, field: string, problems: Problem[]) => void;

/** The part of a kind that guards writes; runs on the phone, in the gateway and inside CouchDB. */
export interface KindRule<R extends Base = Base> {
	readonly type: string;
	readonly schema: number;
	/** Written once, never edited or deleted. */
	readonly immutable: boolean;
	/** What stands after `type:` in the id. */
	readonly id: RegExp;
	/** The id after `type:` is the group's own id. */
	readonly ofGroup?: true;
	/** Who created it and when: never changes (`fixed`), may be made by two phones (`shared`), or is no matter (`free`). */
	readonly created: 'fixed' | 'shared' | 'free';
	/** Checks of the fields beyond `Base`. */
	readonly fields: Readonly<Record<string, Check>>;
	/** Fields that are sets: merged element by element, order has no meaning. */
	readonly sets: readonly string[];
	/**
	 * It can be erased, and these fields stay then. Erasing wins every merge. Never longer than it is: what an erased
	 * record holds beyond is refused.
	 */
	readonly kept?: readonly string[];
	/** It is large and can be made again: the small second copy on a phone only names it. */
	readonly bulky?: true;
	/** Agreement between fields; called when each field alone is right. */
	agree?(record: R): Problem[];
	/** Roles that may write this kind at all. */
	readonly writers: readonly Role[];
	/** What else the kind asks of a writer. */
	allow?(who: Who, next: R, before?: R): true | RefusalCode;
	/** `upgrades[n]` turns a record of schema n into one of schema n + 1. */
	readonly upgrades?: Readonly<Record<number, (old: Base) => Base>>;
}

/** A kind of record: its rule, and what phones do with it. */
export interface KindDefinition<R extends Base = Base, Input = unknown> extends KindRule<R> {
	/** A new record, or what is wrong with the input. Text is tidied (trimmed, NFC) first. */
	make(input: Input, author: Author): Made<R>;
	/** Everything that is wrong with a value that claims to be of this kind; never throws. */
	check(value: unknown): Problem[];
	/** The record in today's schema. Newer ones are left as they are. */
	upgrade(old: Base): R;
	/** Commutative, associative, idempotent; the result has no `_rev`. */
	merge(a: R, b: R): R;
	/** `true`, or the reason why not. */
	mayWrite(who: Who, next: R, before?: R): true | RefusalCode;
	/** Fields that say something about a person or a home and never leave the group. */
	readonly personal: readonly string[];
	/** What may be published of it; absent = nothing. */
	publicView?(record: R): object;
	/** A believable record, the same each time. */
	sample(): R;
	/** Other valid values for the sample's fields, and one for each field that it leaves out. */
	variant(): Partial<R>;
}
