import { designDocuments, type DesignDocument, type DesignName } from './design-documents.ts';
import { harden } from './harden.ts';
import { expectOk, type Ask } from './server.ts';

const ADMINS_ONLY = {
	admins: { names: [], roles: ['_admin'] },
	members: { names: [], roles: ['_admin'] }
};

/**
 * Makes a CouchDB ready for Toad Lane and an older installation up to date. May be run at any time, also
 * while gateways are running; answers a sentence for each thing that it changed, none the second time.
 * `prefix` stands before every database's name.
 */
export async function install(ask: Ask, prefix = ''): Promise<string[]> {
	const changes: string[] = [];
	for (const db of ['_users', '_replicator']) changes.push(...(await makeDatabase(ask, db)));
	changes.push(...(await harden(ask)));
	const designs = await designDocuments();
	for (const db of ['accounts', 'registry', 'reference'] as const) {
		changes.push(...(await prepare(ask, prefix + db, designs[db])));
	}
	// The gateway takes the design documents of new databases from here.
	for (const name of Object.keys(designs) as DesignName[]) {
		const kept = { _id: `design:${name}`, design: designs[name] };
		changes.push(...(await putIfNew(ask, prefix + 'accounts', kept, `the kept design of ${name}`)));
	}
	for (const db of await groupDatabases(ask, prefix))
		changes.push(...(await prepare(ask, db, designs.group)));
	return changes;
}

async function prepare(ask: Ask, db: string, design: DesignDocument): Promise<string[]> {
	return [
		...(await makeDatabase(ask, db)),
		...(await secure(ask, db)),
		...(await putIfNew(ask, db, design, 'the design document'))
	];
}

async function makeDatabase(ask: Ask, db: string): Promise<string[]> {
	const made = await ask('PUT', `/${encodeURIComponent(db)}`);
	if (made.status === 412) return [];
	await expectOk(Promise.resolve(made));
	return [`${db}: made`];
}

async function secure(ask: Ask, db: string): Promise<string[]> {
	const path = `/${encodeURIComponent(db)}/_security`;
	const known = await expectOk(ask('GET', path));
	if (JSON.stringify(sorted(known)) === JSON.stringify(sorted(ADMINS_ONLY))) return [];
	await expectOk(ask('PUT', path, ADMINS_ONLY));
	return [`${db}: only administrators may enter`];
}

async function putIfNew(ask: Ask, db: string, doc: { _id: string }, what: string): Promise<string[]> {
	const [space, rest] = doc._id.startsWith('_design/') ? ['_design/', doc._id.slice(8)] : ['', doc._id];
	const path = `/${encodeURIComponent(db)}/${space}${encodeURIComponent(rest)}`;
	const known = await ask('GET', path);
	const { _rev, ...plain } = (known.status === 200 ? known.body : {}) as { _rev?: string };
	if (JSON.stringify(sorted(plain)) === JSON.stringify(sorted(doc))) return [];
	await expectOk(ask('PUT', path, _rev ? { ...doc, _rev } : doc));
	return [`${db}: ${what} is ${_rev ? 'up to date' : 'there'}`];
}

async function groupDatabases(ask: Ask, prefix: string): Promise<string[]> {
	const start = JSON.stringify(`${prefix}group-`);
	const end = JSON.stringify(`${prefix}group-~`);
	const query = `start_key=${encodeURIComponent(start)}&end_key=${encodeURIComponent(end)}`;
	return (await expectOk(ask('GET', `/_all_dbs?${query}`))) as string[];
}

/** The same value with its keys in order. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
