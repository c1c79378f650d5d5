/** What came of something, told so that others can learn from it: what went well, and what did not. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { bareId, newId } from './ids.ts';
import { commitmentRule, MEASURE_KINDS, type Measure } from './commitment.ts';
import { STATUSES } from './lists.ts';
import type { Status } from './listing.ts';
import type { Base, Check, KindRule } from './record.ts';

export const STORY_STATES = ['draft', 'published', 'withdrawn'] as const;

/** How a commitment stood when the story was told. */
export interface StoryFigure {
	/** How it is measured, in words. */
	label: string;
	unit: string;
	kind: Measure['kind'];
	value: number;
	target: { value: number; by: string };
	status: Status;
	/** The day that it is of, YYYY-MM-DD. */
	at: string;
}

export interface Story extends Base {
	type: 'story';
	title: string;
	/** Plain text; an empty line parts two paragraphs. */
	text: string;
	/** The commitment that it tells of. */
	commitment?: string;
	figure?: StoryFigure;
	/** Picture ids, in order. */
	pictures?: string[];
	state: (typeof STORY_STATES)[number];
	published_at?: string;
}

export type StoryInput = Pick<Story, 'title' | 'text' | 'commitment' | 'figure' | 'pictures'>;

const { target } = commitmentRule.fields as { target: Check };

export const storyRule: KindRule<Story> = {
	type: 'story',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		title: f.line(120),
		text: f.lines(6000),
		commitment: f.optional(f.idOf('commitment')),
		figure: f.optional(
			f.shape({
				label: f.line(120),
				unit: f.line(40),
				kind: f.oneOf(MEASURE_KINDS),
				value: f.figure,
				target,
				status: f.oneOf(STATUSES),
				at: f.day
			})
		),
		pictures: f.optional(f.list(f.idOf('picture'), 4)),
		state: f.oneOf(STORY_STATES),
		published_at: f.optional(f.time)
	},
	sets: [],
	writers: ['organiser', 'volunteer'],
	/** What stands in public, or did, is an organiser's to change. */
	allow(who, next, before) {
		if (who.role === 'organiser' || who.role === 'server') return true;
		return next.state === 'draft' && (before === undefined || before.state === 'draft') ? true : 'role';
	}
};

export const story = /* @__PURE__ */ define<Story, StoryInput>(storyRule, {
	begin: (input) => ({ id: newId('story'), fields: { ...input, state: 'draft' } }),
	personal: [],
	publicView: ({ title, text, commitment, figure, pictures, published_at }) => ({
		title,
		text,
		commitment: commitment && bareId(commitment),
		figure: figure && {
			label: figure.label,
			unit: figure.unit,
			kind: figure.kind,
			value: figure.value,
			target: { value: figure.target.value, by: figure.target.by },
			status: figure.status,
			at: figure.at
		},
		pictures: pictures?.map(bareId),
		published_at
	}),
	sample: () => ({
		_id: 'story:01k0toad0ane000000000000w1',
		type: 'story',
		schema: 1,
		created_at: '2026-09-01T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		title: 'Four hundred doors in six weeks',
		text: 'We began on a wet Tuesday with eleven doors.\n\nThe street party came of the twelfth.',
		commitment: 'commitment:01k0toad0ane000000000000c1',
		figure: {
			label: 'Doors knocked',
			unit: 'doors',
			kind: 'count',
			value: 312,
			target: { value: 400, by: '2026-11-30' },
			status: 'on_track',
			at: '2026-09-01'
		},
		pictures: ['picture:01k0toad0ane000000000000h1'],
		state: 'draft'
	}),
	variant: () => ({
		title: 'What we would do otherwise',
		text: 'We asked too late about the road.',
		commitment: 'commitment:01k0toad0ane000000000000c2',
		figure: undefined,
		pictures: ['picture:01k0toad0ane000000000000h1', 'picture:01k0toad0ane000000000000h2'],
		state: 'published',
		published_at: '2026-09-02T18:00:00.000Z'
	})
});
