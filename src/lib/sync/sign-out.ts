import { isObject } from './ours.ts';
import { seal, unseal, type SealProblem } from './sealed.ts';
import { newUlid } from '../records/index.ts';
import { device } from '../store/device.ts';
import { deleteRecords, endSessionsKey, finishLeaving } from '../store/leave.ts';
import { openGroup } from '../store/open.ts';
import { alone } from '../store/shut.ts';
import {
	StoreError,
	type Belongings,
	type DeviceGroup,
	type GroupStore,
	type Incoming
} from '../store/types.ts';
import { handOverText, readHandOverText } from './handover.ts';

/**
 * Signing out of a shared phone. What only this phone has is sealed under a code, kept, read back and opened once, before
 * anything is deleted; then one transaction lets it stand in the place of the group. Cut short at any instant, the phone
 * is signed in with everything, or signed out with everything sealed.
 */

/** What is sealed of a group. */
interface Work {
	entry: DeviceGroup;
	documents: Incoming[];
	belongings: Belongings;
}

/** Whose it is in the head of what is sealed: no group, as nobody may know of which it is before it is opened. */
const nobody = 'toad-lane-signed-out';

/** `sealed`: work stays on the phone. `clean`: the records are gone already, and not only at the next start. */
export type SignedOut = { ok: true; sealed: boolean; clean: boolean } | { ok: false; code: 'unsent' };

/**
 * Signs out of a group on this phone. Without a code only if everything was sent. `gone` leaves the group's pages before
 * its records are deleted. Rejects when it came to nothing.
 */
export async function signOut(
	store: GroupStore,
	code: string | undefined,
	gone?: () => Promise<unknown>
): Promise<SignedOut> {
	await device.setSetting(endSessionsKey, true);
	for (;;) {
		const entry = await device.group(store.id);
		if (!entry) throw new StoreError('not_found');
		const documents = await store.unsentDocuments();
		const belongings = await device.belongings(store.id);
		const waits = documents.length + belongings.outbox.length > 0;
		if (waits && code === undefined) return { ok: false, code: 'unsent' };
		const sealing = waits && code ? await keep({ entry, documents, belongings }, code) : undefined;
		if (!(await stepOut(store, documents, belongings, sealing))) continue;
		await gone?.();
		await finishSessions();
		return { ok: true, sealed: sealing !== undefined, clean: await deleteRecords(store) };
	}
}

const longest = 5_000;

/**
 * Ends the sessions that the gateway gave this browser, where somebody signed out; groups that stay sign in again by
 * themselves. Without a network a later start does it.
 */
export async function finishSessions(): Promise<void> {
	try {
		if (!(await device.setting<boolean>(endSessionsKey))) return;
		const { status } = await fetch('/api/session', {
			method: 'DELETE',
			signal: AbortSignal.timeout(longest)
		});
		if (status === 204) await device.setSetting(endSessionsKey, false);
	} catch {
		// It is asked again when the app is opened next.
	}
}

/** Seals the work and keeps it; it counts once it could be read and opened again. Answers its id. */
async function keep(work: Work, code: string): Promise<string> {
	const id = newUlid();
	const text = handOverText(await seal(nobody, work, code));
	await device.keepSealing({ id, at: new Date().toISOString(), text });
	const kept = await device.sealing(id);
	const opened = await open(kept?.text ?? '', code);
	if (!opened.ok || JSON.stringify(opened.work) !== JSON.stringify(work))
		throw new StoreError('storage_failed');
	return id;
}

/** Answers false, and everything is as before, where more came to wait in another tab meanwhile. */
async function stepOut(
	store: GroupStore,
	documents: readonly Incoming[],
	{ outbox }: Belongings,
	sealing: string | undefined
): Promise<boolean> {
	return await alone(store.id, async () => {
		if (!(await store.shut(documents))) return false;
		const requests = outbox.map(({ id }) => id);
		let out = false;
		try {
			return (out = await device.signOut(store.id, requests, sealing));
		} finally {
			// Should this fail too, the next opening of the store does it.
			if (!out) await store.unshut().catch(() => undefined);
		}
	});
}

type OpenedWork = { ok: true; work: Work } | { ok: false; problem: SealProblem };

async function open(text: string, code: string): Promise<OpenedWork> {
	const unsealed = await unseal(readHandOverText(text), nobody, code);
	if (!unsealed.ok) return unsealed;
	const { entry, documents, belongings } = unsealed.content;
	if (!isObject(entry) || !Array.isArray(documents) || !isObject(belongings))
		return { ok: false, problem: 'damaged' };
	return { ok: true, work: { entry, documents, belongings } as unknown as Work };
}

/** `someone_else`: another member of that group is signed in on this phone. */
export type CameBack =
	{ ok: true; group: DeviceGroup; records: number } | { ok: false; problem: SealProblem | 'someone_else' };

/**
 * Opens whatever the code opens of what is sealed on this phone, and brings it back: the group, the person and the work,
 * which is then sent like any other. What was sealed goes only when everything is back.
 */
export async function comeBack(code: string): Promise<CameBack> {
	let problem: SealProblem = 'wrong_code';
	for (const { id, text } of await device.sealed()) {
		const opened = await open(text, code);
		if (opened.ok) return await bringBack(id, opened.work);
		if (opened.problem !== 'wrong_code') problem = opened.problem;
	}
	return { ok: false, problem };
}

async function bringBack(id: string, { entry, documents, belongings }: Work): Promise<CameBack> {
	const known = await device.group(entry.id);
	if (known && known.member !== entry.member) return { ok: false, problem: 'someone_else' };
	await finishLeaving();
	if (!known) await alone(entry.id, () => device.comeBack(entry, belongings));
	const store = await openGroup(entry.id);
	await store.bringBack(documents);
	await device.dropSealed(id);
	return { ok: true, group: known ?? entry, records: documents.length };
}
