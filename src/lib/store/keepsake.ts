import { isBulky } from '../records/index.ts';
import type { Revision } from './revise.ts';
import type { DeviceGroup, OutboxItem, Sealed, Setting } from './types.ts';

/**
 * A small copy in localStorage of what must survive the loss of IndexedDB: Chromium replaces a damaged database by
 * an empty one without an error. Holds the groups with their secrets, requests that wait for a network, every revision
 * that is not yet known to be on the server, and a canary that tells a wiped store from a new phone. It is a second line
 * of defence: when it can't be written nothing else stops. Workers have no localStorage; there this module does nothing.
 */

export interface Canary {
	/** The database's identity when it was last seen. */
	uuid: string;
	/** Revisions for which there was no room here. */
	over: number;
	/** Their names, `id rev`, as far as there is room for that. */
	names?: string[];
}

/** Characters of all kept revisions together; browsers allow about 5 million for an origin. */
const room = 1_000_000;
/** Revisions named in a canary. */
const mostNames = 2_000;
/** Characters of all kept requests and invites together. */
const waitingRoom = 250_000;
const groupsKey = 'toadlane.groups';
const waitingKey = 'toadlane.waiting';
const sealedPrefix = 'toadlane.sealed.';
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

/** Notes the copies of the device's own rows as they are; answers how to put them back. */
export function deviceCopies(): () => void {
	const all = shelf();
	const noted = () => [groupsKey, waitingKey, ...keysFrom(sealedPrefix)];
	const texts = new Map(noted().map((key) => [key, all?.getItem(key) ?? null]));
	return () => {
		try {
			for (const key of new Set([...noted(), ...texts.keys()])) {
				const text = texts.get(key) ?? null;
				if (text === null) all?.removeItem(key);
				else all?.setItem(key, text);
			}
		} catch {
			// Made anew at the next start.
		}
	};
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

/** Keeps what was sealed, each under a key of its own, and nothing that was opened since. */
export function keepSealed(all: readonly Sealed[]): void {
	try {
		const keys = new Set(all.map(({ id }) => sealedPrefix + id));
		for (const key of keysFrom(sealedPrefix)) if (!keys.has(key)) shelf()?.removeItem(key);
	} catch {
		// Done again with the next change.
	}
	for (const one of all) keep(sealedPrefix + one.id, one);
}

/** What was sealed when it was last copied; `undefined` when that can't be read just now. */
export function keptSealed(): Sealed[] | undefined {
	try {
		const all = keysFrom(sealedPrefix).map((key) => kept(key) as Sealed | null);
		return all.filter((one) => one !== null);
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

export function readCanary(gid: string): Canary | undefined {
	return (kept(canaryKey(gid)) as Canary | null) ?? undefined;
}

export interface Keepsake {
	canary: Canary | undefined;
	kept: Revision[];
	/** Names of copies that are no revisions any more. */
	broken: string[];
}

/** All that is kept of a group; `undefined` when it can't be read just now, which is not the same as nothing. */
export function readKeepsake(gid: string): Keepsake | undefined {
	for (let tries = 0; tries < 2; tries++) {
		try {
			return { canary: readCanary(gid), ...keptUnsent(gid) };
		} catch {
			// Asked once more: what it holds may be all that there is.
		}
	}
	return undefined;
}

/** Names make way where the browser takes no more, and at last a copy: that it is missing must not go unsaid. */
export function keepCanary(gid: string, canary: Canary): void {
	const write = (one: Canary) => keep(canaryKey(gid), one);
	const { names = [], ...short } = canary;
	for (let most = names.length; most > 0; most >>= 1)
		if (write({ ...short, names: names.slice(0, most) })) return;
	if (write(short)) return;
	try {
		const [all, [key]] = [shelf(), keysFrom(unsentPrefix(gid))];
		if (all && key) remove(all, key);
		write({ ...short, over: short.over + 1 });
	} catch {
		// Done again when the copies are brought in step.
	}
}

/** Characters of all copies on this shelf; counted anew when another page may have changed them. */
let used: { all: Storage; characters: number } | undefined;

function usedOn(all: Storage): number {
	if (used?.all !== all) {
		const lengths = keysFrom('toadlane.unsent.').map((key) => all.getItem(key)?.length ?? 0);
		used = { all, characters: lengths.reduce((sum, length) => sum + length, 0) };
	}
	return used.characters;
}

function use(all: Storage, more: number): void {
	if (used?.all === all) used.characters += more;
}

/** Other pages make and delete copies too. */
export const countAnew = () => void (used = undefined);

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
		if (!all) return;
		for (const [id, rev] of revisions) {
			const key = keyOf(gid, id, rev);
			// Asked once more: it may be what somebody said that was erased.
			if (!letGoOf(all, key)) letGoOf(all, key);
		}
	}
});

