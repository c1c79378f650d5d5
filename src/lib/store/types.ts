import type { GroupStanding } from '../rules/moderation.ts';
import type { ErrorCode } from '../errors.ts';
import type {
	AnyRecord,
	Author,
	Commitment,
	Community,
	Kind,
	Patch,
	Problem,
	Role,
	Suppression,
	Undo,
	Visit
} from '../records/index.ts';
import type { CommitmentStatus, DoorFold, FedDay, Readiness } from '../rules/index.ts';

/** Nothing was written. `problems` says why a record was not taken. */
export class StoreError extends Error {
	constructor(
		readonly code: ErrorCode,
		readonly problems: readonly Problem[] = [],
		options?: ErrorOptions
	) {
		super(
			code + (problems.length ? `: ${problems.map((p) => `${p.field} ${p.code}`).join(', ')}` : ''),
			options
		);
		this.name = 'StoreError';
	}
}

/** One door as lists and the walk need it; `label` is '14A' or 'Flat 2, 14A', `address` is '14A Albany Road'. */
export interface DoorRow {
	id: string;
	patch: string;
	street: string;
	label: string;
	address: string;
	number?: number;
	suffix?: string;
	unit?: string;
	name?: string;
	side: 'odd' | 'even' | 'none';
	postcode?: string;
	point?: [number, number];
	/** Of a flat: the building's id, and the floor; 0 is the ground floor. */
	building?: string;
	floor?: number;
	fold: DoorFold;
}

/** A patch with its counts: all doors, doors visited at least once, doors done with, doors to be walked to now. */
export type PatchRow = Patch & { doors: number; once: number; done: number; due: number };

/**
 * `total` counts versions that only this phone is known to have, refused ones among them. A record can be there more than
 * once: what is to close a version that a refused one was to take the place of is refused with it.
 */
export interface Unsent {
	total: number;
	by_kind: Partial<Record<Kind | 'other', number>>;
	/** `other`: of a kind that this app does not know. */
	refused: { id: string; kind: Kind | 'other'; reason: string; at: string }[];
}

export interface SyncState {
	phase: 'idle' | 'sending' | 'no_network' | 'trouble';
	unsent: number;
	/** How many records from elsewhere can't be read; absent when there are none. */
	unreadable?: number;
	last_sent_at?: string;
	last_contact_at?: string;
	trouble?: ErrorCode;
	/** All records are being compared with the server's. */
	checking?: boolean;
}

/** What came from elsewhere and can't be read; it is asked for again at every full check. */
export interface SetAside {
	id: string;
	rev: string;
	reason: string;
	at: string;
}

/** What the store found missing when it was opened and what it put back. */
export interface Recovery {
	at: string;
	/** The whole store was gone, not single records. */
	wiped: boolean;
	restored: number;
	/** Unsent records that could not be put back; those that came back from the server are not among them. */
	lost: number;
	/** Of what kinds they are, as far as that is known. */
	by_kind?: Partial<Record<Kind, number>>;
}

/** A document from elsewhere, with `_revisions`. */
export type Incoming = Record<string, unknown> & { _id: string; _rev: string };

/** Unsent documents for another phone; `staying`: how many more there are that only an organiser may write. */
export interface ToHandOver {
	documents: Incoming[];
	by_kind: Partial<Record<Kind, number>>;
	staying: number;
}

/** What was not here before, by kind, and how many were left out because they may not be handed over. */
export interface TakenOver {
	by_kind: Partial<Record<Kind, number>>;
	taken: number;
	left_out: number;
}

export interface GroupSummary {
	community?: Community;
	/** Names, not removed. */
	members: number;
	/** Whether there is a patch. */
	patches: boolean;
	doors: number;
	/** Doors visited at least once. */
	once: number;
	/** Visits that were not taken back. */
	visits: number;
	commitments: number;
	readiness: Readiness;
}

export type CommitmentRow = Commitment & { progress: CommitmentStatus };

/** A patch of the record's own fields; `null` is not a value of any field, `undefined` removes one. */
export type Changes<R> = { [K in keyof R]?: R[K] | undefined };

/**
 * Everything a group works with on this phone. Every reading function may be used inside `live()`.
 * Rejects with `StoreError`.
 */
