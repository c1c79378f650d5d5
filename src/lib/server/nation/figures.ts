/** The nation in figures, counted once for each state of the registry and each day, whoever asks how often. */
import type { Council } from '../../rules/nation/index.ts';
import {
	countNation,
	figuresOf,
	partsOf,
	type Counted,
	type NationFigures,
	type Scope,
	type Told
} from '../../rules/nation/figures.ts';
import { figureTable, wholeTable, type FigureName } from '../../rules/nation/figure-tables.ts';
import { spreadsheet } from '../../rules/spreadsheet.ts';
import { answerFile, packFile } from '../packed-file.ts';
import type { Site } from '../site.ts';
import { readNation, type Nation } from './kept.ts';

const KINDS = ['listing', 'story', 'event', 'coop'] as const;
const COUNTED_BESIDE = { story: 'stories', event: 'events', coop: 'coops' } as const;
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
	const counted = countedOf(nation, now);
	const known = [...nation.places.councils.values()];
	const scope: Scope = {};
	for (const field of ['nation', 'region', 'council'] as const) {
		const asked = params.get(field)?.trim();
		if (!asked) continue;
		const values = known.map((one) => (field === 'council' ? one.code : one[field]));
		if (!values.includes(asked)) return { ok: false, field };
		scope[field] = asked;
	}
	const figures = figuresOf(counted, nation.places.councils, scope, now);
	return { ok: true, scope, figures, councils: partsOf(counted, nation.places.councils), day };
}

const kept = new WeakMap<Nation, { at: string; counted: Counted }>();

function countedOf(nation: Nation, now: Date): Counted {
	const at = `${now.toISOString().slice(0, 10)} ${KINDS.map((kind) => nation.version(kind)).join()}`;
	const known = kept.get(nation);
	if (known?.at === at) return known.counted;
	const counted = countNation(toldIn(nation), now);
	kept.set(nation, { at, counted });
	return counted;
}

function* toldIn(nation: Nation): Iterable<Told> {
	const beside = new Map<string, { stories: number; events: number; coops: number }>();
	for (const [kind, name] of Object.entries(COUNTED_BESIDE) as [
		'story' | 'event' | 'coop',
		'stories' | 'events' | 'coops'
	][])
		for (const id of nation.of(kind).keys()) {
			const group = id.split(':')[1] ?? '';
			const one = beside.get(group) ?? { stories: 0, events: 0, coops: 0 };
			one[name] += 1;
			beside.set(group, one);
		}
	const none = { stories: 0, events: 0, coops: 0 };
	for (const { group, summary, promised } of nation.communities)
		yield { summary, promised, ...(beside.get(group) ?? none) };
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
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="nation${name === 'all' ? '' : `-${name}`}-${day}.csv"`
	});
}
