/** Puts a campaign into the registry, through the gateway, as the phone that founded the group would. */
import { randomBytes } from 'node:crypto';
import { newGroupId, newId, type AnyRecord } from '../../src/lib/records/index.ts';
import { makeCampaign, type Campaign } from './campaign.ts';

export interface Fed extends Campaign {
	group: string;
	member: string;
	secret: string;
	/** How many documents the registry has of the group. */
	total: number;
}

const BATCH = 500;
const digest = () => randomBytes(16).toString('hex');

/** Makes a group of `total` records as `make` writes them; those that it says were edited are in their second revision. */
export async function feed(app: string, total: number, make = makeCampaign): Promise<Fed> {
	const [group, member, secret] = [newGroupId(), newId('member'), randomBytes(32).toString('hex')];
	let cookie = '';
	async function ask(path: string, body?: unknown) {
		const got = await fetch(app + path, {
			method: body ? 'POST' : 'GET',
			headers: { origin: app, cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
			body: body ? JSON.stringify(body) : undefined
		});
		if (!got.ok) throw new Error(`${path} answered ${got.status}: ${await got.text()}`);
		cookie = got.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
		return (await got.json()) as unknown;
	}
	await ask('/api/groups', {
		id: group,
		name: 'Newtown Together',
		member: { id: member, name: 'Ada' },
		secret
	});

	const campaign = make(group, member, total);
	const first = new Map<string, string>();
	async function send(records: readonly AnyRecord[], start: number) {
		for (let at = 0; at < records.length; at += BATCH) {
			const docs = records.slice(at, at + BATCH).map((record) => {
				const ids = [digest(), ...(start === 2 ? [first.get(record._id)!] : [])];
				if (start === 1) first.set(record._id, ids[0]!);
				return { ...record, _rev: `${start}-${ids[0]}`, _revisions: { start, ids } };
			});
			const refused = (await ask(`/sync/group-${group}/_bulk_docs`, { docs, new_edits: false })) as {
				error?: string;
			}[];
			const wrong = refused.find((row) => row.error);
			if (wrong) throw new Error(`The gateway refused a record: ${JSON.stringify(wrong)}`);
		}
	}
	await send(
		campaign.records.map((record) => campaign.before.get(record._id) ?? record),
		1
	);
	await send(
		campaign.records.filter(({ _id }) => campaign.before.has(_id)),
		2
	);
	const state = (await ask(`/sync/group-${group}`)) as { doc_count: number };
	return { ...campaign, group, member, secret, total: state.doc_count };
}
