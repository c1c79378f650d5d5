/**
 * A group's look back at its year. One record a year, named by the day on which that year began, so that two phones
 * that begin one with no network begin the same. What is decided and answered are records of their own (`answer`).
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import type { Base, KindRule } from './record.ts';

/** The stops of a review's meeting, in order. */
export const REVIEW_STEPS = ['begin', 'year', 'commitments', 'new', 'health', 'close'] as const;

export interface Review extends Base {
	type: 'review';
	/** The first and the last day it looks at, YYYY-MM-DD. */
	from: string;
	to: string;
	/** Member ids of those in the room. */
	took_part?: string[];
	/** How many others were there. */
	others?: number;
	/** How far the meeting has got. */
	step?: (typeof REVIEW_STEPS)[number];
	/** What the public may read of it. */
	summary?: string;
	/** When it was closed; until then it goes on. */
	closed_at?: string;
}

export type ReviewInput = Pick<Review, 'from' | 'to'>;

/** The id of the review of the year that begins on a day, YYYY-MM-DD. */
export const reviewId = (from: string): string => `review:${from.replace(/-/g, '')}`;

export const reviewRule: KindRule<Review> = {
	type: 'review',
	schema: 1,
	immutable: false,
	id: /^\d{8}$/,
	created: 'shared',
	fields: {
		from: f.day,
		to: f.day,
		took_part: f.optional(f.setOf(f.memberId, 200)),
		others: f.optional(f.whole(0, 10_000)),
		step: f.optional(f.oneOf(REVIEW_STEPS)),
		summary: f.optional(f.lines(1000)),
		closed_at: f.optional(f.time)
	},
	sets: ['took_part'],
	agree({ _id, from, to }) {
		if (_id !== reviewId(from)) return [{ field: 'from', code: 'contradiction' }];
		return to < from ? [{ field: 'to', code: 'contradiction' }] : [];
	},
	writers: ['organiser', 'volunteer'],
	/** Closing it changes what the public is told: an organiser's to do. */
	allow(who, next, before) {
		if (who.role === 'organiser' || who.role === 'server') return true;
		return next.closed_at === before?.closed_at && next.summary === before?.summary ? true : 'role';
	}
};

export const review = /* @__PURE__ */ define<Review, ReviewInput>(reviewRule, {
	begin: ({ from, to }) => ({ id: reviewId(from), fields: { from, to } }),
	personal: ['took_part', 'others', 'step'],
	publicView: ({ to, summary, closed_at }) => ({ to, summary, closed_at }),
	sample: () => ({
		_id: 'review:20260601',
		type: 'review',
		schema: 1,
		created_at: '2027-05-20T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		from: '2026-06-01',
		to: '2027-05-31',
		took_part: ['member:01k0toad0ane000000000000m1'],
		step: 'year'
	}),
	variant: () => ({
		to: '2027-05-20',
		took_part: ['member:01k0toad0ane000000000000m1', 'member:01k0toad0ane000000000000m2'],
		others: 4,
		step: 'close',
		summary: 'We knocked on every door, and will plan the party earlier.',
		closed_at: '2027-05-20T20:00:00.000Z'
	})
});
