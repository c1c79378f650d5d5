import { expectOk, type Ask } from './server.ts';

/**
 * How CouchDB is closed up, on each node: nothing without a login, nothing but for administrators unless a
 * database says otherwise, no cross-origin requests, bounded sizes, and a pause after wrong passwords.
 * https://docs.couchdb.org/en/stable/config/index.html
 */
export const HARDENED: readonly [section: string, key: string, value: string][] = [
	['chttpd', 'require_valid_user', 'true'],
	['chttpd', 'admin_only_all_dbs', 'true'],
	['chttpd', 'enable_cors', 'false'],
	['chttpd', 'max_http_request_size', '2097152'],
	['chttpd_auth_lockout', 'mode', 'enforce'],
	['couchdb', 'default_security', 'admin_only'],
	['couchdb', 'max_document_size', '131072']
];

/** Sets what is not set yet, on every node; answers a sentence for each change. */
export async function harden(ask: Ask): Promise<string[]> {
	const { all_nodes } = (await expectOk(ask('GET', '/_membership'))) as { all_nodes: string[] };
	const changes: string[] = [];
	for (const node of all_nodes) {
		for (const [section, key, value] of HARDENED) {
			const path = `/_node/${encodeURIComponent(node)}/_config/${section}/${key}`;
			const known = await ask('GET', path);
			if (known.status === 200 && known.body === value) continue;
			await expectOk(ask('PUT', path, value));
			const was = known.status === 200 ? String(known.body) : 'not set';
			changes.push(`${node}: ${section}/${key} is ${value} (was ${was})`);
		}
		const bound = await ask('GET', `/_node/${encodeURIComponent(node)}/_config/chttpd/bind_address`);
		if (bound.status === 200 && ['0.0.0.0', '::', 'any'].includes(String(bound.body))) {
			changes.push(`${node}: WARNING: it listens on every address; set chttpd/bind_address in its ini file`);
		}
	}
	return changes;
}
