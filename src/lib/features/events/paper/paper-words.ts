/** An event in the words of paper: when, where, and the way to its page. */
import { formatClock, formatDay, formatDayInFull, m } from '$lib/i18n';
import { bareId, type PlannedEvent } from '$lib/records';

/** From one time of a day to another: "2–6 pm", "11 am – 3 pm". */
export function sayHours(from: string, to: string): string {
	const [start, end] = [formatClock(from), formatClock(to)];
	const half = / [ap]m$/.exec(end)?.[0];
	return half && start.endsWith(half)
		? m.road_hours_close({ from: start.slice(0, -half.length), to: end })
		: m.road_hours({ from: start, to: end });
}

/** The day and the hours of an event; of one that lasts longer the end has its day. */
export function whenWords({ when: { start, end } }: Pick<PlannedEvent, 'when'>): {
	day: string;
	hours: string;
} {
	const [day, last] = [start.slice(0, 10), end.slice(0, 10)];
	if (day === last) return { day: formatDayInFull(day), hours: sayHours(start.slice(11), end.slice(11)) };
	return {
		day: formatDayInFull(day),
		hours: m.road_hours({
			from: formatClock(start.slice(11)),
			to: `${formatDay(last)}, ${formatClock(end.slice(11))}`
		})
	};
}

/** Where a QR code leads: the event's public page, else the community's; nothing before there is one. */
export function pageOf(
	event: Pick<PlannedEvent, '_id' | 'shown'>,
	slug: string | undefined,
	origin: string
): string | undefined {
	if (!slug) return undefined;
	const community = `${origin}/communities/${slug}`;
	return event.shown ? `${community}/events/${bareId(event._id)}` : community;
}

/** An address as people read it out. */
export const shownAddress = (page: string): string => page.replace(/^https?:\/\//, '');

/** The first sentence, or as much of it as makes one line of a poster. */
export function firstLine(text: string | undefined, most = 90): string {
	const line = (text ?? '').split('\n')[0]?.trim() ?? '';
	const sentence = /^.*?[.!?](?= |$)/.exec(line)?.[0] ?? line;
	if (sentence.length <= most) return sentence;
	return `${sentence.slice(0, sentence.lastIndexOf(' ', most - 1) + 1 || most).trimEnd()}…`;
}
