/** All communities as files, and those that fit a question: as JSON, as a map's places, and as a table. */
import { answerCommunities, isDemo, readAsked, type CommunitiesAsked } from '../../rules/nation/index.ts';
import {
	communityCells,
	COMMUNITY_COLUMNS,
	communityFeature,
	openCommunity,
	type OpenCommunity
} from '../../rules/open-data/community-row.ts';
import { ATTRIBUTION, LICENCE, type OpenSource } from '../../rules/open-data/licence.ts';
import { spreadsheet, spreadsheetRows } from '../../rules/spreadsheet.ts';
import { readNation, untilKinds, type KeptCommunity, type Nation } from '../nation/kept.ts';
import { joinedFiles, type JoinedFile } from '../nation/joined-file.ts';
import type { Piece } from '../nation/pieces.ts';
import type { SentFile } from '../packed-file.ts';
import { datasets } from '../reference.ts';
import { whereaboutsOf } from '../registry.ts';
import type { Site } from '../site.ts';
import { refuseAsked } from './asked-words.ts';
import { answerOpen, type OpenFile } from './open-answer.ts';

/** The files there are. */
export const COMMUNITY_FILES = {
	geojson: { type: 'application/geo+json', name: 'communities.geojson' },
	json: { type: 'application/json', name: 'communities.json' },
	csv: { type: 'text/csv; charset=utf-8', name: 'communities.csv', download: true }
} as const satisfies Record<string, OpenFile>;
export type CommunityFormat = keyof typeof COMMUNITY_FILES;

/** How one kind of file is put together. */
interface Format {
	between?: string;
	around(
		sources: readonly OpenSource[]
	): { before: string; after: string } | Promise<{ before: string; after: string }>;
	rows(of: readonly OpenCommunity[], sources: readonly OpenSource[]): string | Promise<string>;
}

const head = (sources: readonly OpenSource[]) => ({
	...{ licence: LICENCE.name, licence_url: LICENCE.url, attribution: ATTRIBUTION, sources }
});

/** An object of JSON with a list as its last member, cut open where the list's members go. */
const opened = (value: object, list: string) => ({
	before: `${JSON.stringify(value).slice(0, -1)},"${list}":[\n`,
	after: '\n]}\n'
});

const lines = (values: readonly object[]) => values.map((value) => JSON.stringify(value)).join(',\n');

const FORMATS: Record<CommunityFormat, Format> = {
	json: {
		between: ',\n',
		around: (sources) => opened(head(sources), 'communities'),
		rows: lines
	},
	geojson: {
		between: ',\n',
		around: (sources) =>
			opened({ type: 'FeatureCollection', name: 'Communities', ...head(sources) }, 'features'),
		rows: (of) => lines(of.map(communityFeature))
	},
	csv: {
		around: async () => ({
			before: `${(await spreadsheet(COMMUNITY_COLUMNS, [])).trimEnd()}\r\n`,
			after: ''
		}),
		rows: (of, sources) =>
			spreadsheetRows(
				COMMUNITY_COLUMNS,
				of.map((one) => ({ ...communityCells(one), ...saidInRow(sources) }))
			)
	}
};

const saidInRow = (sources: readonly OpenSource[]) => ({
	licence: [...new Set([LICENCE.name, ...sources.map(({ licence }) => licence)])].join(' AND '),
	attribution: ATTRIBUTION,
	sources: sources.map(({ name, as_of }) => `${name} (${as_of})`).join('; ')
});

/** Where councils' names and outlines are from, when districts were imported. */
async function sourcesOf(site: Site): Promise<OpenSource[]> {
	const known = await datasets(site, 'boundaries');
	return known.map(({ name, licence, url, as_of }) => ({ name, licence, url, as_of }));
}

const rowOf =
	({ places }: Nation, origin: string, now: Date) =>
	(one: KeptCommunity) => {
		const { summary, about, as_of } = one;
		const council = summary.council === undefined ? undefined : places.councils.get(summary.council);
		return openCommunity({ summary, about, as_of, council }, origin, now);
	};

/** Noon, so that gateways with clocks a little apart say the same all day. */
const dayOf = (site: Site) => site.now().toISOString().slice(0, 10);
const noonOf = (day: string) => new Date(`${day}T12:00:00Z`);

