import type { GroupDatabase } from '../store/database.ts';
import { markRefused, markSent, unsentParcels, type Parcel, type Revisions } from '../store/replica.ts';
import { missingOnServer } from './compare.ts';
import { SyncFailure } from './failure.ts';
import type { Line, Surroundings } from './line.ts';
import { isRefusals, type Refusals } from './shapes.ts';

const batchCount = 500;
/** The gateway takes requests of up to 1 MiB. */
const batchBytes = 900_000;
/** How long a refused revision rests before it is tried again by itself. */
const refusedRest = 15 * 60_000;

export interface Push {
	db: GroupDatabase;
	line: Line;
	/** Path of the group's database. */
	database: string;
	surroundings: Surroundings;
	/** Try refused revisions again at once: permission may have come back. */
	again: boolean;
}

/**
 * Sends what only this phone has. A revision counts as sent when it was read back from the server, never before. One
 * that is refused stays with its reason and holds up no other. Answers how many were sent.
 */
export async function push(task: Push): Promise<number> {
	let sent = 0;
	let after: [string, string] | undefined;
	do {
		const { parcels, next } = await unsentParcels(task.db, after, task.surroundings.batch ?? batchCount);
		const due = parcels.filter(({ row }) => task.again || isDue(row.refused_at, task.surroundings.now()));
		for (const batch of inBatches(due)) sent += await sendBatch(task, batch);
		after = next;
	} while (after);
	return sent;
}

const isDue = (refused_at: string | undefined, now: Date) =>
	refused_at === undefined || Math.abs(now.getTime() - Date.parse(refused_at)) > refusedRest;

function inBatches(parcels: Parcel[]): Parcel[][] {
	const batches: Parcel[][] = [];
	let bytes = Infinity;
	for (const parcel of parcels) {
		const size = new TextEncoder().encode(JSON.stringify(parcel.document)).length;
		if (bytes + size > batchBytes) {
			batches.push([]);
			bytes = 0;
		}
		batches.at(-1)?.push(parcel);
		bytes += size;
	}
	return batches;
}

async function sendBatch(task: Push, batch: Parcel[]): Promise<number> {
	const at = task.surroundings.now().toISOString();
	let refusals: Refusals;
	try {
		refusals = await task.line.ask<Refusals>(`${task.database}/_bulk_docs`, {
			method: 'POST',
			body: { docs: batch.map((parcel) => parcel.document), new_edits: false },
			is: isRefusals
		});
	} catch (error) {
		if (!(error instanceof SyncFailure) || error.code !== 'too_large') throw error;
		const [one] = batch;
		if (batch.length === 1 && one) {
			await markRefused(task.db, one.row, 'too_large', at);
			return 0;
		}
		const half = Math.ceil(batch.length / 2);
		return (await sendBatch(task, batch.slice(0, half))) + (await sendBatch(task, batch.slice(half)));
	}
	const asked: Revisions = {};
	for (const { row } of batch) (asked[row.id] ??= []).push(row.rev);
	const missing = await missingOnServer(task.line, task.database, asked, task.surroundings.random);
	const isMissing = ({ row }: Parcel) => missing[row.id]?.includes(row.rev) === true;
	const there = batch.filter((parcel) => !isMissing(parcel));
	await markSent(
		task.db,
		there.map((parcel) => parcel.row)
	);
	for (const { row } of batch.filter(isMissing)) {
		const refusal = refusals.find((one) => one.id === row.id && (one.rev ?? row.rev) === row.rev);
		if (refusal) await markRefused(task.db, row, refusal.reason ?? refusal.error ?? 'refused', at);
	}
	return there.length;
}
