import { formatAgo, m } from '$lib/i18n';
import type { Kind } from '$lib/records';
import type { SyncState, Unsent } from '$lib/store';

type AnyKind = Kind | 'other';

/** `3 visits`, `1 door`. */
export function sayCount(kind: AnyKind, count: number): string {
	return m.sync_kind({ kind, count });
}

/** What is only on this phone, kind by kind, the most first. */
export function sayUnsent(unsent: Pick<Unsent, 'by_kind'>): string[] {
	return Object.entries(unsent.by_kind)
		.sort(([, a], [, b]) => b - a)
		.map(([kind, count]) => sayCount(kind as AnyKind, count));
}

/** What was not accepted: the same reason for the same kind is told once, with how many records that befell. */
export function groupRefusals(unsent: Unsent): { kind: AnyKind; reason: string; count: number }[] {
	const groups: { kind: AnyKind; reason: string; ids: Set<string> }[] = [];
	for (const { id, kind, reason } of unsent.refused) {
		const same = groups.find((group) => group.kind === kind && group.reason === reason);
		if (same) same.ids.add(id);
		else groups.push({ kind, reason, ids: new Set([id]) });
	}
	return groups.map(({ kind, reason, ids }) => ({ kind, reason, count: ids.size }));
}

/** Why the registry did not take a record, and what can be done about it. */
export function sayRefusal(reason: string): { why: string; what: string } {
	switch (reason) {
		case 'role':
			return { why: m.sync_refused_role(), what: m.sync_refused_role_what() };
		case 'not_yours':
			return { why: m.sync_refused_not_yours(), what: m.sync_refused_not_yours_what() };
		case 'role_change':
			return { why: m.sync_refused_role_change(), what: m.sync_refused_role_what() };
		case 'too_large':
			return { why: m.sync_refused_too_large(), what: m.sync_refused_copy_what() };
		case 'removed':
			return { why: m.sync_refused_removed(), what: m.sync_refused_copy_what() };
		default:
			return { why: m.sync_refused_other({ reason }), what: m.sync_refused_ask_what() };
	}
}

/** The two lines on what went through last. */
export function sayLast(state: SyncState, now: Date): string[] {
	const sent = state.last_sent_at
		? m.sync_last_sent({ when: formatAgo(state.last_sent_at, now) })
		: m.sync_never_sent();
	const contact = state.last_contact_at
		? m.sync_last_contact({ when: formatAgo(state.last_contact_at, now) })
		: m.sync_no_contact();
	return [sent, contact];
}

/** `toad-lane-albany-road-2026-07-12.json` */
export const nameOfCopy = (group: string, now: Date): string => `${nameOf('toad-lane', group, now)}.json`;

/** `toad-lane-hand-over-albany-road-2026-07-12.txt`: no phone shares a file whose ending it does not know. */
export const nameOfHandOver = (group: string, now: Date): string =>
	`${nameOf('toad-lane-hand-over', group, now)}.txt`;

function nameOf(what: string, group: string, now: Date): string {
	const name = group
		.normalize('NFD')
		.toLowerCase()
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40);
	return [what, ...(name ? [name] : []), now.toISOString().slice(0, 10)].join('-');
}
