/** Fields and their values in words, where two phones changed the same one. */
import { formatWhen, formatClock, formatList, formatNumber, m } from '$lib/i18n';
import type { Member, PlannedEvent, Road, Task, TaskState, When } from '$lib/records';
import { dueWords } from './event-words.ts';
import { ownerWords, stateWords } from './task-words.ts';
import { templateOf } from './templates/index.ts';

const names: Record<string, () => string> = {
	title: m.events_field_title,
	kind: m.events_field_kind,
	when: m.events_field_when,
	place: m.events_field_place,
	about: m.events_field_about,
	capacity: m.events_field_capacity,
	wet_plan: m.events_field_wet_plan,
	status: m.events_field_status,
	roads: m.events_row_road,
	closed: m.events_field_closed,
	council: m.events_field_council,
	letter: m.events_field_letter,
	owner: m.events_task_field_owner,
	due: m.events_task_field_days,
	note: m.events_task_field_note,
	state: m.events_task_field_state
};

/** The name of a field of an event or a task. */
export const fieldName = (field: string): string => (names[field] ?? m.events_two_other)();

const quoted = (value: unknown) =>
	typeof value === 'string'
		? `“${value}”`
		: typeof value === 'number'
			? formatNumber(value)
			: JSON.stringify(value);

/** A value of an event's field. */
export function eventValue(field: string, value: unknown, now: Date): string {
	if (field === 'when') return formatWhen(value as When, now);
	if (field === 'kind') return templateOf(value as PlannedEvent['kind']).name();
	if (field === 'status') return value === 'cancelled' ? m.events_cancelled() : m.events_planned();
	if (field === 'roads') return formatList((value as Road[]).map(({ street }) => street));
	if (field === 'closed') {
		const { from, to } = value as NonNullable<PlannedEvent['closed']>;
		return `${formatClock(from)} – ${formatClock(to)}`;
	}
	return quoted(value);
}

/** A value of a task's field. */
export function taskValue(
	{
		task,
		event,
		members,
		today
	}: { task: Task; event: PlannedEvent; members: readonly Member[]; today: string },
	field: string,
	value: unknown
): string {
	if (field === 'owner') return ownerWords({ ...task, owner: String(value) }, members, '');
	if (field === 'state') return stateWords[value as TaskState]();
	if (field === 'due') return dueWords({ ...task, state: 'to_do', due: value as Task['due'] }, event, today);
	return quoted(value);
}
