/**
 * Serves the built app: `node src/serve.js` after `vite build`. Settings come from the environment:
 * PORT (3000), HOST (every address), ORIGIN (http://localhost:PORT), DATA_DIR (data), COUCHDB_URL,
 * COUCHDB_PREFIX, NEW_GROUPS_A_DAY, RESTORED, MIN_VERSION, SEED_DEMO, BASEMAP_PMTILES, BODY_SIZE_LIMIT (2M),
 * BUILD_DIR (build), ADDRESS_HEADER.
 */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepPreviousBuilds } from './lib/server/previous-builds.js';
import { securityHeaders } from './lib/server/security-headers.js';

const { env } = process;
const port = Number(env.PORT || 3000);
env.ORIGIN ||= `http://localhost:${port}`;
env.BODY_SIZE_LIMIT ||= '2M';
const dataDir = resolve(env.DATA_DIR || 'data');
const buildDir = resolve(env.BUILD_DIR || 'build');

// PouchDB works through callbacks: what one request breaks there must not end everybody's server.
process.on('uncaughtException', (problem) => console.error('uncaught', problem));
process.on('unhandledRejection', (problem) => console.error('unhandled', problem));

/** @type {import('node:http').RequestListener} */
let answer = (_, response) => void response.writeHead(503, { 'retry-after': '1' }).end();
const server = createServer((request, response) => {
	response.once('finish', () => throwAway(request));
	answer(request, response);
});
// Longer than a proxy keeps a connection that nobody uses: it must not send a request into one that is being closed.
server.keepAliveTimeout = 90_000;
// Asked for before the registry is opened, so that a second start finds the port taken and touches nothing.
server.once('error', (problem) => {
	stop(
		'code' in problem && problem.code === 'EADDRINUSE'
			? `Port ${port} is taken by another program. Stop it, or set PORT to another number.`
			: `Can't listen on port ${port}: ${problem.message}`
	);
});
server.listen({ port, host: env.HOST || undefined }, () => void start());

/**
 * What was answered before it had been read, as where somebody has to sign in first: the next request on that
 * connection would wait behind it for ever.
 * @param {import('node:http').IncomingMessage} request
 */
function throwAway(request) {
	if (request.complete) return;
	request.removeAllListeners('data');
	request.resume();
}

async function start() {
	const app = await openApp();
	const earlier = await previousBuilds();
	answer = (request, response) => {
		const path = (request.url ?? '').split('?')[0] ?? '';
		for (const [name, value] of Object.entries(securityHeaders(env.ORIGIN ?? '', path)))
			response.setHeader(name, value);
		earlier(request, response, () => app(request, response));
	};
	const where = env.COUCHDB_URL ? `CouchDB at ${new URL(env.COUCHDB_URL).host}` : dataDir;
	console.log(`Toad Lane is at ${env.ORIGIN} (registry: ${where})`);
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, shutDown);
}

/** @returns {Promise<import('node:http').RequestListener>} */
async function openApp() {
	try {
		const built = await import(pathToFileURL(`${buildDir}/handler.js`).href);
		return built.handler;
	} catch (problem) {
		return stop(sentence(problem));
	}
}

/** Without copies of the chunks an open page has to be loaded again after a release: no reason not to serve. */
async function previousBuilds() {
	try {
		return await keepPreviousBuilds(buildDir, resolve(dataDir, 'previous-builds'));
	} catch (problem) {
		console.error('The chunks of earlier builds are not kept:', problem);
		return (/** @type {unknown} */ _, /** @type {unknown} */ __, /** @type {() => void} */ next) => next();
	}
}

/** @param {unknown} problem */
function sentence(problem) {
	const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
	switch (code) {
		case 'locked':
			return `${dataDir} is in use by another Toad Lane. Stop that one, or set DATA_DIR to another folder.`;
		case 'not_writable':
			return `${dataDir} can't be written to. Make it writable for this user, or set DATA_DIR to another folder.`;
		case 'unreachable':
		case 'timeout':
			return 'CouchDB does not answer at COUCHDB_URL. Start it, or unset COUCHDB_URL to use the built-in registry.';
		case 'refused':
			return `CouchDB refuses: check the name and password in COUCHDB_URL. (${/** @type {Error} */ (problem).message})`;
		case 'ERR_MODULE_NOT_FOUND':
			return `There is no built app in ${buildDir}. Run: npm run build`;
		default:
			return `Toad Lane can't start: ${problem instanceof Error ? (problem.stack ?? problem.message) : problem}`;
	}
}

/**
 * Lets the requests under way finish, then the databases close (src/hooks.server.ts) and nothing is left to
 * wait for.
 */
function shutDown() {
	setTimeout(() => process.exit(1), 10_000).unref();
	server.close(() => process.emit(/** @type {any} */ ('sveltekit:shutdown'), /** @type {any} */ ('stop')));
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), 3000).unref();
}

/**
 * @param {string} why
 * @returns {never}
 */
function stop(why) {
	console.error(why);
	process.exit(1);
}
