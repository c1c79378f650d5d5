/** Each figure of the nation as rows for others to reckon with: counts as they are, and what is not known left empty. */
import { STATUSES } from '../../records/lists.ts';
import type { NationFigures, StatusCounts } from './figures.ts';

type Row = Record<string, string | number>;

export interface FigureTable {
	fields: readonly string[];
	rows: Row[];
}

/** The figures that there is a table of, by the name in its address. */
export const FIGURES = ['totals', 'areas', 'kinds', 'examples', 'counted', 'months', 'places'] as const;
export type FigureName = (typeof FIGURES)[number];

const counts = (commitments: number, status: StatusCounts): Row => ({ commitments, ...status });
const table = (first: readonly string[], rows: Row[], last: readonly string[] = STATUSES): FigureTable => ({
	fields: [...first, ...last],
	rows
});

/** A figure as a table. */
export function figureTable(name: FigureName, of: NationFigures): FigureTable {
	switch (name) {
		case 'totals':
			return table(['figure', 'value'], totals(of), []);
		case 'areas':
			return table(
				['area', 'commitments'],
				of.areas.map(({ area, commitments, status }) => ({ area, ...counts(commitments, status) }))
			);
		case 'kinds':
			return table(
				['kind', 'communities', 'commitments'],
				of.kinds.map(({ kind, communities, ...all }) => ({
					...{ kind, communities },
					...counts(all.commitments, all.status)
				}))
			);
		case 'examples':
			return table(
				['example', 'commitments'],
				of.examples.map(({ example, commitments, status }) => ({ example, ...counts(commitments, status) }))
			);
		case 'counted':
			return table(['what', 'value', 'unit', 'commitments'], of.counted.map(countedRow), []);
		case 'months':
			return table(
				['month', 'registered', 'commitments_made', 'commitments_achieved'],
				of.months.map(monthRow),
				[]
			);
		case 'places':
			return table(
				['level', 'name', 'gss', 'cooperative_council', 'communities', 'commitments'],
				of.places.map(({ level, name, code, cooperative, communities, ...all }) => ({
					...{ level, ...(name !== undefined && { name }), ...(code !== undefined && { gss: code }) },
					...(cooperative && { cooperative_council: 'yes' }),
					...{ communities, ...counts(all.commitments, all.status) }
				}))
			);
	}
}

/** All tables one below the other, as name and value. */
export function wholeTable(of: NationFigures): FigureTable {
	const rows = FIGURES.flatMap((figure) => {
		const { fields, rows: own } = figureTable(figure, of);
		const named = figure === 'totals' ? ['figure'] : fields.slice(0, figure === 'places' ? 4 : 1);
		return own.flatMap((row) => {
			const part = named.flatMap((field) => row[field] ?? []).join(' / ');
			return fields
				.filter((field) => !named.includes(field) && typeof row[field] === 'number')
				.map((field) => ({ figure, part, what: field, value: row[field] as number }));
		});
	});
	return { fields: ['figure', 'part', 'what', 'value'], rows };
}

function totals(of: NationFigures): Row[] {
	const { communities, fresh, fading, dormant, demo, pilots, unplaced, commitments, status } = of;
	const { stories, events, coops, achieved_undated } = of;
	const all = {
		...{
			communities,
			fresh,
			fading,
			dormant,
			demo,
			pilots,
			without_council: unplaced,
			commitments,
			...status
		},
		...{ achieved_undated, coops, events, stories }
	};
	return Object.entries(all).map(([figure, value]) => ({ figure, value }));
}

const UNITS: Partial<Record<string, string>> = { saved: 'pence' };

const countedRow = ({ feed, value, commitments }: NationFigures['counted'][number]): Row => ({
	...{ what: feed, value, unit: UNITS[feed] ?? '', commitments }
});

const monthRow = ({ month, registered, made, achieved }: NationFigures['months'][number]): Row => ({
	...{ month, registered, commitments_made: made, commitments_achieved: achieved }
});
