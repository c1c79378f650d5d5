/** `npm run import -- KIND FILE`: published facts into the registry's reference database. */
import { parseArgs } from 'node:util';
import { FACT_KINDS } from '../../rules/reference/index.ts';
import { BackendTrouble } from '../backend.ts';
import { openSite, readSettings } from '../site.ts';
import { importFile } from './import-file.ts';
import { RefusedFile } from './read-table.ts';
import { reportLines } from './report.ts';

const USAGE = `Usage: npm run import -- ${FACT_KINDS.join('|')} FILE [--as-of YYYY-MM-DD] [--accept-gone]`;

const asked = readArguments(process.argv.slice(2));
if (asked) await run(asked);
else {
	console.error(USAGE);
	process.exitCode = 2;
}

async function run({ kind, file, ...options }: NonNullable<ReturnType<typeof readArguments>>) {
	try {
		const site = await openSite(readSettings(process.env));
		try {
			for (const line of reportLines(await importFile(site, kind, file, options))) console.log(line);
		} finally {
			await site.backend.close();
		}
	} catch (problem) {
		if (problem instanceof RefusedFile) {
			console.error(`${file} was not imported. ${problem.message} What was imported before stays in use.`);
		} else if (problem instanceof BackendTrouble) {
			console.error(`${problem.message}. Stop the server first, or set DATA_DIR or COUCHDB_URL.`);
		} else throw problem;
		process.exitCode = 1;
	}
}

function readArguments(args: string[]) {
	try {
		const options = { 'as-of': { type: 'string' }, 'accept-gone': { type: 'boolean' } } as const;
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		const kind = FACT_KINDS.find((one) => one === positionals[0]);
		const [, file] = positionals;
		const asOf = values['as-of'];
		if (!kind || !file || positionals.length > 2) return undefined;
		if (asOf !== undefined && !/^\d{4}-\d\d-\d\d$/.test(asOf)) return undefined;
		return { kind, file, asOf, acceptGone: values['accept-gone'] };
	} catch {
		return undefined;
	}
}
