import { m } from '$lib/i18n';
import type { EventKind } from '$lib/records';

/** What is to be done, so many days before (minus) or after the event's day. */
export interface TemplateTask {
	/** Never changed and never used again within a template: tasks remember which step they came from. */
	step: string;
	title: () => string;
	days: number;
	/** When on the day itself: minutes after it starts or ends, before it where they are negative. */
	at?: { after: 'start' | 'end'; minutes: number };
	/** What still helps when it is too late to be in time. */
	late?: () => string;
}

/** A part on the day, or a thing that is lent; how many are wanted. */
export interface TemplateWant {
	item: () => string;
	quantity: number;
}

/** What an event of a kind begins with. */
export interface Template {
	kind: EventKind;
	name: () => string;
	about: () => string;
	/** A read of a minute or two before anything is done; an empty line between paragraphs. */
	guide: () => string;
	/** From when until when, unless somebody says otherwise: `HH:MM`. */
	start: string;
	end: string;
	/** It usually takes place on a road. */
	road: boolean;
	/** In the order in which they are due. */
	tasks: readonly TemplateTask[];
	roles: readonly TemplateWant[];
	kit: readonly TemplateWant[];
}

/** A thing that is wanted, and how many of it. */
export const want = (item: () => string, quantity = 1): TemplateWant => ({ item, quantity });

const SOON_AFTER = 3;

/** The last of the tasks, whatever it was. */
export const thanks: TemplateTask = { step: 'thanks', title: m.templates_task_thanks, days: SOON_AFTER };

/** What people are told, and reminded of. */
export const tell = (days: number): TemplateTask => ({ step: 'tell', title: m.templates_task_tell, days });
export const remind: TemplateTask = { step: 'remind', title: m.templates_task_remind, days: -3 };

/** A room for it. */
export const room = (days: number): TemplateTask => ({ step: 'room', title: m.templates_task_room, days });

/** On the day, so many minutes before it starts. */
export const setUp = (title: () => string, minutes: number): TemplateTask => ({
	step: 'set_up',
	title,
	days: 0,
	at: { after: 'start', minutes: -minutes }
});

/** On the day, once it is over. */
export const clearUp = (title: () => string = m.templates_task_clear_up): TemplateTask => ({
	step: 'clear_up',
	title,
	days: 0,
	at: { after: 'end', minutes: 0 }
});
