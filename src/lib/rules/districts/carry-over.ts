/** The districts of today on boundaries of earlier years: what merged or was renamed is carried over to what took its place. */
import type { Authority, District, Place } from '../reference/facts.ts';
import { isWithin, placeWithin, type Ground } from './locate.ts';

/** A district as it is today. */
export interface CurrentDistrict {
	/** Its GSS code; that of its boundary where no council is known. */
	code: string;
	name: string;
	nation: string;
	/** Its council's, or else that of all councils it was made of. */
	population?: number;
	/** Its council's middle, or, where that lies elsewhere, a place well within. */
	middle: Place;
	/** The codes of the boundaries that it is made of. */
	boundaries: string[];
	/** The names of the councils that it took the place of, where it is not what it was. */
	made_of: string[];
	area: Ground;
}

export interface CarriedOver {
	/** By code. */
	districts: CurrentDistrict[];
	/** Boundaries whose council was split up: nobody knows who has which part, so each stays a district as it was. */
	split: string[];
}

const NATIONS: Readonly<Record<string, string>> = {
	E: 'England',
	N: 'Northern Ireland',
	S: 'Scotland',
	W: 'Wales'
};

/** The districts of a day (YYYY-MM-DD). Facts that are gone are not to be among them. */
export function currentDistricts(
	authorities: readonly Authority[],
	boundaries: readonly District[],
	today: string
): CarriedOver {
	const byId = new Map(authorities.map((one) => [one.id, one]));
	const byCode = councilsByCode(authorities, today);
	const groups = new Map<string, { council?: Authority; grounds: District[]; former: Authority[] }>();
	const split: string[] = [];
	for (const ground of boundaries) {
		const first = byCode.get(ground.id);
		const heirs = first ? heirsOf(first, byId, today) : [];
		if (heirs.length > 1) split.push(ground.id);
		const council = heirs.length > 1 ? first : heirs[0];
		const code = council?.gss ?? ground.id;
		const group = groups.get(code) ?? { grounds: [], former: [], ...(council && { council }) };
		group.grounds.push(ground);
		if (first && first !== council) group.former.push(first);
		groups.set(code, group);
	}
	const districts = [...groups].map(([code, { council, grounds, former }]): CurrentDistrict => {
		const area = grounds.flatMap((ground) => ground.area);
		const population = council?.population ?? sum(former.map((one) => one.population));
		const isIn = council?.point && area.some((rings) => isWithin(rings, council.point!));
		return {
			code,
			name: council?.name ?? grounds[0]!.name,
			nation: council?.nation ?? NATIONS[code[0] ?? ''] ?? '',
			...(population !== undefined && { population }),
			middle: isIn ? council.point! : placeWithin(area),
			boundaries: grounds.map(({ id }) => id).sort(),
			made_of: [...new Set(former.map(({ name }) => name))].sort(),
			area
		};
	});
	return { districts: districts.sort((a, b) => (a.code < b.code ? -1 : 1)), split: split.sort() };
}

/** Whose a boundary is: that of its code today rather than of one that it had before, of one that stands rather than of one that ended. */
function councilsByCode(authorities: readonly Authority[], today: string): Map<string, Authority> {
	const standing = [...authorities].sort((a, b) => Number(hasEnded(b, today)) - Number(hasEnded(a, today)));
	const byCode = new Map<string, Authority>();
	for (const one of standing) for (const code of one.former_gss) byCode.set(code, one);
	for (const one of standing) if (one.gss) byCode.set(one.gss, one);
	return byCode;
}

const hasEnded = ({ end }: Authority, today: string) => end !== undefined && end <= today;

/** Who stands in the place of a council today, over as many changes as there were; itself, where nobody does or they go round in a circle. */
function heirsOf(council: Authority, byId: ReadonlyMap<string, Authority>, today: string): Authority[] {
	const heirs = new Set<Authority>();
	const seen = new Set<Authority>();
	const walk = (one: Authority) => {
		if (seen.has(one)) return;
		seen.add(one);
		const next = hasEnded(one, today) ? one.replaced_by.flatMap((id) => byId.get(id) ?? []) : [];
		if (next.length === 0) heirs.add(one);
		else next.forEach(walk);
	};
	walk(council);
	return heirs.size > 0 ? [...heirs] : [council];
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
	if (numbers.length === 0) return undefined;
	return numbers.reduce((all, one) => (all === undefined || one === undefined ? undefined : all + one));
}
