import type { Revision } from './revise.ts';
import type { DeviceGroup, OutboxItem, Setting } from './types.ts';

/**
 * A small copy in localStorage of what must survive the loss of IndexedDB: Chromium replaces a damaged database by
 * an empty one without an error. Holds the groups with their secrets, requests that wait for a network, every revision that is not yet known to be on
 * the server, and a canary that tells a wiped store from a new phone. It is a second line of defence: when it can't
 * be written nothing else stops. Workers have no localStorage; there this module does nothing.
 */

export interface Canary {
	/** The database's identity when it was last seen. */
	uuid: string;
	/** Revisions for which there was no room here. */
	over: number;
	/** Their records, as far as there is room for that. */
	ids?: string[];
}

/** Characters of all kept revisions together; browsers allow about 5 million for an origin. */
const room = 1_000_000;
/** Records named in a canary. */
const mostIds = 2_000;
/** Characters of all kept requests and invites together. */
const waitingRoom = 250_000;
const groupsKey = 'toadlane.groups';
const waitingKey = 'toadlane.waiting';
const canaryKey = (gid: string) => `toadlane.canary.${gid}`;
const unsentPrefix = (gid: string) => `toadlane.unsent.${gid}.`;
const keyOf = (gid: string, id: string, rev: string) => `${unsentPrefix(gid)}${id} ${rev}`;

function shelf(): Storage | undefined {
	try {
		return typeof localStorage === 'object' ? localStorage : undefined;
	} catch {
		// Reading the property throws where storage is blocked.
		return undefined;
	}
}

function keepText(key: string, text: string): boolean {
	try {
		shelf()?.setItem(key, text);
		return true;
	} catch {
		return false;
	}
}

const keep = (key: string, value: unknown) => keepText(key, JSON.stringify(value));

