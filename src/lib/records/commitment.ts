/** What the group means to change, how it will know, and by when. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId, newId } from './ids.ts';
import { AREAS } from './lists.ts';
import type { Base, KindRule } from './record.ts';

export const MEASURE_KINDS = ['count', 'money', 'percent', 'yes_no', 'rating'] as const;
export const ADDS = ['sum', 'latest', 'max'] as const;
export const BETTER = ['up', 'down'] as const;
export const CHECK_INS = ['weekly', 'monthly', 'quarterly'] as const;
export const FEEDS = [
	'doors',
	'talks',
	'cards',
	'attendance',
	'items',
	'saved',
	'referred',
	'audited'
] as const;

export type Area = (typeof AREAS)[number];
export type Feed = (typeof FEEDS)[number];

export interface Measure {
	/** How it is measured, in words. */
	label: string;
	unit: string;
	/** `money` is whole pence. */
	kind: (typeof MEASURE_KINDS)[number];
	/** How entries come to one figure. */
	adds: (typeof ADDS)[number];
	better: (typeof BETTER)[number];
	/** What counts by itself. */
	fed_by?: Feed;
}

export interface Commitment extends Base {
	type: 'commitment';
	area: Area;
	title: string;
	/** What changes, and for whom. */
	difference: string;
	measure: Measure;
	baseline: { value: number; at: string };
	/** `by` is a day, YYYY-MM-DD. */
	target: { value: number; by: string };
	/** Member id. */
	owner?: string;
	/** Of the ICA's seven co-operative principles. */
	principles?: number[];
	tags?: string[];
	/** How often somebody means to look how it stands. */
	check_in?: (typeof CHECK_INS)[number];
	/** The example it was made from. */
	example?: string;
	/** Targets it had before, each with when it was changed. */
	former?: { value: number; by: string; until: string }[];
	/** Shown in the registry once the community is registered. */
	shared: boolean;
	dropped?: { at: string; why?: string };
}

export type CommitmentInput = Omit<Commitment, keyof Base | 'shared'> & { shared?: boolean };

export const commitmentRule: KindRule<Commitment> = {
	type: 'commitment',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		area: f.oneOf(AREAS),
		title: f.line(120),
		difference: f.lines(400),
		measure: f.shape({
			label: f.line(120),
			unit: f.line(40),
			kind: f.oneOf(MEASURE_KINDS),
			adds: f.oneOf(ADDS),
			better: f.oneOf(BETTER),
			fed_by: f.optional(f.oneOf(FEEDS))
		}),
		baseline: f.shape({ value: f.figure, at: f.time }),
		target: f.shape({ value: f.figure, by: f.day }),
		owner: f.optional(f.memberId),
		principles: f.optional(f.setOf(f.whole(1, 7), 7)),
		tags: f.optional(f.setOf(f.line(40), 10)),
		check_in: f.optional(f.oneOf(CHECK_INS)),
		example: f.optional(f.matching(/^[a-z0-9_]{1,40}$/, 40)),
		former: f.optional(f.setOf(f.shape({ value: f.figure, by: f.day, until: f.time }), 40)),
		shared: f.flag,
		dropped: f.optional(f.shape({ at: f.time, why: f.optional(f.lines(280)) }))
	},
	sets: ['principles', 'tags', 'former'],
	agree({ baseline, target, measure }) {
		if (target.by < baseline.at.slice(0, 10)) return [{ field: 'target.by', code: 'contradiction' }];
		const towards = measure.better === 'up' ? target.value >= baseline.value : target.value <= baseline.value;
		return towards ? [] : [{ field: 'target.value', code: 'contradiction' }];
	},
	writers: ['organiser']
};

export const commitment = /* @__PURE__ */ define<Commitment, CommitmentInput>(commitmentRule, {
	begin: (input) => ({ id: newId('commitment'), fields: { ...input, shared: input.shared ?? true } }),
	personal: ['owner', 'dropped', 'check_in'],
	publicView: (record) => ({
		id: bareId(record._id),
		area: record.area,
		title: record.title,
		difference: record.difference,
		...publicMeasure(record),
		principles: record.principles,
		tags: record.tags,
		example: record.example,
		former: record.former?.map(({ value, by, until }) => ({ value, by, until }))
	}),
	sample: () => ({
		_id: 'commitment:01k0toad0ane000000000000c1',
		type: 'commitment',
		schema: 1,
		created_at: '2026-06-01T10:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		area: 'action',
		title: 'Knock on every door of the six streets',
		difference: 'Every household has met somebody from the group once.',
		measure: {
			label: 'Doors knocked',
			unit: 'doors',
			kind: 'count',
			adds: 'sum',
			better: 'up',
			fed_by: 'doors'
		},
		baseline: { value: 0, at: '2026-06-01T10:00:00.000Z' },
		target: { value: 400, by: '2026-11-30' },
		owner: 'member:01k0toad0ane000000000000m1',
		principles: [7],
		shared: true
	}),
	variant: () => ({
		area: 'enterprise',
		title: 'Open a food club',
		difference: 'Forty households pay less for their food.',
		measure: { label: 'Households', unit: 'households', kind: 'count', adds: 'latest', better: 'up' },
		baseline: { value: -1, at: '2026-05-01T10:00:00.000Z' },
		target: { value: 500, by: '2027-03-31' },
		owner: 'member:01k0toad0ane000000000000m2',
		principles: [2, 7],
		tags: ['food'],
		check_in: 'monthly',
		example: 'directory',
		former: [{ value: 300, by: '2026-12-31', until: '2026-08-01T10:00:00.000Z' }],
		shared: false,
		dropped: { at: '2026-09-01T10:00:00.000Z', why: 'The hall has closed.' }
	})
});

/** How it is measured, from where to where, field by field: what a newer phone adds is not published by accident. */
export function publicMeasure({
	measure: { label, unit, kind, adds, better, fed_by },
	baseline,
	target
}: Pick<Commitment, 'measure' | 'baseline' | 'target'>): Pick<Commitment, 'measure' | 'baseline' | 'target'> {
	return {
		measure: { label, unit, kind, adds, better, ...(fed_by && { fed_by }) },
		baseline: { value: baseline.value, at: baseline.at },
		target: { value: target.value, by: target.by }
	};
}
