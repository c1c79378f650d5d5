/** The same event again: next year's, made from what this year's was. */
import {
	bring,
	event,
	task,
	type AnyRecord,
	type Author,
	type Bring,
	type Due,
	type Made,
	type PlannedEvent,
	type Problem,
	type Task
} from '../records/index.ts';
import { dayAfter, daysFrom } from './calendar-days.ts';
import { dayOf } from './event-time.ts';

/** As many weeks as come nearest to a year: the weekday stays. */
const YEAR_DAYS = 52 * 7;

/** How many days before and after an event's day a task can be due. */
const [EARLIEST, LATEST] = [-730, 365];

/** The same weekday about a year later; more years, where that is not after today. */
export function dayAgain(day: string, today: string): string {
	let next = dayAfter(day, YEAR_DAYS);
	while (next <= today) next = dayAfter(next, YEAR_DAYS);
	return next;
}

/** What a task of an event is due on when the event has another day: as long before or after it. */
function dueAgain({ due }: Task, of: PlannedEvent): Due | undefined {
	if (!due) return undefined;
	const days = due.days ?? daysFrom(dayOf(of), due.on as string);
	if (days < EARLIEST || days > LATEST) return undefined;
	return { days, ...(due.time && { time: due.time }) };
}

/** Whether something is wanted again: not what was struck off, but what was lent and given back. */
const isWantedAgain = ({ state, sort, who, member }: Bring) =>
	state !== 'gone' || (sort === 'kit' && Boolean(who ?? member));

/**
 * An event with its tasks and lists, to be held again on the weekday nearest to a year later: nothing done, nobody's
 * yet, and told to nobody outside the group. All its records, the event first.
 */
export function copyEvent(
	from: { event: PlannedEvent; tasks: readonly Task[]; brings: readonly Bring[] },
	today: string,
	author: Author
): Made<AnyRecord[]> {
	const { when, kind, title, place, point, about, capacity, sign_up } = from.event;
	const { roads, left_out, closed, council, wet_plan, letter } = from.event;
	const moved = daysFrom(dayOf(from.event), dayAgain(dayOf(from.event), today));
	const move = (clock: string) => dayAfter(clock.slice(0, 10), moved) + clock.slice(10);
	const again = event.make(
		{
			...{ kind, title, place, point, about, capacity, sign_up, roads, left_out, closed, council },
			...{ wet_plan, letter, copy_of: from.event._id },
			when: { start: move(when.start), end: move(when.end), zone: when.zone }
		},
		author
	);
	if (!again.ok) return again;
	const of = again.record._id;
	const made: Made<AnyRecord>[] = [
		...from.tasks
			.filter((one) => one.event === from.event._id)
			.map((one) => {
				const { title, note, step } = one;
				return task.make({ event: of, title, note, step, due: dueAgain(one, from.event) }, author);
			}),
		...from.brings
			.filter((one) => one.event === from.event._id && isWantedAgain(one))
			.map(({ item, sort, quantity }) => bring.make({ event: of, item, sort, quantity }, author))
	];
	const problems: Problem[] = made.flatMap((one) => (one.ok ? [] : one.problems));
	if (problems.length > 0) return { ok: false, problems };
	return { ok: true, record: [again.record, ...made.flatMap((one) => (one.ok ? [one.record] : []))] };
}
