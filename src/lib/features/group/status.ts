import { errors, type ErrorCode } from '$lib/errors';
import type { DeviceGroup, SyncState } from '$lib/store';

/**
 * What the one status line says; `count` is how many records are on this phone alone, and `unreadable` how many from
 * elsewhere can't be read, which is told beside it.
 */
export type Status = Said & { unreadable?: number };
type Said =
	| { says: 'demo' | 'all_sent' | 'sending' | 'no_network'; tone: 'quiet' | 'waiting' }
	| { says: 'on_this_phone'; tone: 'waiting'; count: number }
	| { says: 'trouble'; tone: 'waiting' | 'stop'; code: NonNullable<SyncState['trouble']> };

/**
 * Answers what the status line says. What is not yet sent is told before the network's absence: a person
 * on a doorstep wants to know what is safe where, not whether there is a signal.
 */
export function statusOf(entry: Pick<DeviceGroup, 'state' | 'problem'>, sync: SyncState): Status {
	const said = sayingOf(entry, sync);
	if (!sync.unreadable) return said;
	const tone = said.tone === 'quiet' ? 'waiting' : said.tone;
	return { ...said, tone, unreadable: sync.unreadable } as Status;
}

/** A group's status, as the pages that belong to no group tell of it. */
export interface GroupStatus {
	group: string;
	status: Status;
}

/**
 * The one status of a phone with several groups: the worst of theirs. What is unsent anywhere is counted together; it
 * leads to the group that has the most of it.
 */
export function worstOf(groups: readonly GroupStatus[]): GroupStatus | undefined {
	const count = groups.reduce((sum, { status }) => sum + countOf(status), 0);
	const unreadable = groups.reduce((sum, { status }) => sum + (status.unreadable ?? 0), 0);
	const worst = groups.toSorted(
		(a, b) => rank(a.status) - rank(b.status) || countOf(b.status) - countOf(a.status)
	)[0];
	if (!worst) return undefined;
	const status = worst.status.says === 'on_this_phone' ? { ...worst.status, count } : worst.status;
	return { group: worst.group, status: unreadable ? { ...status, unreadable } : status };
}

const countOf = (status: Status) => (status.says === 'on_this_phone' ? status.count : 0);

const order: Status['says'][] = ['trouble', 'on_this_phone', 'no_network', 'sending', 'all_sent', 'demo'];

function rank({ says, tone }: Status): number {
	return tone === 'stop' ? -1 : order.indexOf(says);
}

function sayingOf(entry: Pick<DeviceGroup, 'state' | 'problem'>, sync: SyncState): Said {
	if (entry.state === 'demo') return { says: 'demo', tone: 'quiet' };
	const code = entry.problem ?? (sync.phase === 'trouble' ? sync.trouble : undefined);
	if (code) return { says: 'trouble', tone: heals(code) ? 'waiting' : 'stop', code };
	if (sync.phase === 'sending') return { says: 'sending', tone: 'quiet' };
	if (sync.unsent > 0) return { says: 'on_this_phone', tone: 'waiting', count: sync.unsent };
	if (sync.phase === 'no_network') return { says: 'no_network', tone: 'waiting' };
	// A phone that has never been in touch has everything still to fetch.
	return { says: sync.last_contact_at === undefined ? 'sending' : 'all_sent', tone: 'quiet' };
}

/** It passes by itself; so does an unknown invite, once the phone that made it has had a signal. */
function heals(code: ErrorCode): boolean {
	return errors[code].severity === 'wait' || code === 'invite_unknown';
}

/** A group that no registry knows yet, or that this phone has not yet been let into. */
export function isPending(entry: Pick<DeviceGroup, 'state'>): boolean {
	return entry.state === 'creating' || entry.state === 'joining';
}
