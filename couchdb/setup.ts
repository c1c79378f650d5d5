/** `npm run couch:setup`: makes the CouchDB at COUCHDB_URL ready, or says that it is. */
import { install } from './install.ts';
import { askServer } from './server.ts';

const { COUCHDB_URL, COUCHDB_PREFIX } = process.env;

if (!COUCHDB_URL) {
	console.error('Set COUCHDB_URL, with the administrator: http://admin:password@127.0.0.1:5984');
	process.exit(1);
}

try {
	const changes = await install(askServer(COUCHDB_URL), COUCHDB_PREFIX);
	for (const change of changes) console.log(change);
	console.log(changes.length === 0 ? 'Everything was set up already.' : `${changes.length} changes.`);
} catch (problem) {
	console.error(problem instanceof Error ? `${problem.message} ${String(problem.cause ?? '')}` : problem);
	process.exit(1);
}
