/** Co-ops that came in from another list, and taking them back. */
import { codeOf, type ErrorCode } from '$lib/errors';
import {
	coop,
	mayTakeBack,
	undo,
	type AuditNote,
	type Author,
	type Coop,
	type CoopInput,
	type Role,
	type Undo
} from '$lib/records';
import { takenBack } from '$lib/rules';
import { breathe } from '$lib/rules/breathe.ts';
import { rowKey } from '$lib/rules/read-coops.ts';
import type { GroupStore } from '$lib/store';

const CHUNK = 250;

/** How many were written, and why the phone stopped taking more; what was written stays. */
export interface Done {
	count: number;
	failed?: ErrorCode;
}

/** One list that came in at one time. */
export interface Brought {
	key: string;
	source: string;
	licence?: string;
	at: string;
	by: string;
	coops: Coop[];
	/** Those of them that nobody looked at. */
	untouched: Coop[];
}

/**
 * Saves co-ops some hundreds a transaction. All of them are made at one moment, by which they are known as one list. Their
 * ids follow from their rows, so that two phones that bring the same list make each once; one that was taken back is made
 * anew, and one that is there, whatever it is called by now, stays as it is.
 */
export async function addCoops(
	store: Pick<GroupStore, 'put' | 'list'>,
	inputs: readonly CoopInput[],
	from: { source: string; licence?: string },
	author: Author,
	onprogress: (done: number) => void
): Promise<Done> {
	const [undos, own] = await Promise.all([store.list<Undo>('undo'), store.list<Coop>('coop')]);
	const undone = takenBack(undos);
	const there = new Set(own.map(({ _id }) => _id));
	const records = inputs.map((input) => {
		for (let times = 0; ; times++) {
			const made = coop.make({ ...input, ...from, row: `${rowKey(input)}\n${times}` }, author);
			if (!made.ok) throw new Error(`a co-op that was read is none: ${JSON.stringify(made.problems)}`);
			if (!undone.has(made.record._id)) return made.record;
		}
	});
	return putAll(
		store,
		records.filter(({ _id }) => !there.has(_id)),
		onprogress
	);
}

/** Takes back co-ops that were brought. */
export async function takeBackCoops(
	store: Pick<GroupStore, 'put'>,
	coops: readonly Coop[],
	author: Author
): Promise<Done> {
	const records = coops.map(({ _id }) => {
		const made = undo.make({ of: _id }, author);
		if (!made.ok) throw new Error(`no undo of ${_id}: ${JSON.stringify(made.problems)}`);
		return made.record;
	});
	return putAll(store, records, () => undefined);
}

async function putAll(
	store: Pick<GroupStore, 'put'>,
	records: Parameters<GroupStore['put']>,
	onprogress: (done: number) => void
): Promise<Done> {
	let count = 0;
	try {
		while (count < records.length) {
			const some = records.slice(count, count + CHUNK);
			await store.put(...some);
			onprogress((count += some.length));
			await breathe();
		}
	} catch (error) {
		return { count, failed: codeOf(error) };
	}
	return { count };
}

/** The lists that were brought, the last one first. */
export function broughtLists(own: readonly Coop[], notes: readonly AuditNote[]): Brought[] {
	const looked = new Set(notes.map(({ of }) => of));
	const lists = new Map<string, Brought>();
	for (const one of own) {
		const { source, licence, created_at: at, created_by: by } = one;
		if (source === undefined) continue;
		const key = `${at} ${by} ${source}`;
		const list = lists.get(key) ?? {
			key,
			source,
			...(licence && { licence }),
			at,
			by,
			coops: [],
			untouched: []
		};
		list.coops.push(one);
		if (!looked.has(one._id)) list.untouched.push(one);
		lists.set(key, list);
	}
	return [...lists.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Whether this person may take a list back. */
export const mayTakeBackList = (who: { member: string; role: Role }, { by }: Brought): boolean =>
	mayTakeBack(who, { created_by: by });
