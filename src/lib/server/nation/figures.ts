/** The nation in figures, counted once for each state of the registry and each day, whoever asks how often. */
import type { Council } from '../../rules/nation/index.ts';
import {
	Counting,
	figuresOf,
	partsOf,
	type Counted,
	type NationFigures,
	type Scope,
	type Told
} from '../../rules/nation/figures.ts';
import { figureTable, wholeTable, type FigureName } from '../../rules/nation/figure-tables.ts';
import { spreadsheet } from '../../rules/spreadsheet.ts';
import { OPEN_TO_ALL } from '../open-data/open-answer.ts';
import { answerFile, packFile } from '../packed-file.ts';
import type { Site } from '../site.ts';
import type { Doc } from '../backend.ts';
import { readNation, type KeptCommunity, type Nation } from './kept.ts';
import type { Piece } from './pieces.ts';

const KINDS = ['listing', 'story', 'event', 'coop'] as const;
const BESIDE = [
	['story', 'stories'],
	['event', 'events'],
	['coop', 'coops']
] as const;
/** As the footer of every public page says it. */
const LICENCE = 'CC-BY-4.0';

export interface NationAsked {
	ok: true;
	scope: Scope;
	figures: NationFigures;
	/** What can be asked for. */
	councils: Council[];
	/** The day that the figures are of. */
	day: string;
}

/** The figures of a part of the nation, or the parameter that names none. */
export async function askNation(
	site: Site,
	params: URLSearchParams
): Promise<NationAsked | { ok: false; field: string }> {
	const now = site.now();
	const day = now.toISOString().slice(0, 10);
	const nation = await readNation(site);
	const [listed, beside] = countedOf(nation, now);
	const known = [...nation.places.councils.values()];
	const scope: Scope = {};
	for (const field of ['nation', 'region', 'council'] as const) {
		const asked = params.get(field)?.trim();
		if (!asked) continue;
		const values = known.map((one) => (field === 'council' ? one.code : one[field]));
		if (!values.includes(asked)) return { ok: false, field };
		scope[field] = asked;
	}
	const figures = figuresOf([...listed, ...beside], nation.places.councils, scope, now);
	return { ok: true, scope, figures, councils: partsOf(listed, nation.places.councils), day };
}

interface Counts {
	day: string;
	/** Which pieces of the list are counted, so that only those that have changed are counted again. */
	pieces: ReadonlySet<Piece<KeptCommunity>>;
	listed: Counting;
	at: string;
	beside: Counting;
}

const kept = new WeakMap<Nation, Counts>();

function countedOf(nation: Nation, now: Date): [listed: Counted, beside: Counted] {
	const day = now.toISOString().slice(0, 10);
	const at = KINDS.map((kind) => nation.version(kind)).join();
	let counts = kept.get(nation);
	if (counts?.day !== day || counts.at !== at) {
		const known =
			counts?.day === day ? counts : { pieces: new Set<Piece<KeptCommunity>>(), listed: new Counting(now) };
		const pieces = new Set(nation.communities.pieces);
		for (const piece of known.pieces) if (!pieces.has(piece)) known.listed.listed(piece, -1);
		for (const piece of pieces) if (!known.pieces.has(piece)) known.listed.listed(piece);
		const beside = new Counting(now);
		beside.beside(toldBeside(nation));
		counts = { day, pieces, listed: known.listed, at, beside };
		kept.set(nation, counts);
	}
	return [counts.listed.counted, counts.beside.counted];
}

/** Communities with how much they show beside their listings, where that is anything. */
function* toldBeside(nation: Nation): Iterable<Omit<Told, 'promised'>> {
	const told = new Map<string, Omit<Told, 'promised'>>();
	for (const [kind, name] of BESIDE)
		for (const { slug } of nation.of<Doc & { slug: string }>(kind).values()) {
			let one = told.get(slug);
			if (!one) {
				const summary = nation.bySlug.get(slug)?.summary;
				if (!summary) continue;
				told.set(slug, (one = { summary, stories: 0, events: 0, coops: 0 }));
			}
			one[name] += 1;
		}
	yield* told.values();
}

/** A figure as a file, or all of them. */
export async function answerFigures(
	{ figures, day }: NationAsked,
	name: FigureName | 'all',
	request: Request
): Promise<Response> {
	const { fields, rows } = name === 'all' ? wholeTable(figures) : figureTable(name, figures);
	const said = { as_of: day, licence: LICENCE };
	const text = await spreadsheet(
		[...fields, ...Object.keys(said)],
		rows.map((row) => ({ ...row, ...said }))
	);
	return answerFile(await packFile(text), request, {
		...OPEN_TO_ALL,
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="nation${name === 'all' ? '' : `-${name}`}-${day}.csv"`
	});
}
