/** `npm run moderator -- NAME`: who may moderate this registry, and a one-time code to sign in by. */
import { parseArgs } from 'node:util';
import { BackendTrouble } from './backend.ts';
import { CODE_MINUTES, giveCode, isModeratorName, moderators, removeModerator } from './moderators.ts';
import { openSite, readSettings, type Site } from './site.ts';

const USAGE = `Usage: npm run moderator -- NAME            a one-time code for NAME, who is made a moderator if new
       npm run moderator -- --list          who moderates
       npm run moderator -- --remove NAME   NAME moderates no more, at once`;

type Asked = { what: 'give' | 'remove'; name: string } | { what: 'list' };

const asked = readArguments(process.argv.slice(2));
if (asked) await run(asked);
else {
	console.error(USAGE);
	process.exitCode = 2;
}

async function run(asked: Asked): Promise<void> {
	try {
		const site = await openSite(readSettings(process.env));
		try {
			if (asked.what === 'list') await list(site);
			else if (asked.what === 'remove') await remove(site, asked.name);
			else await give(site, asked.name);
		} finally {
			await site.backend.close();
		}
	} catch (problem) {
		if (!(problem instanceof BackendTrouble)) throw problem;
		console.error(`${problem.message}. Nothing was changed. ${adviceFor(problem, asked)}`);
		process.exitCode = 1;
	}
}

async function give(site: Site, name: string): Promise<void> {
	const given = await giveCode(site, name);
	console.log(
		`${given.name} ${given.made ? 'is a moderator now' : 'has a new code; an earlier one is void'}.`
	);
	console.log(`One-time code: ${given.code} (for ${CODE_MINUTES} minutes, used once)`);
	const started = site.backend.kind === 'embedded' ? 'Start the server, then sign in' : 'Sign in';
	console.log(
		`${started} at ${process.env.ORIGIN || `http://localhost:${process.env.PORT || 3000}`}/moderate`
	);
}

async function list(site: Site): Promise<void> {
	const all = await moderators(site);
	const now = site.now().toISOString();
	for (const { name, passkeys, sessions, code } of all) {
		const parts = [
			passkeys.length === 1 ? '1 passkey' : `${passkeys.length} passkeys`,
			sessions.some(({ until }) => until > now) ? 'signed in' : 'not signed in',
			code && code.expires_at > now ? 'has a code that was not used yet' : ''
		];
		console.log(`${name}: ${parts.filter(Boolean).join(', ')}`);
	}
	if (all.length === 0) console.log('Nobody moderates yet. Make a moderator with: npm run moderator -- NAME');
}

async function remove(site: Site, name: string): Promise<void> {
	if (await removeModerator(site, name)) {
		console.log(`${name} moderates no more: codes, sessions and passkeys have ended.`);
		return;
	}
	console.error(
		`There is no moderator called ${name}. Nothing was changed. See: npm run moderator -- --list`
	);
	process.exitCode = 1;
}

function adviceFor({ code }: BackendTrouble, { what }: Asked): string {
	if (code !== 'locked') return 'Check DATA_DIR or COUCHDB_URL, then try again.';
	const after = what === 'give' ? ` The code stays good for ${CODE_MINUTES} minutes.` : '';
	return `The built-in registry belongs to one program at a time: stop the server, run this again, and start the server.${after} With CouchDB (COUCHDB_URL) nothing has to stop.`;
}

function readArguments(args: string[]): Asked | undefined {
	try {
		const options = { list: { type: 'boolean' }, remove: { type: 'boolean' } } as const;
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		if (values.list) return values.remove || positionals.length > 0 ? undefined : { what: 'list' };
		// A name of several words needs no quotes.
		const name = positionals.join(' ');
		return isModeratorName(name) ? { what: values.remove ? 'remove' : 'give', name } : undefined;
	} catch {
		return undefined;
	}
}
