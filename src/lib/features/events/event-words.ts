import { codeOf } from '$lib/errors';
import { formatClock, formatDay, m, notSaved } from '$lib/i18n';
import type { PlannedEvent, Problem, Task } from '$lib/records';
import { bankHolidayOn, dayOf, daysFrom, dueDay, isOpen, NATIONS, timeOf, todayAt } from '$lib/rules';
import type { BankHoliday, Nation } from '$lib/rules';
import type { WhenProblem } from './when-draft.ts';

type Timed = Pick<PlannedEvent, 'when'>;

/** “Sat 12 July”, with the year where it is not this one. */
export function dayWords(day: string, today: string): string {
	const words = formatDay(day);
	const year = day.slice(0, 4);
	return year === today.slice(0, 4) ? words : m.events_day_year({ day: words, year });
}

const DAYS_A_WEEK = 7;
const DAYS_A_MONTH = 30.44;
const WEEKS_FROM = 14;
const MONTHS_FROM = 84;

type Counted = (inputs: { count: number }) => string;

/** So many days in days, weeks or months, whichever is said. */
function spanWords(days: number, inDays: Counted, inWeeks: Counted, inMonths: Counted): string {
	if (days < WEEKS_FROM) return days === DAYS_A_WEEK ? inWeeks({ count: 1 }) : inDays({ count: days });
	if (days < MONTHS_FROM) return inWeeks({ count: Math.floor(days / DAYS_A_WEEK) });
	return inMonths({ count: Math.round(days / DAYS_A_MONTH) });
}

/** How far away it is: “In 3 weeks”, “Tomorrow”, “4 days ago”. */
export function countdownWords(event: Timed, now: Date): string {
	const today = todayAt(event, now);
	const time = timeOf(event, now);
	if (time === 'today') return dayOf(event) === today ? m.events_countdown_today() : m.events_countdown_now();
	if (time === 'past')
		return spanWords(
			daysFrom(event.when.end.slice(0, 10), today),
			m.events_ago_days,
			m.events_ago_weeks,
			m.events_ago_months
		);
	return spanWords(
		daysFrom(today, dayOf(event)),
		m.events_countdown_days,
		m.events_countdown_weeks,
		m.events_countdown_months
	);
}

/** How long ago a day was, within a sentence: “3 weeks ago”. */
export function agoWords(day: string, today: string): string {
	const days = daysFrom(day, today);
	return days < WEEKS_FROM && days !== DAYS_A_WEEK
		? m.events_tight_days({ count: days })
		: m.events_tight_weeks({ count: Math.floor(days / DAYS_A_WEEK) });
}

/** When a task is due and whether that is over: “Due Sat 3 May”, “Late by 3 weeks: Sat 3 May”. */
export function dueWords(task: Task, event: Timed, today: string): string {
	const due = dueDay(task, event);
	const day = due && dayWords(due, today);
	if (!isOpen(task)) {
		if (task.state === 'skipped') return m.events_skipped();
		return day ? m.events_done_due({ day }) : m.events_done();
	}
	if (!due || !day) return m.events_due_whenever();
	const away = daysFrom(today, due);
	if (away < 0) {
		const late = -away < WEEKS_FROM && away !== -DAYS_A_WEEK ? m.events_late_days : m.events_late_weeks;
		const count = late === m.events_late_days ? -away : Math.floor(-away / DAYS_A_WEEK);
		return late({ count, day });
	}
	const said =
		away === 0 ? m.events_due_today() : away === 1 ? m.events_due_tomorrow() : m.events_due_on({ day });
	return task.due?.time ? m.events_due_at({ day: said, time: formatClock(task.due.time) }) : said;
}

const holidays: Record<BankHoliday, () => string> = {
	new_year: m.events_holiday_new_year,
	second_january: m.events_holiday_second_january,
	st_patrick: m.events_holiday_st_patrick,
	good_friday: m.events_holiday_good_friday,
	easter_monday: m.events_holiday_easter_monday,
	early_may: m.events_holiday_early_may,
	spring: m.events_holiday_spring,
	twelfth: m.events_holiday_twelfth,
	summer: m.events_holiday_summer,
	st_andrew: m.events_holiday_st_andrew,
	christmas: m.events_holiday_christmas,
	boxing_day: m.events_holiday_boxing_day
};

const nations: Record<Nation, () => string> = {
	england: m.events_nation_england,
	wales: m.events_nation_wales,
	scotland: m.events_nation_scotland,
	northern_ireland: m.events_nation_northern_ireland
};

/** That a day is a bank holiday, in England and Wales or else in one of the other nations; undefined where it is none. */
export function holidayWords(day: string): string | undefined {
	const nation = NATIONS.find((each) => bankHolidayOn(day, each));
	const holiday = nation && bankHolidayOn(day, nation);
	if (!holiday) return undefined;
	const name = holidays[holiday]();
	return nation === 'england'
		? m.events_holiday({ name })
		: m.events_holiday_only({ nation: nations[nation](), name });
}

const whenProblems: Record<WhenProblem['code'], () => string> = {
	day: m.events_problem_day,
	calendar: m.events_problem_calendar,
	past: m.events_problem_past,
	far: m.events_problem_far,
	time: m.events_problem_time,
	ends_before: m.events_problem_end,
	last_before: m.events_problem_last,
	long: m.events_problem_long
};

/** What is wrong with a field, said as a neighbour would. */
export function problemWords(problem: WhenProblem | Problem): string {
	const { code } = problem;
	if (code in whenProblems) return whenProblems[code as WhenProblem['code']]();
	if (code === 'required') return m.events_problem_required();
	if (code === 'too_long')
		return m.events_problem_too_long({ limit: 'limit' in problem ? (problem.limit ?? 0) : 0 });
	return code === 'characters' ? m.events_problem_characters() : m.events_problem_other();
}

/** Why something was not saved on this phone, and what is safe. */
export const saveProblem = (error: unknown): string => notSaved(codeOf(error));
