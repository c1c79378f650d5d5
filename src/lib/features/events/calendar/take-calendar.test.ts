import { bareId, event } from '$lib/records';
import { expect, test } from 'vitest';
import { readFile, recordsOf } from './take-calendar.ts';

const now = new Date('2026-06-15T10:00:00.000Z');
const author = { member: 'member:01k0toad0ane000000000000m1', device: 'a', at: now.toISOString() };
const vevent = (uid: string) =>
	`BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:20260712T130000Z\r\nSUMMARY:Talk ${uid}\r\nEND:VEVENT\r\n`;
const file = (...uids: string[]) =>
	new Blob([`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${uids.map(vevent).join('')}END:VCALENDAR\r\n`]);

test('what was taken over before, or came from this group, is not taken twice', async () => {
	const own = event.sample();
	const before = { ...own, _id: 'event:01k0toad0ane000000000000e2', uid: '1@x' };
	const read = await readFile(file('1@x', '2@x', `${bareId(own._id)}@toad-lane`), [own, before], now);
	expect(read).toMatchObject({ ok: true, events: [{ uid: '2@x' }], here: [{}, {}] });
});

test('what was chosen is kept with the id of its calendar, and not shown in public', async () => {
	const read = await readFile(file('1@x'), [], now);
	const [record] = recordsOf(read.ok ? read.events : [], author);
	expect(record).toMatchObject({ title: 'Talk 1@x', uid: '1@x', shown: false, status: 'planned' });
});

test('a file that is too large is not read, and one that is gone says so', async () => {
	expect(await readFile(new Blob(['x'.repeat(5_000_001)]), [], now)).toEqual({ ok: false, why: 'too_large' });
	const gone = Object.assign(new Blob(['x']), {
		text: () => Promise.reject(new DOMException('', 'NotFoundError'))
	});
	expect(await readFile(gone, [], now)).toEqual({ ok: false, why: 'gone' });
	expect(await readFile(new Blob(['hello']), [], now)).toEqual({ ok: false, why: 'not_calendar' });
});
