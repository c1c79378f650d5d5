/** A group with doors in the built app's registry, and what a test asks the server behind everybody's back. */
import { randomBytes } from 'node:crypto';
import type { AnyRecord, Kind } from '../../src/lib/records/index.ts';
import { visit, type Visit } from '../../src/lib/records/index.ts';
import type { App } from '../app.ts';
import { newInvite } from '../crafted.ts';
import { feed, type Fed } from '../bench/feed.ts';
import { join, says, STATUS } from '../screens/by-script.ts';
import type { Tab } from '../handset.ts';

export interface FaultPlace extends Omit<Fed, 'records'> {
	/** The walk of a patch that nobody has walked. */
	walk(patch?: number): string;
	/** A new invite as an address of the app, good for one phone. */
	invite(): Promise<string>;
	/** Somebody else knocks on a door of a patch that was walked, and it is sent; answers the visit's id. */
	knockElsewhere(): Promise<string>;
	/** All records of a kind that the server has. */
	records<R extends AnyRecord>(kind: Kind): Promise<R[]>;
	/** Lets a phone's tab into the group, and waits until it has everything. */
	letIn(tab: Tab, name?: string): Promise<void>;
}

/** Makes a group of so many records, a quarter of its patches unwalked. */
export async function openPlace(app: App, total: number): Promise<FaultPlace> {
	const fed = await feed(app.url, total);
	let cookie = '';
	async function ask<T>(path: string, body?: unknown): Promise<T> {
		// Past whatever a test puts into the phones' network.
		const answer = await fetch(app.server + path, {
			method: body ? 'POST' : 'GET',
			headers: { origin: app.url, cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
			body: body ? JSON.stringify(body) : undefined
		});
		if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
		cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
		return (answer.status === 204 ? undefined : await answer.json()) as T;
	}
	await ask('/api/session', { group: fed.group, secret: fed.secret });
	const place: FaultPlace = {
		...fed,
		walk: (patch = 0) => `/g/${fed.group}/doors/${fed.unwalked[patch]!.split(':')[1]}/walk`,
		async invite() {
			const { asked, address } = newInvite(fed.group, 'volunteer');
			await ask(`/api/groups/${fed.group}/invites`, asked);
			return address;
		},
		async knockElsewhere() {
			const [door] = fed.records.filter((one) => one.type === 'door' && one.patch === fed.walked);
			const input = { door: door!._id, patch: fed.walked, slot: 'saturday', result: 'no_answer' } as const;
			const author = { member: fed.member, device: 'elsewhere', at: new Date().toISOString() };
			const made = visit.make(input, author) as { record: Visit };
			const rev = randomBytes(16).toString('hex');
			const doc = { ...made.record, _rev: `1-${rev}`, _revisions: { start: 1, ids: [rev] } };
			const refused = await ask<object[]>(`/sync/group-${fed.group}/_bulk_docs`, {
				docs: [doc],
				new_edits: false
			});
			if (refused.length) throw new Error(JSON.stringify(refused));
			return doc._id;
		},
		async records<R extends AnyRecord>(kind: Kind) {
			const found: R[] = [];
			for (let since = '0'; ;) {
				const page = await ask<{
					results: { id: string; doc: R & { _deleted?: true } }[];
					last_seq: string;
				}>(`/sync/group-${fed.group}/_changes?include_docs=true&since=${since}&limit=1000`);
				if (page.results.length === 0) return found;
				for (const { id, doc } of page.results)
					if (id.startsWith(`${kind}:`) && !doc._deleted) found.push(doc);
				since = String(page.last_seq);
			}
		},
		async letIn(tab, name = 'Bob') {
			await join(tab, await place.invite(), name);
			await says(tab, 'All sent', STATUS);
		}
	};
	return place;
}
