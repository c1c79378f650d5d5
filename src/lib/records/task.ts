/** One thing to do for an event. One record each, so that two people can change two of them. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, Check, KindRule } from './record.ts';

export const TASK_STATES = ['to_do', 'doing', 'done', 'skipped'] as const;

export type TaskState = (typeof TASK_STATES)[number];

/**
 * When it is due: so many days before (minus) or after the event's day, so that it moves along when the event does, or
 * on a day. A day goes before: what is done keeps the day that it was due on. `time` is by the clock, of the run sheet.
 */
export interface Due {
	days?: number;
	/** YYYY-MM-DD */
	on?: string;
	/** HH:MM */
	time?: string;
}

export interface Task extends Base {
	type: 'task';
	/** Event id. */
	event: string;
	title: string;
	due?: Due;
	/** Member id. */
	owner?: string;
	note?: string;
	state: TaskState;
	/** The step of a template that it was made from. */
	step?: string;
}

export type TaskInput = Omit<Task, keyof Base | 'state'> & Partial<Pick<Task, 'state'>>;

const dueShape = f.shape({
	days: f.optional(f.whole(-730, 365)),
	on: f.optional(f.day),
	time: f.optional(f.matching(/^([01]\d|2[0-3]):[0-5]\d$/, 5))
});

const due: Check = (value, field, problems) => {
	const before = problems.length;
	dueShape(value, field, problems);
	if (problems.length > before) return;
	const { days, on } = value as Due;
	if (days === undefined && on === undefined) problems.push({ field, code: 'required' });
};

export const taskRule: KindRule<Task> = {
	type: 'task',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		event: f.idOf('event'),
		title: f.line(120),
		due: f.optional(due),
		owner: f.optional(f.memberId),
		note: f.optional(f.lines(1000)),
		state: f.oneOf(TASK_STATES),
		step: f.optional(f.matching(/^[a-z0-9_]{1,40}$/, 40))
	},
	sets: [],
	writers: ['organiser', 'volunteer']
};

export const task = /* @__PURE__ */ define<Task, TaskInput>(taskRule, {
	begin: (input) => ({ id: newId('task'), fields: { ...input, state: input.state ?? 'to_do' } }),
	personal: ['event', 'title', 'due', 'owner', 'note', 'state', 'step'],
	sample: () => ({
		_id: 'task:01k0toad0ane000000000000k1',
		type: 'task',
		schema: 1,
		created_at: '2026-05-20T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		event: 'event:01k0toad0ane000000000000e1',
		title: 'Tell the council',
		due: { days: -42 },
		state: 'to_do',
		step: 'council'
	}),
	variant: () => ({
		event: 'event:01k0toad0ane000000000000e2',
		title: 'Ask the council',
		due: { days: -84, on: '2026-05-31', time: '10:30' },
		owner: 'member:01k0toad0ane000000000000m2',
		note: 'Mrs Holt, extension 12.',
		state: 'done',
		step: 'insurance'
	})
});
