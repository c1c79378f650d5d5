import type { GroupDatabase } from '../store/database.ts';
import {
	markRefused,
	markSent,
	newestLasting,
	stillUnsent,
	unsentParcels,
	type Parcel,
	type Revisions
} from '../store/replica.ts';
import { missingOnServer } from './compare.ts';
import { SyncFailure } from './failure.ts';
import { tooMuch } from './halving.ts';
import type { Line, Surroundings } from './line.ts';
import { isRefusals, type Refusals } from './shapes.ts';

const batchCount = 1000;
/** The gateway takes requests of up to 1 MiB. */
const batchBytes = 900_000;
/** Bytes of a request that a phone's line and server were seen to bear, for as long as this page or worker lives. */
const paces = new WeakMap<GroupDatabase, number>();
/** Revisions of earlier rounds that are asked for along with new ones. */
const witnessCount = 20;
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
	/** The server has changed since the last round: who may write what was refused here may have done so. */
	moved: boolean;
}

export interface Pushed {
	sent: number;
	/** The server lacks what it had: it went back to an older state. */
	forgot: boolean;
}

/**
 * Sends what only this phone has. A revision counts as sent when it was read back from the server, never before. One
 * that is refused stays with its reason and holds up no other.
 * Along with it the server is asked for the newest of what it had before.
 */
export async function push(task: Push): Promise<Pushed> {
	let sent = 0;
	let forgot = false;
	let witnesses: Promise<Revisions> | undefined;
	const pace = paces.get(task.db) ?? batchBytes;
	let most = pace;
	let largest = 0;
	// A batch is read back while the next one is on its way.
	let confirming: Promise<number> = Promise.resolve(0);
	const note = (read: Pushed): number => {
		forgot ||= read.forgot;
		return read.sent;
	};
	async function send(parcels: Parcel[]): Promise<void> {
		// Looked for while the first batch is on its way.
		if (parcels.length) witnesses ??= newestLasting(task.db, witnessCount);
		witnesses?.catch(() => undefined);
		for (let rest = parcels; rest.length;) {
			const { batch, bytes } = firstOf(rest, most);
			const [posted, more] = await both(post(task, batch), confirming);
			sent += more;
			confirming = Promise.resolve(0);
			if (posted === 'too_much') {
				most = Math.floor(bytes / 2);
				continue;
			}
			rest = rest.slice(batch.length);
			if (posted === 'refused') {
				// That was this one record's fault.
				most = paces.get(task.db) ?? batchBytes;
				continue;
			}
			paces.set(task.db, most);
			largest = Math.max(largest, bytes);
			confirming = confirm(task, posted, await witnesses).then(note);
			witnesses = Promise.resolve({});
			// Handled where it is awaited; until then a failure must not count as unhandled.
			confirming.catch(() => undefined);
		}
	}

	const closing: Parcel[] = [];
	let after: [string, string] | undefined;
	do {
		const { parcels, next } = await unsentParcels(task.db, after, task.surroundings.batch ?? batchCount);
		const due = parcels.filter(({ row }) => task.again || isDue(row.refused_at, task.surroundings.now()));
		const resting = task.moved ? parcels.filter((parcel) => !due.includes(parcel)) : [];
		if (resting.length) sent += note(await confirm(task, { batch: resting, refusals: [], at: '' }));
		closing.push(...due.filter(isClosing));
		await send(due.filter((parcel) => !isClosing(parcel)));
		after = next;
	} while (after);
	if (closing.length) {
		// A version is closed only when what takes its place was seen on the server: if that is refused, it stands,
		// and what would have closed it is listed with the same reason.
		sent += await confirming;
		confirming = Promise.resolve(0);
		const ids = closing.map(({ row }) => row.id);
		const kept = await stillUnsent(task.db, ids);
		const at = task.surroundings.now().toISOString();
		for (const { row } of closing) {
			const reason = kept.get(row.id);
			if (reason) await markRefused(task.db, row, reason, at);
		}
		await send(closing.filter(({ row }) => !kept.has(row.id)));
	}
	sent += await confirming;
	// The line may have been slow for a moment only: what went well is tried with twice as much the next time.
	if (most === pace && largest > pace / 2) paces.set(task.db, Math.min(2 * pace, batchBytes));
	return { sent, forgot };
}

const isClosing = ({ document }: Parcel) => document._deleted === true;

/** Both answers, or the first one's failure; never before both are over. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
	await Promise.allSettled([one, other]);
	return [await one, await other];
}

const isDue = (refused_at: string | undefined, now: Date) =>
	refused_at === undefined || Math.abs(now.getTime() - Date.parse(refused_at)) > refusedRest;

/** The first parcels, of so many bytes at most; one at least. */
function firstOf(parcels: Parcel[], most: number): { batch: Parcel[]; bytes: number } {
	let bytes = 0;
	const batch: Parcel[] = [];
	for (const parcel of parcels) {
		const size = new TextEncoder().encode(JSON.stringify(parcel.document)).length;
		if (batch.length && bytes + size > most) break;
		batch.push(parcel);
		bytes += size;
	}
	return { batch, bytes };
}

interface Posted {
	batch: Parcel[];
	refusals: Refusals;
	/** When it was sent. */
	at: string;
}

/** Sends a batch, unless that is too much at once; one record that is too large by itself is refused. */
async function post(task: Push, batch: Parcel[]): Promise<Posted | 'too_much' | 'refused'> {
	const at = task.surroundings.now().toISOString();
	try {
		const refusals = await task.line.ask<Refusals>(`${task.database}/_bulk_docs`, {
			method: 'POST',
			body: { docs: batch.map((parcel) => parcel.document), new_edits: false },
			is: isRefusals
		});
		return { batch, refusals, at };
	} catch (error) {
		if (!(error instanceof SyncFailure) || !tooMuch.includes(error.code)) throw error;
		const [one] = batch;
		if (batch.length > 1 || !one) return 'too_much';
		// A slow line says nothing against the record.
		if (error.code === 'too_slow') throw error;
		await markRefused(task.db, one.row, 'too_large', at);
		return 'refused';
	}
}

/** Reads back what was posted: sent is what the server is seen to have. */
async function confirm(
	task: Push,
	{ batch, refusals, at }: Posted,
	witnesses: Revisions = {}
): Promise<Pushed> {
	const asked: Revisions = { ...witnesses };
	for (const { row } of batch) asked[row.id] = [...(asked[row.id] ?? []), row.rev];
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
	return { sent: there.length, forgot: Object.keys(witnesses).some((id) => missing[id]) };
}
