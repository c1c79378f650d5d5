import { m } from '$lib/i18n';
import type { Member, Task, TaskState } from '$lib/records';
import { problemWords } from './event-words.ts';
import type { TaskProblem } from './task-draft.ts';
import type { WhenProblem } from './when-draft.ts';

/** Who does a task, seen from a member’s phone; '' while nobody does. */
export function ownerWords({ owner }: Task, members: readonly Member[], me: string): string {
	if (!owner) return '';
	if (owner === me) return m.events_task_you();
	return members.find(({ _id }) => _id === owner)?.name ?? m.events_task_somebody();
}

/** How far a task is, in words. */
export const stateWords: Record<TaskState, () => string> = {
	to_do: m.events_to_do,
	doing: m.events_doing,
	done: m.events_done,
	skipped: m.events_skipped
};

/** What is wrong with a field of a task, said as a neighbour would. */
export function taskProblemWords({ code }: TaskProblem): string {
	if (code === 'days') return m.events_task_problem_days();
	if (code === 'task_time') return m.events_task_problem_time();
	return problemWords({ field: 'day', code: code as WhenProblem['code'] });
}
