/** What somebody types to change an event, and what it comes to. Pure. */
import type { PlannedEvent, Problem, Task } from '$lib/records';
import { isOpen, timeOf, todayAt } from '$lib/rules';
import { differing } from './differing.ts';
import { readWhen, whenDraftOf, type WhenDraft, type WhenProblem } from './when-draft.ts';

export interface EventDraft extends WhenDraft {
	title: string;
	place: string;
	about: string;
	capacity: string;
	wet_plan: string;
}

/** An event as the form shows it. */
export const eventDraftOf = (event: PlannedEvent): EventDraft => ({
	...whenDraftOf(event.when),
	title: event.title,
	place: event.place ?? '',
	about: event.about ?? '',
	capacity: event.capacity === undefined ? '' : String(event.capacity),
	wet_plan: event.wet_plan ?? ''
});

type Field = 'title' | 'when' | 'place' | 'about' | 'capacity' | 'wet_plan';
export type EventChanges = Partial<Pick<PlannedEvent, Field>>;
export type EventProblem = WhenProblem | Problem;

const MOST_PEOPLE = 100_000;

/** What the form changes: only the fields in which it is another now than it was. `event`: as it stands at the moment. */
export function readEvent(
	was: EventDraft,
	is: EventDraft,
	event: PlannedEvent,
	now: Date
): { ok: true; changes: EventChanges } | { ok: false; problems: EventProblem[] } {
	const changed = differing(was, is);
	const isOver = is.been || timeOf(event, now) === 'past' || !('day' in changed || 'last' in changed);
	const read = readWhen(is, event.when.zone, todayAt(event, now), isOver);
	const problems: EventProblem[] = read.ok ? [] : [...read.problems];
	if (!is.title.trim()) problems.push({ field: 'title', code: 'required' });
	const capacity = is.capacity.trim();
	const room = Number(capacity);
	if (capacity && (!/^\d+$/.test(capacity) || room < 1 || room > MOST_PEOPLE))
		problems.push({ field: 'capacity', code: 'range' });
	if (problems.length > 0 || !read.ok) return { ok: false, problems };
	const whole: Record<Field, EventChanges[Field] | undefined> = {
		title: is.title.trim(),
		when: read.when,
		place: is.place.trim() || undefined,
		about: is.about.trim() || undefined,
		capacity: capacity ? room : undefined,
		wet_plan: is.wet_plan.trim() || undefined
	};
	const touched = (field: Field) =>
		field === 'when' ? ['day', 'last', 'from', 'until'].some((each) => each in changed) : field in changed;
	const entries = Object.entries(whole).filter(([field]) => touched(field as Field));
	return { ok: true, changes: Object.fromEntries(entries) as EventChanges };
}

/** What becomes of an event's tasks when its day is another: how many move along, and how many stay and why. */
export function movedTasks(tasks: readonly Task[]): { move: number; done: number; fixed: number } {
	const counted = tasks.filter(({ due }) => due?.days !== undefined);
	const move = counted.filter((task) => isOpen(task) && task.due?.on === undefined).length;
	const fixed = tasks.filter((task) => isOpen(task) && task.due?.on !== undefined).length;
	return { move, done: counted.filter((task) => !isOpen(task)).length, fixed };
}
