/** For the sweep: what an action is, and what all of them are made with. */
import { codeOf, type ErrorCode } from '$lib/errors';
import type { AnyRecord, Author } from '$lib/records';
import type { DeviceGroup, GroupStore } from '$lib/store';
import type { Gateway } from '$lib/sync/fake-gateway.ts';
import type { SyncOutcome, Urgency } from '$lib/sync/run.ts';

/** What an action may use of the phone it is done on. */
export interface Phone {
	gid: string;
	store: GroupStore;
	entry: DeviceGroup;
	author(): Author;
	sync(urgency: Urgency): Promise<SyncOutcome>;
	/** Names of the databases on this phone. */
	databases(): Promise<string[]>;
	/** The server that it talks to. */
	gateway: Gateway;
	/** All leaves on this phone as `id rev`, sorted. */
	leaves(): Promise<string[]>;
	/** What waits for some time to pass is done, to its end. */
	later(): Promise<void>;
}

/** Nothing when it worked, or the code of what the person is told. */
export type Told = ErrorCode | undefined;

export interface Action {
	name: string;
	/** `empty`: a new phone. `wiped`: the browser lost the group's records. `far`: the records are on the server only. */
	on?: 'empty' | 'wiped' | 'far' | 'closed';
	/** Prepares the screen and answers the tap; called again, the tap is made again on the same screen. */
	begin(phone: Phone): Promise<() => Promise<Told>> | (() => Promise<Told>);
	/** How often the effect is there now; `undefined` where it is half there. */
	effect(phone: Phone): Promise<number | undefined>;
	/** A failed tap may have done all of its work: made again it changes nothing more. */
	repeatable?: true;
	/** It waits for a network, and is gone when it was sent. */
	waits?: true;
	/** The database of the group is gone afterwards. */
	ends?: true;
}

export const ann: Author = {
	member: 'member:' + '0'.repeat(26),
	device: 'ann',
	at: '2026-07-01T18:00:00.000Z'
};
export const good = <R extends AnyRecord>(made: { ok: boolean; record?: unknown; problems?: unknown }): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record as R;
};

/** Runs what a screen runs and answers what it would tell. */
export async function told(work: () => Promise<unknown>): Promise<Told> {
	try {
		await work();
		return undefined;
	} catch (error) {
		return codeOf(error);
	}
}

export const count = async (phone: Phone, kind: Parameters<GroupStore['list']>[0]) =>
	(await phone.store.list(kind)).length;
export const areaOf = async (phone: Phone) => (await phone.store.list('patch'))[0]?._id ?? '';
export const saved = (phone: Phone, ...records: AnyRecord[]) => told(() => phone.store.put(...records));
