/** A phone that speaks to the gateway without the app: it says whatever somebody hostile would, and hears the answers. */
import { randomBytes } from 'node:crypto';
import {
	commitment,
	listing,
	newGroupId,
	newId,
	newUlid,
	type Author,
	type Base,
	type Listing,
	type Made
} from '../src/lib/records/index.ts';
import { sha256 } from '../src/lib/server/accounts.ts';

/** What the gateway did not take, and why. */
export interface Refused {
	id: string;
	reason: string;
}

/** An invite for one phone: what the gateway is asked, and the address of the app that leads in. */
export function newInvite(group: string, role: 'organiser' | 'volunteer') {
	const secret = randomBytes(16).toString('base64url');
	const asked = {
		id: newUlid(),
		secret_hash: sha256(secret),
		role,
		expires_at: new Date(Date.now() + 3_600_000).toISOString(),
		uses: 1
	};
	return { asked, address: `/join#${group}.${secret}.${role[0]}.Newtown` };
}

/** The record of an input that is known to be right. */
export function sound<R>(made: Made<R>): R {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
}

export class Crafted {
	readonly group = newGroupId();
	readonly member = newId('member');
	private readonly secret = randomBytes(32).toString('hex');
	private cookie = '';
	/** The revisions of what was sent last, by its id: the newest first. */
	private readonly sent = new Map<string, string[]>();

	private constructor(private readonly url: string) {}

	/** A group of its own, whose organiser it is. */
	static async start(url: string, name: string, person: string): Promise<Crafted> {
		const phone = new Crafted(url);
		const member = { id: phone.member, name: person };
		const answer = await phone.post('/api/groups', { id: phone.group, name, member, secret: phone.secret });
		if (answer.status !== 201) throw new Error(`no group: ${answer.status} ${await answer.text()}`);
		phone.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0]!;
		return phone;
	}

	get author(): Author {
		return { member: this.member, device: this.secret.slice(0, 16), at: new Date().toISOString() };
	}

	post(path: string, body: object): Promise<Response> {
		const headers = { 'content-type': 'application/json', origin: this.url, cookie: this.cookie };
		return fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
	}

	/** Sends records as they are, each as a first revision beside whatever is there; answers those that were refused. */
	push(...records: object[]): Promise<Refused[]> {
		return this.send(records as Base[], () => []);
	}

	/** Sends records as the next revisions of what was sent last of each; answers those that were refused. */
	change(...records: Base[]): Promise<Refused[]> {
		return this.send(records, ({ _id }) => this.sent.get(_id) ?? []);
	}

	private async send(records: Base[], before: (record: Base) => string[]): Promise<Refused[]> {
		const docs = records.map((record) => {
			const ids = [randomBytes(16).toString('hex'), ...before(record)];
			this.sent.set(record._id, ids);
			return { ...record, _rev: `${ids.length}-${ids[0]}`, _revisions: { start: ids.length, ids } };
		});
		const answer = await this.post(`/sync/group-${this.group}/_bulk_docs`, { docs, new_edits: false });
		if (answer.status !== 201) throw new Error(`not pushed: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as Refused[];
	}

	/** Sends commitments in both areas and a listing, so that the group stands in the registry; answers what was refused. */
	async register(shown: Partial<Listing>): Promise<Refused[]> {
		const promises = (['action', 'enterprise'] as const).map((area) =>
			sound(commitment.make({ ...PROMISE, area }, this.author))
		);
		return this.push(...promises, this.listing(shown));
	}

	/** A new invite as an address of the app, good for one phone. */
	async invite(role: 'organiser' | 'volunteer'): Promise<string> {
		const { asked, address } = newInvite(this.group, role);
		const answer = await this.post(`/api/groups/${this.group}/invites`, asked);
		if (!answer.ok) throw new Error(`no invite: ${answer.status} ${await answer.text()}`);
		return address;
	}

	/** A listing of this group, with anything in it. */
	listing(shown: Partial<Record<keyof Listing, unknown>>): Base {
		const { author } = this;
		const sample = listing.sample();
		const own = { _id: `listing:${this.group}`, created_at: author.at, created_by: author.member };
		return { ...sample, ...own, as_of: author.at, ...shown } as unknown as Base;
	}
}

const { title, difference, measure, baseline, target } = commitment.sample();
const later = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
const PROMISE = { title, difference, measure, baseline, target: { ...target, by: later } };
