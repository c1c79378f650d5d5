/** What a group knows of co-ops: the directory on this phone, its own, and what was seen of each. */
import type { AuditNote, Coop } from '$lib/records';
import { auditRecords, type GroupStore } from '$lib/store';
import { reference, type KeptDirectory } from '$lib/store/reference.ts';

export interface Known {
	/** Nothing before this phone took it. */
	directory: KeptDirectory | undefined;
	/** Those that the group added and did not take back. */
	own: Coop[];
	/** Without what was taken back. */
	notes: AuditNote[];
}

/** Reads it once. */
export async function readKnown(store: GroupStore): Promise<Known> {
	const [directory, records] = await Promise.all([reference.coops(), auditRecords(store)]);
	return { directory, ...records };
}
