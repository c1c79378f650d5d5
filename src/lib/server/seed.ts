/** `npm run seed`: a demo community into the registry, or, with `--communities`, a made-up nation. */
import { parseArgs } from 'node:util';
import { BackendTrouble } from './backend.ts';
import {
	makeNation,
	MOST_COMMUNITIES,
	MOST_SEED,
	realCommunities,
	type NationAsked
} from './made-up/nation.ts';
import { seedDemo } from './seed-demo.ts';
import { DEMO_NAME } from './seed-records.ts';
import { openSite, readSettings, type Site } from './site.ts';

const USAGE = `Usage: npm run seed -- [--communities NUMBER [--seed NUMBER] [--yes-really]]
--communities  from 1 to ${MOST_COMMUNITIES}: so many made-up communities
--seed         from 0 to ${MOST_SEED}: another number makes other ones; 1 where left out
--yes-really   beside communities that are real, or where ORIGIN is https`;

interface Asked {
	nation?: NationAsked;
	really: boolean;
}

const asked = readArguments(process.argv.slice(2));
if (typeof asked === 'string') {
	console.error(`${asked}\n${USAGE}`);
	process.exitCode = 2;
} else await run(asked);

async function run({ nation, really }: Asked): Promise<void> {
	try {
		const site = await openSite(readSettings(process.env));
		try {
			if (nation) await seedNation(site, nation, really);
			else {
				const outcome = await seedDemo(site);
				console.log(`${DEMO_NAME} ${outcome === 'made' ? 'is in the registry' : 'was there already'}.`);
			}
		} finally {
			await site.backend.close();
		}
	} catch (problem) {
		if (!(problem instanceof BackendTrouble)) throw problem;
		console.error(`${problem.message}. Stop the server first, or set DATA_DIR or COUCHDB_URL.`);
		process.exitCode = 1;
	}
}

async function seedNation(site: Site, nation: NationAsked, really: boolean): Promise<void> {
	const real = await realCommunities(site);
	if (!really && (real > 0 || process.env.ORIGIN?.startsWith('https:'))) {
		const why = real > 0 ? `${real} real communities stand in this registry` : 'ORIGIN is a public address';
		console.error(`Nothing was made up, because ${why}. If that is meant, add --yes-really.`);
		process.exitCode = 1;
		return;
	}
	const started = Date.now();
	let told = started;
	const made = await makeNation(site, nation, (done) => {
		if (Date.now() - told < 5000) return;
		told = Date.now();
		console.log(`${done} of ${nation.communities} …`);
	});
	const which = `of seed ${nation.seed}`;
	if (made.added === 0)
		console.log(`Nothing to do: there are ${made.communities} communities ${which} already.`);
	else {
		const seconds = ((Date.now() - started) / 1000).toFixed(0);
		console.log(
			`${made.added} made-up communities were added in ${seconds} s (${made.documents} documents); there are ${made.communities} ${which} now. Their groups’ ids begin with ten noughts.`
		);
	}
}

/** What was asked for, or what is wrong with it. */
function readArguments(args: string[]): Asked | string {
	try {
		const { values } = parseArgs({
			args,
			options: {
				communities: { type: 'string' },
				seed: { type: 'string' },
				'yes-really': { type: 'boolean', default: false }
			}
		});
		const really = values['yes-really'];
		if (values.communities === undefined)
			return values.seed === undefined ? { really } : '--seed goes with --communities.';
		const communities = whole(values.communities, 1, MOST_COMMUNITIES);
		const seed = whole(values.seed ?? '1', 0, MOST_SEED);
		if (communities === undefined) return `--communities takes a whole number from 1 to ${MOST_COMMUNITIES}.`;
		if (seed === undefined) return `--seed takes a whole number from 0 to ${MOST_SEED}.`;
		return { nation: { communities, seed }, really };
	} catch (problem) {
		return problem instanceof Error ? problem.message : String(problem);
	}
}

function whole(text: string, least: number, most: number): number | undefined {
	const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
	return value >= least && value <= most ? value : undefined;
}
