import { checkRecord, kinds, mayWrite, type AnyRecord, type Who } from '../records/index.ts';
import type { GroupDatabase } from './database.ts';
import { saveRevisions, writeTables } from './group-store.ts';
import { recordOf } from './read-model.ts';
import { mergedRecord, settle } from './revise.ts';

/**
 * Merges every record that has several living versions, where `who` may write the result; answers how many. The
 * result is the same revision on every phone that knows the same versions, so phones do not chase each other. A
 * deletion loses to an edit by CouchDB's own choice of the winning revision.
 */
export async function settleConflicts(db: GroupDatabase, who: Who): Promise<number> {
	const ids = await db.docs.where('conf').equals(1).primaryKeys();
	let settled = 0;
	for (const id of ids) {
		settled += await db.transaction('rw', writeTables, async () => {
			const row = await db.docs.get(id);
			if (!row?.conf) return 0;
			const merged = mergedRecord(row);
			// What is written once has nothing to merge, and the server would not let its other version be closed.
			if (!isOurs(merged) || kinds[merged.type].immutable) return 0;
			if (mayWrite(who, merged, recordOf(row)) !== true) return 0;
			const revisions = settle(row, merged);
			if (revisions.length) await saveRevisions(db, revisions);
			return revisions.length ? 1 : 0;
		});
	}
	return settled;
}

const isOurs = (record: AnyRecord) => Object.hasOwn(kinds, record.type) && checkRecord(record).length === 0;
