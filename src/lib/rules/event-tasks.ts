/** What is to be done for an event, and by when: counted back from its day, so that tasks move when the day does. */
import type { PlannedEvent, Task, TaskState } from '../records/index.ts';
import { dayAfter, daysFrom } from './calendar-days.ts';
import { dayOf } from './event-time.ts';

type Timed = Pick<PlannedEvent, 'when'>;

/** A task can be due until the end of this day; undefined = whenever. */
export function dueDay({ due }: Pick<Task, 'due'>, event: Timed): string | undefined {
	if (!due) return undefined;
	return due.on ?? dayAfter(dayOf(event), due.days ?? 0);
}

export const isOpen = ({ state }: Pick<Task, 'state'>): boolean => state === 'to_do' || state === 'doing';

/**
 * What changes with a task's state. What is done or skipped keeps the day that it was due on, whatever becomes of the
 * event's; opened again it counts from the event's day as before.
 */
export function changeState(task: Task, state: TaskState, event: Timed): Pick<Task, 'state' | 'due'> {
	const { due } = task;
	if (!due || due.days === undefined) return { state, due };
	const { on: _, ...counted } = due;
	if (isOpen({ state })) return { state, due: isOpen(task) ? due : counted };
	return { state, due: { ...counted, on: dueDay(task, event) as string } };
}

export type Urgency = 'late' | 'soon' | 'later' | 'whenever' | 'closed';

/** Days before a task is due from which on it is called due. */
const SOON_DAYS = 7;

/** How a task stands on this day. */
export function urgencyOf(task: Task, event: Timed, today: string): Urgency {
	if (!isOpen(task)) return 'closed';
	const day = dueDay(task, event);
	if (!day) return 'whenever';
	if (day < today) return 'late';
	return daysFrom(today, day) <= SOON_DAYS ? 'soon' : 'later';
}

/** Tasks in the order in which they are due: by day, then by the clock, then as they were made. */
export function inDueOrder(tasks: readonly Task[], event: Timed): Task[] {
	const key = (task: Task) => `${dueDay(task, event) ?? '9999'} ${task.due?.time ?? '~'} ${task._id}`;
	return [...tasks].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What happens on the day itself and when: tasks with a time, due on one of the event's days. */
export function runSheet(tasks: readonly Task[], event: Timed): Task[] {
	const [first, last] = [dayOf(event), event.when.end.slice(0, 10)];
	const onTheDay = tasks.filter((task) => {
		const day = dueDay(task, event);
		return task.state !== 'skipped' && task.due?.time !== undefined && day && day >= first && day <= last;
	});
	return inDueOrder(onTheDay, event);
}

/** Where a run sheet has got to by the clock, `YYYY-MM-DDTHH:MM`: what is going on since last, and what comes next. */
export function nowAndNext(sheet: readonly Task[], event: Timed, clock: string): { now?: Task; next?: Task } {
	const begins = (task: Task) => `${dueDay(task, event)}T${task.due?.time}`;
	const now = sheet.findLast((task) => begins(task) <= clock);
	const next = sheet.find((task) => begins(task) > clock);
	return { ...(now && { now }), ...(next && { next }) };
}
