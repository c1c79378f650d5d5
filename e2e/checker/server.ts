import type { Role } from '../../src/lib/records/index.ts';
import { fakeGateway } from '../../src/lib/sync/fake-gateway.ts';
import type { Doc } from '../../src/lib/sync/model-database.ts';

/** The group of every schedule. */
export const gid = '01k0taad0ane000000000000g1';

/** A leaf as a server holds it. */
export type Leaf = Doc;
export type Revisions = Record<string, string[]>;

/** What a schedule runs against: the app's endpoints, and what an operator could do and see. */
export interface Server {
	/** A browser's `fetch`, with cookies of its own. */
	connect(): typeof fetch;
	/** Which of these it never had. */
	missing(asked: Revisions): Promise<Revisions>;
	/** All leaves, deleted ones too, by document. */
	leaves(): Promise<Map<string, Leaf[]>>;
	/** Writes past every check, as a newer server would. */
	write(docs: Doc[]): Promise<void>;
	backUp(): Promise<() => Promise<void>>;
	/** From now on it calls itself another registry. */
	announce(): void;
	/** Everything is gone: groups, devices, records. */
	recreate(): Promise<void>;
	invite(secret: string, role: Role): Promise<void>;
	/** The device of this secret is shut out, or let in again. */
	admit(secret: string, admitted: boolean): Promise<void>;
	end(): Promise<void>;
	/** Turns of the event loop and milliseconds without any sign of life that count as hanging. */
	patience: { turns: number; ms: number };
}

/** The model, which is quick. */
export function modelServer(): Server {
	const gateway = fakeGateway();
	gateway.judges = true;
	let named = 0;
	return {
		patience: { turns: 400, ms: 0 },
		connect: () => gateway.phone(),
		missing: async (asked) => {
			const missing = gateway.database().missing(asked);
			return Object.fromEntries(Object.entries(missing).map(([id, entry]) => [id, entry.missing]));
		},
		async leaves() {
			const database = gateway.database();
			return new Map(database.ids().map((id) => [id, database.leavesOf(id)]));
		},
		async write(docs) {
			for (const doc of docs) gateway.database().write(doc);
		},
		async backUp() {
			const restore = gateway.backUp();
			return async () => restore();
		},
		announce() {
			gateway.epoch = `announced ${++named}`;
		},
		async recreate() {
			gateway.recreate();
			gateway.epoch = `made anew ${++named}`;
		},
		async invite(secret, role) {
			gateway.invite(secret, role);
		},
		async admit(secret, admitted) {
			if (admitted) gateway.admit(secret);
			else gateway.revoke(secret);
		},
		async end() {}
	};
}