export interface GroupStore {
	readonly id: string;
	/** This device's id, the `device` of an author. */
	readonly device: string;
	/** Saves new records: documents, read model and unsent rows in ONE transaction, or nothing at all. */
	put(...records: AnyRecord[]): Promise<void>;
	/** Changes an editable record; answers the record as saved. Rejects `not_found` (also when it was erased), `invalid_record`. */
	edit<R extends AnyRecord>(id: string, changes: Changes<R>, author: Author): Promise<R>;
	/**
	 * Erases a record for good, at this time (RFC 3339, UTC): nothing of a person is left of any of its versions on this
	 * phone, and none of another phone brings it back. Rejects `not_found`. Erasing twice changes nothing.
	 */
	erase(id: string, at: string): Promise<void>;
	get<R extends AnyRecord>(id: string): Promise<R | undefined>;
	/** All records of a kind in today's schema, without deleted ones, by id. */
	list<R extends AnyRecord>(kind: Kind): Promise<R[]>;
	/** All doors of a patch (its full id) in list order. */
	doors(patch: string): Promise<DoorRow[]>;
	door(id: string): Promise<DoorRow | undefined>;
	/** What was recorded at a door, newest first. */
	history(door: string): Promise<(Visit | Undo | Suppression)[]>;
	/** `now` decides what is due; the present moment unless given. */
	patches(now?: Date): Promise<PatchRow[]>;
	/** Doors, talks and cards by day, over all patches; days in order. */
	fed(): Promise<FedDay[]>;
	unsent(): Promise<Unsent>;
	setAside(): Promise<SetAside[]>;
	syncState(): Promise<SyncState>;
	/** What was recovered the last time something was missing; `undefined` if never. */
	recovery(): Promise<Recovery | undefined>;
	commitments(now: Date): Promise<CommitmentRow[]>;
	summary(now: Date): Promise<GroupSummary>;
	/** Every revision on this phone as one JSON file. */
	exportCopy(): Promise<Blob>;
	/** What is only on this phone and may be handed over to another phone of the group. */
	toHandOver(): Promise<ToHandOver>;
	/** Takes over what another phone handed over: all of it that may be, in ONE transaction, or nothing. */
	takeOver(documents: readonly Incoming[]): Promise<TakenOver>;
	/** Everything that only this phone is known to have, with its ancestors. */
	unsentDocuments(): Promise<Incoming[]>;
	/** Puts back what this phone had sealed of its own, to be sent: all of it in ONE transaction, or nothing. */
	bringBack(documents: readonly Incoming[]): Promise<void>;
	/** From here on nothing is saved, in no tab; answers false, and nothing changes, if more is unsent than these. */
	shut(sealed: readonly Incoming[]): Promise<boolean>;
	/** Takes `shut` back. */
	unshut(): Promise<void>;
	/** Makes the read model anew from the documents. */
	rebuild(): Promise<void>;
	/**
	 * Tells when a newer app has changed the store under this page, or had done so before: from then on it reads, and
	 * writes nothing. Answers how to hear no more.
	 */
	onMovedOn(tell: (code: 'store_moved_on' | 'app_too_old') => void): () => void;
	close(): void;
	/** Deletes the group's database and everything kept of it on this phone. */
	destroy(): Promise<void>;
}

export type { GroupStanding } from '../rules/moderation.ts';

/** A group that this phone knows. */
export interface DeviceGroup {
	id: string;
	name: string;
	/** Member id of this phone's person. */
	member: string;
	member_name: string;
	role: Role;
	/** 64 hexadecimal digits: this device's long-lived secret for this group. */
	secret: string;
	state: 'demo' | 'creating' | 'joining' | 'member' | 'removed';
	/** What is shown at the door while `joining`. */
	invite?: { secret?: string; code?: string };
	slug?: string;
	/** How it stands with those who look after the registry, and when that was asked last. */
	standing?: GroupStanding;
	standing_at?: string;
	problem?: ErrorCode;
	added_at: string;
}

/** A request that waits for a network; sent in the order of `id` (a ULID), once the group is registered or joined. */
export interface OutboxItem {
	id: string;
	group: string;
	method: 'POST';
	/** Path below the origin, such as `/api/groups/<gid>/invites`. */
	path: string;
	body: unknown;
	at: string;
	/** Set when the server said no for good; the item stays until dropped. */
	problem?: string;
}

/** What somebody who signed out left sealed on this phone. */
export interface Sealed {
	id: string;
	at: string;
	/** Sealed under a code that is nowhere on this phone. */
	text: string;
}

/** What this device keeps beside a group's records: requests that wait, drafts, how far a walk had got. */
export interface Belongings {
	outbox: OutboxItem[];
	settings: Setting[];
	drafts: Setting[];
}

/** A named value on this device. */
export interface Setting {
	key: string;
	value: unknown;
}
