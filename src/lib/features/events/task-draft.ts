/** What somebody types into the form of a task, and what it comes to. Pure. */
import type { Due, PlannedEvent, Task, TaskState } from '$lib/records';
import { changeState, isOpen } from '$lib/rules';
import { isDay } from './when-draft.ts';

export type DueChoice = 'none' | 'before' | 'after' | 'on';

export interface TaskDraft {
	title: string;
	/** Member id, or '' for nobody. */
	owner: string;
	due: DueChoice;
	/** How many days before or after the event. */
	count: string;
	/** YYYY-MM-DD */
	on: string;
	/** HH:MM, or nothing. */
	time: string;
	note: string;
	state: TaskState;
}

export const emptyTask: TaskDraft = {
	title: '',
	owner: '',
	due: 'none',
	count: '',
	on: '',
	time: '',
	note: '',
	state: 'to_do'
};

/** A task as the form shows it, to be changed. */
export function taskDraftOf({ title, owner, due, note, state }: Task): TaskDraft {
	// What is done was given the day that it was due on, and counts from the event's again once it is opened.
	const counted = due?.days !== undefined && (due.on === undefined || !isOpen({ state }));
	return {
		...emptyTask,
		...{ title, owner: owner ?? '', note: note ?? '', state, time: due?.time ?? '' },
		...(counted
			? { due: (due.days ?? 0) > 0 ? 'after' : 'before', count: String(Math.abs(due.days ?? 0)) }
			: due?.on !== undefined && { due: 'on', on: due.on })
	};
}

export type TaskProblem = { field: 'title' | 'count' | 'on' | 'time'; code: string };
const MOST_BEFORE = 730;
const MOST_AFTER = 365;

/** The day that a form says, or what is wrong with it. */
function readDue(draft: TaskDraft): { ok: true; due: Due | undefined } | { ok: false; problem: TaskProblem } {
	const wrong = (field: TaskProblem['field'], code: string) => ({
		ok: false as const,
		problem: { field, code }
	});
	if (draft.due === 'none') return { ok: true, due: undefined };
	if (draft.time && !/^([01]\d|2[0-3]):[0-5]\d$/.test(draft.time)) return wrong('time', 'task_time');
	const time = draft.time ? { time: draft.time } : {};
	if (draft.due === 'on') {
		if (!draft.on) return wrong('on', 'day');
		return isDay(draft.on) ? { ok: true, due: { on: draft.on, ...time } } : wrong('on', 'calendar');
	}
	const days = Number(draft.count);
	const most = draft.due === 'before' ? MOST_BEFORE : MOST_AFTER;
	if (!/^\s*\d+\s*$/.test(draft.count) || days > most) return wrong('count', 'days');
	return { ok: true, due: { days: draft.due === 'before' && days > 0 ? -days : days, ...time } };
}

export type TaskFields = Pick<Task, 'title' | 'owner' | 'due' | 'note' | 'state'>;

/** What the form comes to: the fields of a task, or what is wrong and where. `before`: the task that is changed. */
export function readTask(
	draft: TaskDraft,
	event: Pick<PlannedEvent, 'when'>,
	before?: Task
): { ok: true; fields: TaskFields } | { ok: false; problems: TaskProblem[] } {
	const read = readDue(draft);
	const problems: TaskProblem[] = draft.title.trim() ? [] : [{ field: 'title', code: 'required' }];
	if (!read.ok) return { ok: false, problems: [...problems, read.problem] };
	if (problems.length > 0) return { ok: false, problems };
	const text = {
		title: draft.title.trim(),
		owner: draft.owner || undefined,
		note: draft.note.trim() || undefined
	};
	return { ok: true, fields: { ...text, ...stateAndDue(draft, read.due, event, before) } };
}

function stateAndDue(
	draft: TaskDraft,
	due: Due | undefined,
	event: Pick<PlannedEvent, 'when'>,
	before: Task | undefined
): Pick<Task, 'state' | 'due'> {
	const was = before && taskDraftOf(before);
	const sameDue =
		was && (['due', 'count', 'on', 'time'] as const).every((field) => was[field] === draft[field]);
	if (before && sameDue) {
		if (before.state === draft.state) return { state: before.state, due: before.due };
		return changeState(before, draft.state, event);
	}
	// A day that is new counts from here, and stands still at once where the task is closed.
	return changeState({ due, state: 'to_do' } as Task, draft.state, event);
}
