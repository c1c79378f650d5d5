import type { Revision } from './revise.ts';
import type { DeviceGroup } from './types.ts';

/**
 * A small copy in localStorage of what must survive the loss of IndexedDB: Chromium replaces a damaged database by
 * an empty one without an error. Holds the groups with their secrets, every revision that is not yet known to be on
 * the server, and a canary that tells a wiped store from a new phone. It is a second line of defence: when it can't
 * be written nothing else stops. Workers have no localStorage; there this module does nothing.
 */

export interface Canary {
	/** The database's identity when it was last seen. */
	uuid: string;
	/** Revisions for which there was no room here. */
	over: number;
}

/** Characters of all kept revisions together; browsers allow about 5 million for an origin. */
const room = 1_000_000;
const groupsKey = 'toadlane.groups';
const canaryKey = (gid: string) => `toadlane.canary.${gid}`;
const unsentPrefix = (gid: string) => `toadlane.unsent.${gid}.`;

function shelf(): Storage | undefined {
	try {
		return typeof localStorage === 'object' ? localStorage : undefined;
	} catch {
		// Reading the property throws where storage is blocked.
		return undefined;
	}
}

function keep(key: string, value: unknown): boolean {
	try {
		shelf()?.setItem(key, JSON.stringify(value));
		return true;
	} catch {
		return false;
	}
}

function kept(key: string): unknown {
	try {
		return JSON.parse(shelf()?.getItem(key) ?? 'null');
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
	keep(groupsKey, groups);
}

export function keptGroups(): DeviceGroup[] {
	const groups = kept(groupsKey);
	return Array.isArray(groups) ? (groups as DeviceGroup[]) : [];
}

export function readCanary(gid: string): Canary | undefined {
	return (kept(canaryKey(gid)) as Canary | null) ?? undefined;
}

export function keepCanary(gid: string, canary: Canary): void {
	keep(canaryKey(gid), canary);
}

let used: number | undefined;

/** Keeps revisions just written; the ones they follow are contained in them. */
export function keepUnsent(gid: string, revisions: readonly Revision[]): void {
	const all = shelf();
	if (!all) return;
	used ??= keysFrom('toadlane.unsent.').reduce((sum, key) => sum + (all.getItem(key)?.length ?? 0), 0);
	let over = 0;
	for (const revision of revisions) {
		const { _id, _revisions } = revision;
		const parent = _revisions.ids[1];
		if (parent !== undefined) remove(all, `${unsentPrefix(gid)}${_id} ${_revisions.start - 1}-${parent}`);
		const size = JSON.stringify(revision).length;
		if (used + size <= room && keep(`${unsentPrefix(gid)}${_id} ${revision._rev}`, revision)) used += size;
		else over++;
	}
	if (!over) return;
	const canary = readCanary(gid);
	if (canary) keepCanary(gid, { ...canary, over: canary.over + over });
}

function remove(all: Storage, key: string): void {
	used = (used ?? 0) - (all.getItem(key)?.length ?? 0);
	all.removeItem(key);
}

/** All revisions kept of a group. */
export function keptUnsent(gid: string): Revision[] {
	return keysFrom(unsentPrefix(gid))
		.map((key) => kept(key) as Revision | null)
		.filter((revision): revision is Revision => typeof revision?._id === 'string');
}

/** Lets go of what has no unsent row any more: `unsent` answers whether it still has one. */
export function letGoOfSent(gid: string, unsent: (id: string, rev: string) => boolean): void {
	const all = shelf();
	if (!all) return;
	for (const { _id, _rev } of keptUnsent(gid)) {
		if (!unsent(_id, _rev)) remove(all, `${unsentPrefix(gid)}${_id} ${_rev}`);
	}
}

export function dropUnsent(gid: string): void {
	const all = shelf();
	if (!all) return;
	for (const key of keysFrom(unsentPrefix(gid))) remove(all, key);
	all.removeItem(canaryKey(gid));
}