/** For what is never sent, such as a demo, which must not take room from what will be. */
export const noMirror: Mirror = { keep() {}, letGo() {} };

/** Answers those for which there was no room. */
export function copyUnsent(gid: string, revisions: readonly Revision[]): readonly Revision[] {
	const all = shelf();
	if (!all) return [];
	return revisions.filter(
		(revision) => isBulky(revision._id) || !copy(all, keyOf(gid, revision._id, revision._rev), revision)
	);
}

function copy(all: Storage, key: string, revision: Revision): boolean {
	try {
		const text = JSON.stringify(revision);
		const more = text.length - (all.getItem(key)?.length ?? 0);
		if (usedOn(all) + more > room) return false;
		all.setItem(key, text);
		use(all, more);
		return true;
	} catch {
		return false;
	}
}

/** Whether a record that is not large would still be taken. */
export function hasRoom(): boolean {
	const all = shelf();
	try {
		return all !== undefined && usedOn(all) < room * 0.99;
	} catch {
		return false;
	}
}

/** A revision by its name. */
export const nameOf = ({ _id, _rev }: { _id: string; _rev: string }) => `${_id} ${_rev}`;

function keepUnsent(gid: string, revisions: readonly Revision[]): void {
	const over = copyUnsent(gid, revisions);
	const canary = over.length ? readKeepsake(gid)?.canary : undefined;
	if (canary)
		keepCanary(
			gid,
			canaryOf(canary, over.length + canary.over, [...(canary.names ?? []), ...over.map(nameOf)])
		);
}

/** The canary when so many revisions, of which some are named, have no copy. */
export const canaryOf = ({ uuid }: Canary, over: number, names: readonly string[]): Canary => ({
	uuid,
	over,
	...(over && { names: names.slice(0, mostNames) })
});

/** Whether it is gone; else it is a copy too many, until the copies are brought in step. */
function letGoOf(all: Storage, key: string): boolean {
	try {
		remove(all, key);
		return true;
	} catch {
		return false;
	}
}

function remove(all: Storage, key: string): void {
	const length = all.getItem(key)?.length ?? 0;
	all.removeItem(key);
	use(all, -length);
}

/** Those of the named revisions that have no copy now. */
export function namesWithoutCopy(gid: string, names: readonly string[]): string[] {
	const copies = new Set(keysFrom(unsentPrefix(gid)).map((key) => key.slice(unsentPrefix(gid).length)));
	return names.filter((name) => !copies.has(name));
}

/** All revisions kept of a group. */
function keptUnsent(gid: string): Pick<Keepsake, 'kept' | 'broken'> {
	const all: Pick<Keepsake, 'kept' | 'broken'> = { kept: [], broken: [] };
	for (const key of keysFrom(unsentPrefix(gid))) {
		const revision = kept(key) as Revision | null;
		const whole = typeof revision?._id === 'string' && keyOf(gid, revision._id, revision._rev) === key;
		if (whole) all.kept.push(revision);
		else all.broken.push(key.slice(unsentPrefix(gid).length));
	}
	return all;
}

/** Deletes all that is kept of a group; throws when the browser does not let it. */
export function dropUnsent(gid: string): void {
	const all = shelf();
	if (!all) return;
	for (const key of keysFrom(unsentPrefix(gid))) remove(all, key);
	all.removeItem(canaryKey(gid));
}
