import type { GroupDatabase } from '../store/database.ts';
import { setAsideIn, takeIn, unknownHere, type Incoming, type Revisions } from '../store/replica.ts';
import { sinceSaved } from '../store/watch.ts';
import { SyncFailure } from './failure.ts';
import { halving, tooMuch } from './halving.ts';
import type { Line } from './line.ts';
import { isFeedPage, isFetched, type FeedPage, type FeedRow, type Fetched } from './shapes.ts';
import { isNamed, isSound } from './sound.ts';

/**
 * How much of a first fetch is done in one go: rows of the feed in a request, documents in a transaction, and the pause
 * after it in ms, in which live queries come.
 */
const usual = { page: 2000, chunk: 500, pause: 15 };
/** In a page, whose taps wait for as much as is read or written in one go. */
const inThePage = { page: 500, chunk: 100, pause: 15 };
/** While somebody is at work here: a tap waits for the transaction that is under way. */
const gentle = { chunk: 100, pause: 50 };
/** How long after a save somebody is taken to be at work, in ms. */
const atWork = 3_000;

export interface Pull {
	db: GroupDatabase;
	line: Line;
	/** Path of the group's database. */
	database: string;
	/** It runs in a page, not in a worker beside it. */
	inPage?: boolean;
}

interface Asked {
	id: string;
	rev: string;
}

/**
 * Reads the feed from `since` to its end and takes in what this phone lacks. With `inline` the bodies of
 * winning revisions come with the feed itself: 6 requests for 10,000 records instead of 500. `note`
 * is called with each place that has safely been reached.
 */
export async function pullFeed(
	task: Pull,
	since: string | number,
	inline: boolean,
	note: (since: string | number) => Promise<void>
): Promise<string | number> {
	const { page, chunk, pause } = task.inPage ? inThePage : usual;
	const ask = (from: string | number) =>
		task.line.ask<FeedPage>(
			`${task.database}/_changes?style=all_docs&limit=${page}&seq_interval=${page}` +
				`${inline ? '&include_docs=true&revs=true' : ''}&since=${encodeURIComponent(from)}`,
			{ is: isFeedPage }
		);
	const read = async (from: string | number) => {
		const { results, last_seq, pending } = await ask(from);
		mustAdvance(from, { results, last_seq });
		const more = results.length > 0 && pending !== 0;
		return { documents: await bodiesOf(task, results), last_seq, more };
	};
	let coming = read(since);
	for (;;) {
		const { documents, last_seq, more } = await coming;
		if (more) {
			coming = read(last_seq);
			// Handled where it is awaited; until then a failure must not count as unhandled.
			coming.catch(() => undefined);
		}
		await takeInChunks(task.db, documents, { chunk, pause });
		await note(last_seq);
		if (!more) return last_seq;
	}
}

async function takeInChunks(db: GroupDatabase, documents: Incoming[], calm: typeof gentle): Promise<void> {
	for (let from = 0; from < documents.length;) {
		const { chunk, pause } = sinceSaved(db) < atWork ? gentle : calm;
		await takeIn(db, documents.slice(from, from + chunk));
		from += chunk;
		if (from < documents.length) await new Promise((resolve) => setTimeout(resolve, pause));
	}
}

/** The documents of a page's leaves that this phone lacks. */
async function bodiesOf(task: Pull, rows: FeedRow[]): Promise<Incoming[]> {
	const documents: Incoming[] = [];
	const wanted: Revisions = {};
	for (const { id, changes, doc } of rows) {
		for (const { rev } of changes) {
			const whole = doc?._rev === rev ? withHistory(doc, rev) : undefined;
			// Taking in what is there already changes nothing, and costs less than to ask first.
			if (whole && isSound(whole)) documents.push(whole);
			else (wanted[id] ??= []).push(rev);
		}
	}
	const rest: Asked[] = await unknownHere(task.db, wanted);
	for (let from = 0; from < rest.length; from += usual.chunk) {
		documents.push(...(await fetchRevisions(task, rest.slice(from, from + usual.chunk))));
	}
	return documents;
}

/** A document of the feed with its ancestors: a first revision has none, of others the gateway tells them. */
function withHistory(doc: Record<string, unknown>, rev: string): Record<string, unknown> | undefined {
	if (rev.startsWith('1-')) return { ...doc, _revisions: { start: 1, ids: [rev.slice(2)] } };
	return doc._revisions ? doc : undefined;
}

/**
 * Fetches revisions with their ancestors. One that the server can't deliver, or that no replica could keep, is set
 * aside and holds up no other; an answer that leaves some out is not believed at all.
 */
export async function fetchRevisions(task: Pull, asked: Asked[]): Promise<Incoming[]> {
	const nameless = asked.filter((one) => !isNamed(one));
	if (nameless.length) {
		await setAsideIn(task.db, nameless.map(asUnread), 'unreadable');
		asked = asked.filter(isNamed);
	}
	if (!asked.length) return [];
	const answers = await halving(
		asked,
		(some) => askFor(task, some),
		({ code, misunderstood }) => tooMuch.includes(code) || misunderstood
	);
	const found = new Map<string, { ok?: Record<string, unknown> }>();
	for (const { id, docs } of answers.flatMap(({ results }) => results)) {
		for (const doc of docs) found.set(doc.ok ? `${id} ${String(doc.ok._rev)}` : id, doc);
	}
	const documents: Incoming[] = [];
	const unread: Incoming[] = [];
	for (const { id, rev } of asked) {
		const exact = found.get(`${id} ${rev}`);
		if (exact?.ok && isSound(exact.ok)) documents.push(exact.ok);
		else if (exact ?? found.get(id)) unread.push(asUnread({ id, rev }));
		else throw new SyncFailure('server_trouble');
	}
	if (unread.length) await setAsideIn(task.db, unread, 'unreadable');
	return documents;
}

/** One that the server does not even understand the name of, asked twice, is answered for as one that it can't deliver. */
async function askFor(task: Pull, asked: readonly Asked[], again = false): Promise<Fetched> {
	try {
		return await task.line.ask<Fetched>(`${task.database}/_bulk_get?revs=true`, {
			method: 'POST',
			body: { docs: asked },
			is: isFetched
		});
	} catch (error) {
		const [one] = asked;
		if (!(error instanceof SyncFailure) || !error.misunderstood || !one || asked.length > 1) throw error;
		if (!again) return await askFor(task, asked, true);
		return { results: [{ id: one.id, docs: [{ error: error.code }] }] };
	}
}

/** A revision to be set aside, by as much of its name as can be kept. */
const asUnread = ({ id, rev }: Asked) => ({ _id: id.slice(0, 200), _rev: rev.slice(0, 50) });

/** A feed that gives rows and stays where it is would never end. */
export function mustAdvance(since: string | number, { results, last_seq }: FeedPage): void {
	if (results.length && String(last_seq) === String(since)) throw new SyncFailure('server_trouble');
}
