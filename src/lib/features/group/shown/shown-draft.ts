/** What a group shows of itself, as typed, and what it comes to. */
import { community, isSame, tidyText, type Community, type Partner, type Problem } from '$lib/records';
import { readLink } from '$lib/rules';
import { placesNamed, type Place } from '../gazetteer.ts';
import { whereOf } from '../start-group.ts';

export interface ShownDraft {
	about: string;
	kind: Community['kind'];
	/** A place or a postcode, whichever the group has. */
	place: string;
	point?: [number, number];
	display_area: string;
	tags: string[];
	partners: Partner[];
	/** As typed. */
	links: string[];
}

/** `field` is the draft's, with the number of the row: `links.0`, `partners.2`. */
export type ShownProblem = Omit<Problem, 'code'> & { code: Problem['code'] | 'ambiguous' };

type Shown = Pick<
	Community,
	| 'about'
	| 'kind'
	| 'place'
	| 'postcode'
	| 'point'
	| 'area_codes'
	| 'display_area'
	| 'tags'
	| 'partners'
	| 'links'
>;
export type ShownChanges = { [K in keyof Shown]?: Shown[K] | undefined };

/** The form as it begins. */
export function draftOf(of: Community): ShownDraft {
	return {
		about: of.about ?? '',
		kind: of.kind,
		place: of.place ?? of.postcode ?? '',
		...(of.point && { point: of.point }),
		display_area: of.display_area ?? '',
		tags: [...of.tags],
		partners: (of.partners ?? []).map(({ name, role }) => ({ name, role })),
		links: [...(of.links ?? [])]
	};
}

/** Whether two drafts say the same; which of several places is meant is looked up anew. */
export const saysSame = (a: ShownDraft, b: ShownDraft): boolean =>
	isSame({ ...a, point: undefined }, { ...b, point: undefined });

/** The fields that the form changes, and to what; or everything that is wrong with it. */
export function readShown(
	draft: ShownDraft,
	before: Community,
	places: Place[]
): { ok: true; changes: ShownChanges } | { ok: false; problems: ShownProblem[] } {
	const links = readRows(draft.links, 'links', (typed) => readLink(typed));
	const partners = readRows(draft.partners, 'partners', ({ name, role }) => ({ name: tidyText(name), role }));
	const where = whereOf(draft, places);
	const problems: ShownProblem[] = [...links.problems, ...partners.problems];
	const moved = isMoved(draft, before, places);
	if (moved && 'code' in where) problems.push(where);
	const said: ShownChanges = {
		about: tidyText(draft.about) || undefined,
		kind: draft.kind,
		display_area: tidyText(draft.display_area) || undefined,
		tags: draft.tags,
		partners: partners.values,
		links: links.values,
		...(moved &&
			!('code' in where) && {
				...{ place: where.place, postcode: where.postcode, point: where.point },
				area_codes: undefined
			})
	};
	const checked = community.check(withoutGaps({ ...before, ...said }));
	for (const { field, ...rest } of checked) {
		const [name = '', row] = field.split('.');
		const rows = name === 'links' ? links.rows : name === 'partners' ? partners.rows : undefined;
		problems.push({ field: rows && row !== undefined ? `${name}.${rows[Number(row)]}` : name, ...rest });
	}
	if (problems.length > 0) return { ok: false, problems };
	const changed = Object.entries(said).filter(
		([name, value]) => !saysSameOf(value, before[name as keyof Shown])
	);
	return { ok: true, changes: Object.fromEntries(changed) as ShownChanges };
}

/** Rows that hold something, with the numbers that they have in the form; a second one alike is a problem. */
function readRows<Typed extends string | Partner, Value>(
	typed: readonly Typed[],
	field: string,
	read: (row: Typed) => Value | undefined
): { values: Value[]; rows: number[]; problems: ShownProblem[] } {
	const values: Value[] = [];
	const rows: number[] = [];
	const problems: ShownProblem[] = [];
	for (const [i, row] of typed.entries()) {
		if ((typeof row === 'string' ? row : row.name).trim() === '') continue;
		const value = read(row);
		if (value === undefined) problems.push({ field: `${field}.${i}`, code: 'format' });
		else if (values.some((other) => isSame(other, value)))
			problems.push({ field: `${field}.${i}`, code: 'contradiction' });
		else {
			values.push(value);
			rows.push(i);
		}
	}
	return { values, rows, problems };
}

/** Typed otherwise than it stood, or another one chosen of several with this name. */
function isMoved(draft: ShownDraft, before: Community, places: Place[]): boolean {
	if (draft.place.trim() !== draftOf(before).place) return true;
	const at = (point?: readonly number[]) => String(point);
	const known = placesNamed(places, draft.place).some(({ point }) => at(point) === at(before.point));
	return known && draft.point !== undefined && at(draft.point) !== at(before.point);
}

const withoutGaps = (record: object): object =>
	Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

/** Nothing and an empty list say the same, and the order of a list says nothing. */
function saysSameOf(a: unknown, b: unknown): boolean {
	const plain = (value: unknown) => {
		if (!Array.isArray(value)) return value;
		if (value.length === 0) return undefined;
		return typeof value[0] === 'number' ? value : value.map((one) => JSON.stringify(one)).sort();
	};
	return isSame(plain(a), plain(b));
}
