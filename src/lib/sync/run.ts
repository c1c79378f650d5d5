import type { ErrorCode } from '../errors.ts';
import { groupDatabase, type Author } from '../records/index.ts';
import { asStoreError, reopen } from '../store/failures.ts';
import { settleConflicts } from '../store/conflicts.ts';
import type { GroupDatabase, ServerIdentity, StateRows } from '../store/database.ts';
import type { Device } from '../store/device.ts';
import { eraseExpired } from '../store/expire.ts';
import { groupStore } from '../store/group-store.ts';
import { refreshListing } from '../store/listing.ts';
import { StoreError, type DeviceGroup } from '../store/types.ts';
import { findLost } from './audit.ts';
import { isAbort, SyncFailure } from './failure.ts';
import { openLine, type Line, type Surroundings } from './line.ts';
import { learnStanding, sendOutbox, settleMembership, signInAs } from './membership.ts';
import { pullFeed } from './pull.ts';
import { push } from './push.ts';
import { replicateFrom } from './replicate.ts';
import { isInfo, numberOf, type DatabaseInfo } from './shapes.ts';

export interface Phone {
	gid: string;
	db: GroupDatabase;
	device: Device;
}

/** `soon`: when a change asks for it. `now`: by hand. `check`: by hand, with every record compared. */
export type Urgency = 'soon' | 'now' | 'check';

export type SyncOutcome =
	| { ok: true; sent: number }
	/** `retry_after` in milliseconds, when the server named a time. */
	| { ok: false; code: ErrorCode; retry_after?: number };

const auditEvery = 24 * 60 * 60_000;

/** One round: everything this phone and the server owe each other. Never rejects: whoever waits for it gets an answer. */
export async function runSync(
	phone: Phone,
	surroundings: Surroundings,
	urgency: Urgency = 'soon'
): Promise<SyncOutcome> {
	reopen(phone.db);
	try {
		return await goRound(phone, surroundings, urgency);
	} catch (error) {
		return outcomeOf(error, surroundings.signal);
	}
}

async function goRound(phone: Phone, surroundings: Surroundings, urgency: Urgency): Promise<SyncOutcome> {
	const { gid, db, device } = phone;
	const entry = await device.group(gid);
	if (!entry || entry.state === 'demo') return { ok: true, sent: 0 };
	const line = openLine(surroundings, signInAs(device, gid));
	const [before, place] = await db.readStates('sync', 'pull');
	// What a newer app has stored must not be folded or rewritten by this one.
	if (db.isNewer()) return { ok: false, code: 'app_too_old' };
	// A phone that has never been to the end of the feed has something still to fetch.
	const waiting = !place?.caught_up || (await db.unsent.count()) > 0;
	// A full phone can't even note this, and what it has is sent all the same.
	const begun = db.writeState('sync', {
		...before,
		phase: waiting || urgency !== 'soon' ? 'sending' : (before?.phase ?? 'idle'),
		checking: urgency === 'check'
	});
	await begun.catch(() => undefined);
	const round = { ...phone, surroundings, line, urgency, entry };
	const outcome = await exchange(round).catch((error: unknown) => outcomeOf(error, surroundings.signal));
	const at = surroundings.now().toISOString();
	const ended: StateRows['sync'] = {
		phase: outcome.ok ? 'idle' : phaseOf(outcome.code),
		...(!outcome.ok && { trouble: outcome.code }),
		last_contact_at: line.heard() ? at : before?.last_contact_at,
		last_sent_at: outcome.ok && outcome.sent > 0 ? at : before?.last_sent_at
	};
	const note = () => db.writeState('sync', ended);
	// Or the status line would say *Sending* until the next round.
	await note().catch(note);
	return outcome;
}

interface Round extends Phone {
	surroundings: Surroundings;
	line: Line;
	urgency: Urgency;
	entry: DeviceGroup;
}

