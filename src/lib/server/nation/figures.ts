/** The nation in figures, counted once for each state of the registry and each day, whoever asks how often. */
import type { Council } from '../../rules/nation/index.ts';
import { Counting, figuresOf, partsOf, type NationFigures, type Scope } from '../../rules/nation/figures.ts';
import { figureTable, wholeTable, type FigureName } from '../../rules/nation/figure-tables.ts';
import { spreadsheet } from '../../rules/spreadsheet.ts';
import { OPEN_TO_ALL } from '../open-data/open-answer.ts';
import { answerFile, packFile } from '../packed-file.ts';
import type { Site } from '../site.ts';
import { readNation, type KeptCommunity, type Nation } from './kept.ts';
import type { Piece } from './pieces.ts';

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
	const { counting, answers } = countsOf(nation, now);
	const { counted } = counting;
	const known = [...nation.places.councils.values()];
	const scope: Scope = {};
	for (const field of ['nation', 'region', 'council'] as const) {
		const asked = params.get(field)?.trim();
		if (!asked) continue;
		const values = known.map((one) => (field === 'council' ? one.code : one[field]));
		if (!values.includes(asked)) return { ok: false, field };
		scope[field] = asked;
	}
	const key = JSON.stringify(scope);
	const figures = answers.get(key) ?? figuresOf(counted, nation.places.councils, scope, now);
	if (answers.size >= MOST_ANSWERS) answers.clear();
	answers.set(key, figures);
	return { ok: true, scope, figures, councils: partsOf(counted, nation.places.councils), day };
}

/** What is counted of a day, and of which pieces of the list: only what has changed in them is counted again. */
interface Counts {
	day: string;
	pieces: readonly Piece<KeptCommunity>[];
	counting: Counting;
	/** What was answered of it, by the part that was asked for. */
	answers: Map<string, NationFigures>;
}

const MOST_ANSWERS = 200;

const kept = new WeakMap<Nation, Counts>();

function countsOf(nation: Nation, now: Date): Counts {
	const day = now.toISOString().slice(0, 10);
	const { pieces } = nation.communities;
	const known = kept.get(nation);
	if (known?.day === day && known.pieces === pieces) return known;
	const { pieces: before, counting } =
		known?.day === day ? known : { pieces: [], counting: new Counting(now) };
	const [was, is] = [new Set(before), new Set(pieces)];
	const gone = new Set(before.filter((piece) => !is.has(piece)).flat());
	const come = pieces.filter((piece) => !was.has(piece)).flat();
	// Most of a piece that has changed is what it was.
	counting.told(come.filter((one) => !gone.delete(one)));
	counting.told(gone, -1);
	const counts = { day, pieces, counting, answers: new Map<string, NationFigures>() };
	kept.set(nation, counts);
	return counts;
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
