/** What came of going to a door once. Never edited: a mistake is taken back by an `undo`. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export const SLOTS = ['weekday_day', 'weekday_evening', 'saturday', 'sunday'] as const;
export const RESULTS = [
	'no_answer',
	'talked',
	'come_back',
	'not_now',
	'do_not_knock',
	'no_cold_callers',
	'cant_access',
	'language',
	'not_a_home',
	'not_found',
	'skipped',
	'unsafe'
] as const;
export const LEFT = ['card', 'leaflet'] as const;
export const NOT_A_HOME = ['empty', 'business', 'holiday', 'gone'] as const;

export type Slot = (typeof SLOTS)[number];
export type Result = (typeof RESULTS)[number];

export interface Visit extends Base {
	type: 'visit';
	/** Door id. */
	door: string;
	/** Patch id. */
	patch: string;
	/** One walk of one phone: a bare ULID. */
	round?: string;
	at: string;
	slot: Slot;
	result: Result;
	left: (typeof LEFT)[number][];
	interests: string[];
	offers: string[];
	needs: string[];
	/** What they were invited to. */
	invited_to?: string;
	/** When they asked to be called on again; `date` is YYYY-MM-DD. */
	come_back?: { slot?: Slot; date?: string };
	/** Which language, with the result `language`. */
	language?: string;
	/** Why, with the result `not_a_home`. */
	not_a_home?: (typeof NOT_A_HOME)[number];
	note?: string;
}

/** Lists are empty and `at` is the author's time where left out. */
export type VisitInput = Omit<Visit, keyof Base | 'at' | 'left' | 'interests' | 'offers' | 'needs'> &
	Partial<Pick<Visit, 'at' | 'left' | 'interests' | 'offers' | 'needs'>>;

const topics = f.setOf(f.line(40), 20);

export const visitRule: KindRule<Visit> = {
	type: 'visit',
	schema: 1,
	immutable: true,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		door: f.doorId,
		patch: f.idOf('patch'),
		round: f.optional(f.bareUlid),
		at: f.time,
		slot: f.oneOf(SLOTS),
		result: f.oneOf(RESULTS),
		left: f.setOf(f.oneOf(LEFT), LEFT.length),
		interests: topics,
		offers: topics,
		needs: topics,
		invited_to: f.optional(f.line(120)),
		come_back: f.optional(f.shape({ slot: f.optional(f.oneOf(SLOTS)), date: f.optional(f.day) })),
		language: f.optional(f.line(40)),
		not_a_home: f.optional(f.oneOf(NOT_A_HOME)),
		note: f.optional(f.lines(280))
	},
	sets: ['left', 'interests', 'offers', 'needs'],
	agree({ door, patch, come_back }) {
		if (door.split(':')[1] !== patch.split(':')[1]) return [{ field: 'patch', code: 'contradiction' }];
		const empty = come_back && come_back.slot === undefined && come_back.date === undefined;
		return empty ? [{ field: 'come_back', code: 'required' }] : [];
	},
	writers: ['organiser', 'volunteer']
};

export const visit = /* @__PURE__ */ define<Visit, VisitInput>(visitRule, {
	begin: (input, author) => ({
		id: newId('visit'),
		fields: {
			...input,
			at: input.at ?? author.at,
			left: input.left ?? [],
			interests: input.interests ?? [],
			offers: input.offers ?? [],
			needs: input.needs ?? []
		}
	}),
	personal: [
		'door',
		'patch',
		'round',
		'result',
		'left',
		'interests',
		'offers',
		'needs',
		'invited_to',
		'come_back',
		'language',
		'not_a_home',
		'note'
	],
	sample: () => ({
		_id: 'visit:01k0toad0ane000000000000v1',
		type: 'visit',
		schema: 1,
		created_at: '2026-07-12T17:30:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		door: 'door:01k0toad0ane000000000000t1:9f86d081884c7d65',
		patch: 'patch:01k0toad0ane000000000000t1',
		round: '01k0toad0ane000000000000r1',
		at: '2026-07-12T17:30:00.000Z',
		slot: 'sunday',
		result: 'talked',
		left: ['card'],
		interests: ['energy', 'food'],
		offers: [],
		needs: [],
		note: 'Would lend a gazebo.'
	}),
	variant: () => ({
		round: '01k0toad0ane000000000000r2',
		at: '2026-07-13T18:30:00.000Z',
		slot: 'weekday_evening',
		result: 'come_back',
		left: ['leaflet'],
		interests: ['care'],
		offers: ['tools'],
		needs: ['shopping'],
		invited_to: 'Street party',
		come_back: { slot: 'saturday', date: '2026-07-18' },
		language: 'Urdu',
		not_a_home: 'holiday',
		note: 'After the holidays.'
	})
});
