/** What may be asked of the registry, and how an address says it. */
import type { Area, Community, Status } from '../../records/index.ts';

/** A council's district: what communities lie in. */
export interface Council {
	/** GSS */
	code: string;
	name: string;
	nation: string;
	region?: string;
	/** It says that it is a co-operative council. */
	cooperative?: boolean;
}

/** What is asked of the registry; what is left out asks for nothing. */
export interface CommunitiesAsked {
	/** Words of a name, a place, a council or a tag, or a postcode. */
	query?: string;
	tag?: string;
	kind?: Community['kind'];
	/** At least one commitment of this area, in this status, or both in one. */
	area?: Area;
	status?: Status;
	/** The GSS code of a council, or the name of a region or a nation. */
	council?: string;
	region?: string;
	nation?: string;
	/** [longitude, latitude]: nearest first. */
	near?: [number, number];
	/** Metres around `near`. */
	within?: number;
	/** Communities of interest that name no place. */
	placeless?: boolean;
	/** Those not heard of for 18 months too. */
	dormant?: boolean;
	/** The slug after which to go on. */
	after?: string;
	limit?: number;
}

/** The parameters of a question, in one order and without what is off, so that an address is one view. */
export function writeAsked(asked: CommunitiesAsked): URLSearchParams {
	const params = new URLSearchParams();
	const { kind, area, status, near, within, placeless, dormant, limit } = asked;
	const set = (name: string, value: string | number | undefined) => {
		if (value !== undefined && String(value).trim() !== '') params.set(name, String(value).trim());
	};
	set('q', asked.query);
	set('tag', asked.tag);
	for (const [name, value] of Object.entries({ kind, area, status })) set(name, value);
	set('council', asked.council);
	set('region', asked.region);
	set('nation', asked.nation);
	set('near', near?.map((degrees) => Math.round(degrees * 1000) / 1000).join(','));
	set('within', within);
	if (placeless) set('placeless', 'yes');
	if (dormant) set('dormant', 'yes');
	set('after', asked.after);
	set('limit', limit);
	return params;
}
