/**
 * What a review came to at one point: keep, change or drop a commitment, or how a question of health was answered. One
 * record a point, so that two people can write at once.
 */
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId } from './ids.ts';
import type { Base, KindRule } from './record.ts';

export const DECISIONS = ['keep', 'change', 'drop'] as const;
/** The questions of health, by what they ask about. */
export const HEALTH = ['enjoy', 'doing', 'people', 'reach', 'work', 'money', 'future'] as const;

export type Decision = (typeof DECISIONS)[number];
export type HealthQuestion = (typeof HEALTH)[number];

export interface Answer extends Base {
	type: 'answer';
	/** Review id. */
	review: string;
	/** What is to become of a commitment. */
	decision?: Decision;
	/** What a commitment that goes on is to reach instead, and by which day. */
	target?: { value: number; by: string };
	/** How a question of health is answered, 1 to 5. */
	score?: number;
	note?: string;
}

/** `of` is a commitment's id or a question of health. */
export type AnswerInput = Pick<Answer, 'review' | 'decision' | 'target' | 'score' | 'note'> & { of: string };

/** The id of what a review says of a commitment (its id) or of a question of health. */
export const answerId = (review: string, of: string): string => `answer:${bareId(review)}:${bareId(of)}`;

export const answerRule: KindRule<Answer> = {
	type: 'answer',
	schema: 1,
	immutable: false,
	id: new RegExp(`^\\d{8}:([0-9a-z]{26}|${HEALTH.join('|')})$`),
	created: 'shared',
	fields: {
		review: f.matching(/^review:\d{8}$/),
		decision: f.optional(f.oneOf(DECISIONS)),
		target: f.optional(f.shape({ value: f.figure, by: f.day })),
		score: f.optional(f.whole(1, 5)),
		note: f.optional(f.lines(400))
	},
	sets: [],
	agree({ _id, review }) {
		return _id.split(':')[1] === review.split(':')[1] ? [] : [{ field: 'review', code: 'contradiction' }];
	},
	writers: ['organiser', 'volunteer']
};

export const answer = /* @__PURE__ */ define<Answer, AnswerInput>(answerRule, {
	begin: ({ of, ...fields }) => ({ id: answerId(fields.review, of), fields }),
	personal: ['review', 'decision', 'target', 'score', 'note'],
	sample: () => ({
		_id: 'answer:20260601:01k0toad0ane000000000000c1',
		type: 'answer',
		schema: 1,
		created_at: '2027-05-20T18:30:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		review: 'review:20260601',
		decision: 'keep',
		note: 'The streets beyond the bridge are still to do.'
	}),
	variant: () => ({
		decision: 'change',
		target: { value: 250, by: '2028-05-31' },
		score: 4,
		note: 'Fewer doors, more time at each.'
	})
});
