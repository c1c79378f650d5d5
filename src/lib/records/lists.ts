/** Lists that public pages need without the records they belong to. */
export const COMMUNITY_KINDS = ['neighbourhood', 'village', 'town', 'city', 'region', 'interest'] as const;

/** The two areas in which every community has commitments. */
export const AREAS = ['action', 'enterprise'] as const;

/** How a commitment stands. */
export const STATUSES = [
	'on_track',
	'at_risk',
	'behind',
	'achieved',
	'missed',
	'dropped',
	'untracked',
	'not_started'
] as const;

/** What neighbours can use a co-op for. */
export const NEEDS = [
	'food',
	'finance',
	'energy',
	'housing',
	'care',
	'work',
	'culture',
	'transport',
	'other'
] as const;
