import type { AuditRow, ListedCoop } from '$lib/rules';

/** A co-op that an audit walks to. */
export interface WalkedCoop extends ListedCoop {
	place?: string;
	/** Of a branch: the co-op that it belongs to. */
	owner?: { id: string; name: string };
}
export type WalkedRow = AuditRow<WalkedCoop> & { metres?: number; point?: readonly [number, number] };
