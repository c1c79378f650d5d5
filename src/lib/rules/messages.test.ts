import { expect, it } from 'vitest';
import { eraseRecord, message, type Message } from '../records/index.ts';
import { readMessages } from './messages.ts';

const at = (day: string, more: Partial<Message> = {}): Message => ({
	...message.sample(),
	...{ _id: `message:${day}`, created_at: `${day}T10:00:00.000Z`, ...more }
});
const answered_at = '2026-07-20T10:00:00.000Z';
const now = new Date(2026, 6, 21);

it('who waits longest comes first, and what was answered last of all, the newest first', () => {
	const all = [
		at('2026-07-13', { answered_at }),
		at('2026-07-12'),
		at('2026-07-14', { answered_at }),
		at('2026-07-10')
	];
	const days = (some: Message[]) => some.map(({ created_at }) => created_at.slice(8, 10));
	const { waiting, answered } = readMessages(all, now);
	expect([days(waiting), days(answered)]).toEqual([
		['10', '12'],
		['14', '13']
	]);
});

it('nothing that was erased, or whose time is over, is read', () => {
	const all = [eraseRecord(at('2026-07-12'), answered_at), at('2025-07-01', { expires: '2026-07-01' })];
	expect(readMessages(all, now)).toEqual({ waiting: [], answered: [] });
});