/** What is kept under a key; `null` when nothing is, or no JSON. Throws where the browser does not let it be read. */
function kept(key: string): unknown {
	const text = shelf()?.getItem(key) ?? 'null';
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function keysFrom(prefix: string): string[] {
	const all = shelf();
	if (!all) return [];
	return Array.from({ length: all.length }, (_, i) => all.key(i) ?? '').filter((key) =>
		key.startsWith(prefix)
	);
}

export function keepGroups(groups: DeviceGroup[]): void {
	if (keep(groupsKey, groups)) return;
	try {
		// No copy is better than one that names a group which was left.
		shelf()?.removeItem(groupsKey);
	} catch {
		// Done again at the next start.
	}
}

/** The groups kept here; `undefined` when that can't be read just now. */
export function keptGroups(): DeviceGroup[] | undefined {
	try {
		const groups = kept(groupsKey);
		return Array.isArray(groups) ? (groups as DeviceGroup[]) : [];
	} catch {
		return undefined;
	}
}

/** Requests that wait for a network and the invites they belong to. */
export interface Waiting {
	requests: OutboxItem[];
	settings: Setting[];
	/** How many of a group's there was no room for. */
	over: Record<string, number>;
}

/** Whether copies can be kept here at all. */
export const canKeep = () => shelf() !== undefined;

/** Keeps what there is room for, of each kind what was given first; the rest is counted. */
export function keepWaiting(requests: OutboxItem[], settings: Setting[]): void {
	if (keep(waitingKey, waitingWithin(waitingRoom, requests, settings))) return;
	try {
		// What is to be counted takes less room than what was kept before it.
		shelf()?.removeItem(waitingKey);
		keep(waitingKey, waitingWithin(0, requests, settings));
	} catch {
		// Done again at the next start.
	}
}

function waitingWithin(room: number, requests: OutboxItem[], settings: Setting[]): Waiting {
	const over: Record<string, number> = {};
	const fits = (gid: string, value: unknown): boolean => {
		room -= JSON.stringify(value).length;
		if (room < 0) over[gid] = (over[gid] ?? 0) + 1;
		return room >= 0;
	};
	return {
		requests: requests.filter((one) => fits(one.group, one)),
		settings: settings.filter((one) => fits(one.key.slice(one.key.indexOf(' ') + 1), one)),
		over
	};
}

/** What waited when it was last copied; `undefined` when that can't be read just now. */
export function keptWaiting(): Waiting | undefined {
	try {
		const { requests, settings, over } = (kept(waitingKey) ?? {}) as Partial<Waiting>;
		return { requests: requests ?? [], settings: settings ?? [], over: over ?? {} };
	} catch {
		return undefined;
	}
}

function readCanary(gid: string): Canary | undefined {
	return (kept(canaryKey(gid)) as Canary | null) ?? undefined;
}

/** All that is kept of a group; `undefined` when it can't be read just now, which is not the same as nothing. */
export function readKeepsake(gid: string): { canary: Canary | undefined; kept: Revision[] } | undefined {
	for (let tries = 0; tries < 2; tries++) {
		try {
			return { canary: readCanary(gid), kept: keptUnsent(gid) };
		} catch {
			// Asked once more: what it holds may be all that there is.
		}
	}
	return undefined;
}

export function keepCanary(gid: string, canary: Canary): void {
	keep(canaryKey(gid), canary);
}

/** Characters of all copies, counted once a page. */
const counted = new WeakMap<Storage, number>();
const usedOf = (all: Storage) => counted.get(all) ?? 0;

/** A place for copies of what is not sent yet. */
export interface Mirror {
	/** Those for which there was no room are counted with the canary. */
	keep(revisions: readonly Revision[]): void;
	letGo(revisions: Iterable<readonly [id: string, rev: string]>): void;
}

export const mirrorOf = (gid: string): Mirror => ({
	keep: (revisions) => keepUnsent(gid, revisions),
	letGo(revisions) {
		const all = shelf();
		try {
			if (all) for (const [id, rev] of revisions) remove(all, keyOf(gid, id, rev));
		} catch {
			// A copy too many: it is let go of once its revision was sent.
		}
	}
});

/** For what is never sent, such as a demo, which must not take room from what will be. */
export const noMirror: Mirror = { keep() {}, letGo() {} };

const sizeOf = (all: Storage) =>
	keysFrom('toadlane.unsent.').reduce((sum, key) => sum + (all.getItem(key)?.length ?? 0), 0);

/** Answers those for which there was no room. */
export function copyUnsent(gid: string, revisions: readonly Revision[]): readonly Revision[] {
	const all = shelf();
	if (!all) return [];
	try {
		if (!counted.has(all)) counted.set(all, sizeOf(all));
	} catch {
		return revisions;
	}
	return revisions.filter((revision) => !copy(all, keyOf(gid, revision._id, revision._rev), revision));
}

function copy(all: Storage, key: string, revision: Revision): boolean {
	try {
		const text = JSON.stringify(revision);
		const total = usedOf(all) + text.length - (all.getItem(key)?.length ?? 0);
		if (total > room) return false;
		all.setItem(key, text);
		counted.set(all, total);
		return true;
	} catch {
		return false;
	}
}

/** Whether a record that is not large would still be taken. */
export function hasRoom(): boolean {
	const all = shelf();
	return !all || usedOf(all) < room * 0.99;
}

function keepUnsent(gid: string, revisions: readonly Revision[]): void {
	const over = copyUnsent(gid, revisions);
	const canary = over.length ? readKeepsake(gid)?.canary : undefined;
	if (canary)
		keepCanary(
			gid,
			canaryOf(canary, over.length + canary.over, [...(canary.ids ?? []), ...over.map((one) => one._id)])
		);
}

/** The canary when so many revisions have no copy; `ids` names their records. */
export const canaryOf = ({ uuid }: Canary, over: number, ids: readonly string[]): Canary => ({
	uuid,
	over,
	...(over && { ids: ids.slice(0, mostIds) })
});

function remove(all: Storage, key: string): void {
	if (counted.has(all)) counted.set(all, usedOf(all) - (all.getItem(key)?.length ?? 0));
	all.removeItem(key);
}

/** All revisions kept of a group. */
function keptUnsent(gid: string): Revision[] {
	return keysFrom(unsentPrefix(gid))
		.map((key) => kept(key) as Revision | null)
		.filter((revision): revision is Revision => typeof revision?._id === 'string');
}

/** Deletes all that is kept of a group; throws when the browser does not let it. */
export function dropUnsent(gid: string): void {
	const all = shelf();
	if (!all) return;
	for (const key of keysFrom(unsentPrefix(gid))) remove(all, key);
	all.removeItem(canaryKey(gid));
}