async function exchange(round: Round): Promise<SyncOutcome> {
	const { gid, db, device, surroundings, line, urgency } = round;
	const { problem } = round.entry;
	if (problem && round.entry.state === 'joining' && urgency === 'soon') throw new SyncFailure(problem);
	const entry = await settleMembership(line, device, round.entry);
	await sendOutbox(line, device, gid);
	const database = `/sync/${groupDatabase(gid)}`;
	const info = await line.ask<DatabaseInfo>(database, { is: isInfo });
	const task = { db, line, database, inPage: surroundings.inPage };
	const server = identityOf(info, line);
	const first = (await db.readState('audit')) === undefined;
	const due = urgency === 'check' || (await isAuditDue(db, server, surroundings.now()));
	// Whom it was sent to is known before anything counts as sent, or another server could pass for that one.
	const place = await db.readState('pull');
	if (!place) await db.writeState('pull', { since: 0, caught_up: false, server });
	const again = urgency !== 'soon' || round.entry.state !== 'member';
	const moved = due || place?.server.update_seq !== server.update_seq;
	const sending = { ...task, surroundings, again, moved };
	if (due) await findLost(task, surroundings);
	// What can't be sent just now, as by an app that is too old or on a slow line, keeps nobody from fetching.
	const held: { failure?: unknown } = {};
	const send = () =>
		push(sending).catch((error: unknown) => {
			if (!(error instanceof SyncFailure) || !readsOn.includes(error.code)) throw error;
			held.failure = error;
			return { sent: 0, forgot: false };
		});
	const pushed = await send();
	let { sent } = pushed;
	const forgot = !due && pushed.forgot;
	const audit = due || forgot;
	if (forgot) {
		await findLost(task, surroundings);
		sent += (await send()).sent;
	}
	await pull(round, task, info, server, audit);
	// A first pull compares as much as a check does.
	if (audit || first) await db.writeState('audit', { at: surroundings.now().toISOString() });
	if (held.failure) throw held.failure;

	const settled = await settleConflicts(db, { member: entry.member, role: entry.role, group: gid });
	const expired = entry.role !== 'viewer' && (await eraseExpired(await storeOf(round), clockOf(round)));
	const listed = entry.role === 'organiser' && (await refresh(round, entry));
	if (settled || expired || listed) sent += (await push(sending)).sent;
	if (await db.docs.get(`listing:${gid}`)) await learnStanding(line, device, entry, surroundings.now());
	return { ok: true, sent };
}

/** What may be wrong with sending alone. */
const readsOn: SyncFailure['code'][] = ['app_too_old', 'too_slow', 'server_trouble', 'unexpected'];

async function pull(
	{ db, surroundings }: Round,
	task: { db: GroupDatabase; line: Line; database: string },
	info: DatabaseInfo,
	server: ServerIdentity,
	audit: boolean
): Promise<void> {
	const place = await db.readState('pull');
	const note = (caught_up: boolean) => (since: string | number) => {
		// What was sent in this round is counted too, or an older server could pass for this one.
		const update_seq = Math.max(server.update_seq, numberOf(since));
		return db.writeState('pull', { since, caught_up, server: { ...server, update_seq } });
	};
	if (audit || !place?.caught_up) {
		const since = audit ? 0 : (place?.since ?? 0);
		await note(true)(await pullFeed(task, since, !place?.caught_up, note(false)));
		return;
	}
	const { base, signal } = surroundings;
	await replicateFrom({ ...task, base, info, signal }, place.since, note(true));
}

const identityOf = (info: DatabaseInfo, line: Line): ServerIdentity => ({
	epoch: line.epoch(),
	instance: info.instance_start_time,
	update_seq: numberOf(info.update_seq)
});

/** Daily, and whenever the server is not the one it was or went back in time. */
async function isAuditDue(db: GroupDatabase, server: ServerIdentity, now: Date): Promise<boolean> {
	const [place, audit] = await Promise.all([db.readState('pull'), db.readState('audit')]);
	if (!place) return false;
	const known = place.server;
	if (known.epoch !== server.epoch || known.instance !== server.instance) return true;
	if (server.update_seq < known.update_seq) return true;
	return place.caught_up && (!audit || Math.abs(now.getTime() - Date.parse(audit.at)) > auditEvery);
}

const storeOf = async ({ gid, db, device }: Phone) => groupStore(db, gid, await device.id());

async function refresh(round: Round, entry: DeviceGroup): Promise<boolean> {
	const store = await storeOf(round);
	const at = round.surroundings.now().toISOString();
	const author: Author = { member: entry.member, device: store.device, at };
	return await refreshListing(store, author);
}

/** The earlier of this phone's clock and the server's: one phone that is years fast must not erase what all others have. */
function clockOf({ line, surroundings }: Round): Date | undefined {
	const [here, there] = [surroundings.now(), line.time()];
	return there && (there < here ? there : here);
}

function outcomeOf(reason: unknown, signal: AbortSignal): SyncOutcome {
	if (signal.aborted && isAbort(reason)) return { ok: false, code: 'no_network' };
	const error = reason instanceof SyncFailure ? reason : asStoreError(reason);
	if (error instanceof StoreError) return { ok: false, code: error.code };
	if (!(error instanceof SyncFailure)) {
		console.error(error);
		return { ok: false, code: 'unexpected' };
	}
	const { code, retry_after } = error;
	if (code === 'too_large') return { ok: false, code: 'server_trouble' };
	if (code === 'device_unknown') return { ok: false, code: 'group_unknown' };
	return { ok: false, code, ...(retry_after !== undefined && { retry_after }) };
}

/** What passes by itself is no trouble to anybody. */
function phaseOf(code: ErrorCode): 'no_network' | 'trouble' | 'idle' {
	if (code === 'no_network' || code === 'too_slow' || code === 'not_our_server') return 'no_network';
	return code === 'server_busy' ? 'idle' : 'trouble';
}
