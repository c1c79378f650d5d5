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

/** A place for copies of what is not sent yet. */
export interface Mirror {
	keep(revisions: readonly Revision[]): void;
	letGo(revisions: Iterable<readonly [id: string, rev: string]>): void;
}

export const mirrorOf = (gid: string): Mirror => ({
	keep: (revisions) => keepUnsent(gid, revisions),
	letGo(revisions) {
		const all = shelf();
		if (all) for (const [id, rev] of revisions) remove(all, keyOf(gid, id, rev));
	}
});

/** For what is never sent, such as a demo, which must not take room from what will be. */
export const noMirror: Mirror = { keep() {}, letGo() {} };

function keepUnsent(gid: string, revisions: readonly Revision[]): void {
	const all = shelf();
	if (!all) return;
	used ??= keysFrom('toadlane.unsent.').reduce((sum, key) => sum + (all.getItem(key)?.length ?? 0), 0);
	let over = 0;
	for (const revision of revisions) {
		const text = JSON.stringify(revision);
		if (used + text.length <= room && keepText(keyOf(gid, revision._id, revision._rev), text))
			used += text.length;
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

export function dropUnsent(gid: string): void {
	const all = shelf();
	if (!all) return;
	for (const key of keysFrom(unsentPrefix(gid))) remove(all, key);
	all.removeItem(canaryKey(gid));
}