/** Pieces without made-up communities, the same ones for the same pieces. */
const withoutDemo = (() => {
	const kept = new WeakMap<Piece<KeptCommunity>, Piece<KeptCommunity>>();
	return (piece: Piece<KeptCommunity>): Piece<KeptCommunity> => {
		const known = kept.get(piece);
		if (known) return known;
		const real = piece.some(({ summary }) => isDemo(summary))
			? piece.filter(({ summary }) => !isDemo(summary))
			: piece;
		kept.set(piece, real);
		return real;
	};
})();

/** What is kept of pieces holds for one day, one address of this server and one import of districts. */
interface Workshop {
	for: string;
	join: ReturnType<typeof joinedFiles<KeptCommunity>>;
}
const workshops = new WeakMap<Site, Map<CommunityFormat, Workshop>>();

function workshopOf(site: Site, format: CommunityFormat, key: string, make: () => Workshop['join']) {
	const all = workshops.get(site) ?? new Map<CommunityFormat, Workshop>();
	workshops.set(site, all);
	const known = all.get(format);
	if (known?.for === key) return known.join;
	const made = { for: key, join: make() };
	all.set(format, made);
	return made.join;
}

/** The whole file of a kind for an address and a day, kept until a community changes. */
const filesOf = untilKinds(['listing'], (nation: Nation, site: Site) => {
	const made = new Map<string, Promise<JoinedFile>>();
	let day = '';
	return (format: CommunityFormat, origin: string): Promise<JoinedFile> => {
		if (day !== dayOf(site)) made.clear();
		day = dayOf(site);
		const key = `${format} ${origin}`;
		const file = made.get(key) ?? makeFile(nation, site, format, { origin, day });
		made.set(key, file);
		file.catch(() => made.delete(key));
		return file;
	};
});

async function makeFile(
	nation: Nation,
	site: Site,
	format: CommunityFormat,
	{ origin, day }: { origin: string; day: string }
): Promise<JoinedFile> {
	const pieces = nation.communities.pieces.map(withoutDemo).filter(({ length }) => length > 0);
	const sources = await sourcesOf(site);
	const { between, around, rows } = FORMATS[format];
	const said = rowOf(nation, origin, noonOf(day));
	const join = workshopOf(site, format, JSON.stringify([origin, day, sources]), () =>
		joinedFiles<KeptCommunity>({ between, piece: (of) => rows(of.map(said), sources) })
	);
	const { before, after } = await around(sources);
	return join(pieces, before, after);
}

/** Those that fit a question, as on the page: those not heard of for long only when they are asked for too. */
async function textFor(
	site: Site,
	format: CommunityFormat,
	origin: string,
	asked: CommunitiesAsked
): Promise<string> {
	const nation = await readNation(site);
	const now = noonOf(dayOf(site));
	const isReal = ({ summary }: KeptCommunity) => !isDemo(summary);
	// A piece without examples stays itself, and what was made of it is used again.
	const real = nation.communities.pieces.map((piece) => (piece.every(isReal) ? piece : piece.filter(isReal)));
	const all = { ...asked, limit: asked.limit ?? nation.communities.size + 1 };
	const found = answerCommunities(real, all, now, whereaboutsOf(nation)).communities;
	const said = rowOf(nation, origin, now);
	const sources = await sourcesOf(site);
	const { around, rows } = FORMATS[format];
	const { before, after } = await around(sources);
	const kept = found.flatMap(({ slug }) => nation.bySlug.get(slug) ?? []);
	return before + (await rows(kept.map(said), sources)) + after;
}

/** Answers with a file of communities: all of them, or those that fit what the address asks for. */
export async function answerCommunityFile(
	site: Site,
	request: Request,
	format: CommunityFormat,
	{ origin, searchParams }: URL
): Promise<Response> {
	const read = readAsked(searchParams);
	if (!read.ok) return refuseAsked(read.problems);
	const whole = Object.keys(read.asked).length === 0;
	const file: SentFile | string = whole
		? await (
				await filesOf(site)
			)(format, origin)
		: await textFor(site, format, origin, read.asked);
	return answerOpen(file, request, { ...COMMUNITY_FILES[format], modified: await heardLast(site) });
}

/** When the registry last heard something new, as far as it can tell: no later than now. */
async function heardLast(site: Site): Promise<string | undefined> {
	return (await newest(site))(site.now().toISOString());
}

const newest = untilKinds(['listing'], ({ communities }) => {
	const times = [...communities].flatMap(({ as_of, registered_at }) => [as_of, registered_at]);
	const sorted = [...new Set(times)].sort();
	return (now: string) => sorted.findLast((time) => time <= now);
});
