import type { AuditNote, Coop, Undo } from '../records/index.ts';
import { takenBack } from '../rules/index.ts';
import type { GroupStore } from './types.ts';

/** The looks at co-ops that stand and the co-ops that the group added itself, without those taken back. */
export async function auditRecords(
	store: Pick<GroupStore, 'list'>
): Promise<{ notes: AuditNote[]; own: Coop[] }> {
	const [notes, undos, own] = await Promise.all([
		store.list<AuditNote>('audit'),
		store.list<Undo>('undo'),
		store.list<Coop>('coop')
	]);
	const undone = takenBack(undos);
	const stands = ({ _id }: { _id: string }) => !undone.has(_id);
	return { notes: notes.filter(stands), own: own.filter(stands) };
}
