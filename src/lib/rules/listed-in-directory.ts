/** What a phone knows of a co-operative that others published. */
import type { Need } from './needs.ts';
import type { Coop } from './reference/facts.ts';

/** A co-operative of the directory, or an outlet of one. */
export interface ListedInDirectory extends Packed {
	/** Its source and that source's own id, as notes of an audit name it: `cuk-organisations:R006884`. */
	id: string;
	/** Of an outlet: the co-op that it belongs to. */
	owner?: { id: string; name: string };
	/** What neighbours can use it for, as far as its sector, activity and owners tell. */
	needs: Need[];
}

type Packed = Pick<
	Coop,
	| 'source'
	| 'name'
	| 'structure'
	| 'activity'
	| 'sector'
	| 'ownership'
	| 'place'
	| 'postcode'
	| 'website'
	| 'point'
>;
