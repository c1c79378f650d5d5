/** What somebody chooses on the three screens of a new event, and the records that it comes to. Pure. */
import {
	bring,
	event,
	task,
	type AnyRecord,
	type Author,
	type EventKind,
	type Problem,
	type Road,
	type TaskInput
} from '$lib/records';
import { dayAfter, HOME_ZONE } from '$lib/rules';
import { templateOf, type Template, type TemplateTask } from './templates/index.ts';
import { readWhen, type WhenDraft, type WhenProblem } from './when-draft.ts';

export interface NewEventDraft extends WhenDraft {
	/** '' until a template was chosen. */
	kind: EventKind | '';
	title: string;
	place: string;
	/** A road of those that the group has doors on, or '' for none. */
	road: string;
}

/** A form to begin with. */
export const emptyEvent = (): NewEventDraft => ({
	kind: '',
	title: '',
	day: '',
	last: '',
	from: '',
	until: '',
	been: false,
	place: '',
	road: ''
});

/** Whether anything was chosen that would be missed. */
export const isBegun = ({ kind }: NewEventDraft): boolean => kind !== '';

/** The form with a template chosen: what the last one filled in gives way, what was typed stays. */
export function withTemplate(draft: NewEventDraft, { kind, name, start, end }: Template): NewEventDraft {
	const before = draft.kind === '' ? undefined : templateOf(draft.kind);
	const own = (value: string, given: string | undefined) => value !== '' && value !== given;
	return {
		...draft,
		kind,
		title: own(draft.title, before?.name()) ? draft.title : kind === 'other' ? '' : name(),
		from: own(draft.from, before?.start) ? draft.from : start,
		until: own(draft.until, before?.end) ? draft.until : end
	};
}

/** A road as a form keeps it. */
export const roadKey = ({ patch, street }: Road): string => `${patch}|${street}`;

function roadOf(key: string): Road[] {
	const [patch = '', ...street] = key.split('|');
	return key ? [{ patch, street: street.join('|') }] : [];
}

/** What a template's tasks would be late by, if it took place on that day; the most urgent first. */
export function lateTasks(
	template: Template,
	day: string,
	today: string
): { task: TemplateTask; due: string }[] {
	return template.tasks
		.map((each) => ({ task: each, due: dayAfter(day, each.days) }))
		.filter(({ due }) => due < today);
}

/** The first day on which no task of a template would be late. */
export function firstEasyDay(template: Template, today: string): string {
	return dayAfter(today, Math.max(0, ...template.tasks.map(({ days }) => -days)));
}

const MINUTES_A_DAY = 24 * 60;

/** A time by the clock so many minutes from another, within the same day. */
function clockFrom(time: string, minutes: number): string {
	const [hours = 0, past = 0] = time.split(':').map(Number);
	const all = Math.min(MINUTES_A_DAY - 1, Math.max(0, hours * 60 + past + minutes));
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(all / 60))}:${two(all % 60)}`;
}

const taskInput = (of: string, { step, title, days, at }: TemplateTask, draft: WhenDraft): TaskInput => ({
	event: of,
	title: title(),
	due: {
		days,
		...(at && { time: clockFrom(at.after === 'start' ? draft.from : draft.until, at.minutes) })
	},
	step
});

/** Stands where none was read, so that everything else is looked at too. */
const ANY_TIME = { start: '2000-01-01T00:00', end: '2000-01-01T01:00', zone: HOME_ZONE };

export type NewEventProblem = WhenProblem | Problem;

/** The event with its tasks, parts and things to lend; one that has been already comes alone. */
export function newEventRecords(
	draft: NewEventDraft,
	today: string,
	author: Author
): { ok: true; id: string; records: AnyRecord[] } | { ok: false; problems: NewEventProblem[] } {
	const read = readWhen(draft, HOME_ZONE, today);
	const made = event.make(
		{
			kind: draft.kind || 'other',
			title: draft.title.trim(),
			when: read.ok ? read.when : ANY_TIME,
			...(draft.place.trim() && { place: draft.place.trim() }),
			...(draft.road && { roads: roadOf(draft.road) })
		},
		author
	);
	const wrong = [...(read.ok ? [] : read.problems), ...(made.ok ? [] : made.problems)];
	if (!made.ok || wrong.length > 0) return { ok: false, problems: wrong };
	const { _id: id, kind } = made.record;
	const template = templateOf(kind);
	const tasks = template.tasks.map((each) => task.make(taskInput(id, each, draft), author));
	const wants = (['role', 'kit'] as const).flatMap((sort) =>
		(sort === 'role' ? template.roles : template.kit).map(({ item, quantity }) =>
			bring.make({ event: id, item: item(), sort, quantity }, author)
		)
	);
	const records: AnyRecord[] = [made.record];
	if (!draft.been) for (const one of [...tasks, ...wants]) if (one.ok) records.push(one.record);
	return { ok: true, id, records };
}
