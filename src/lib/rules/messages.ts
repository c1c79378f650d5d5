/** What people wrote to the group: what may still be read of it, and what waits for an answer. */
import type { Message } from '../records/index.ts';
import { stillKept } from './contacts.ts';

/** Whether somebody has answered it. */
const isAnswered = ({ answered_at }: Message) => answered_at !== undefined;

/** Those that may still be read: what waits first and the longest wait in front, then what was answered, the newest first. */
export function readMessages(
	all: readonly Message[],
	now: Date
): { waiting: Message[]; answered: Message[] } {
	const kept = stillKept(all, now);
	const oldest = (a: Message, b: Message) =>
		a.created_at === b.created_at ? (a._id < b._id ? -1 : 1) : a.created_at < b.created_at ? -1 : 1;
	return {
		waiting: kept.filter((one) => !isAnswered(one)).sort(oldest),
		answered: kept.filter(isAnswered).sort((a, b) => oldest(b, a))
	};
}
