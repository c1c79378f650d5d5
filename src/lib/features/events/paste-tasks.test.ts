import { task } from '$lib/records';
import { expect, test } from 'vitest';
import { MOST_TASKS, pastedTasks } from './paste-tasks.ts';

test('a list from a message becomes tasks without its dashes, dots and numbers', () => {
	expect(
		pastedTasks('- Borrow tables\r\n\n• Ask Joyce\n3. 40 cups\n[ ] Ring the council\n\t12 chairs', 0)
	).toEqual({
		ok: true,
		titles: ['Borrow tables', 'Ask Joyce', '40 cups', 'Ring the council', '12 chairs']
	});
	expect(pastedTasks(' \n\n', 0)).toEqual({ ok: false, code: 'empty' });
});

test('more than there is room for is refused as a whole, and at once', () => {
	const list = Array.from({ length: 5000 }, (_, i) => `Task ${i}`).join('\n');
	const began = performance.now();
	expect(pastedTasks(list, 18)).toEqual({ ok: false, code: 'too_many', lines: 5000, room: MOST_TASKS - 18 });
	expect(performance.now() - began).toBeLessThan(500);
	const full = Array.from({ length: MOST_TASKS - 18 }, (_, i) => `Task ${i}`).join('\n');
	expect(pastedTasks(full, 18).ok).toBe(true);
	expect(pastedTasks(`${full}\nOne more`, 18)).toMatchObject({ ok: false, room: 182 });
	expect(pastedTasks('One', MOST_TASKS + 5)).toMatchObject({ ok: false, room: 0 });
});

test('a line that can’t be a task is named', () => {
	expect(pastedTasks(`Fine\n\n${'x'.repeat(121)}`, 0)).toMatchObject({ code: 'too_long', line: 3 });
	expect(pastedTasks('Fine\nTurned \u202eround', 0)).toMatchObject({ code: 'characters', line: 2 });
});

test('whatever is taken is a sound task', () => {
	const author = {
		member: 'member:01k0toad0ane000000000000m1',
		device: 'ann',
		at: '2027-05-01T12:00:00.000Z'
	};
	const pasted = pastedTasks(`${'x'.repeat(120)}\n<b>bold</b>\n  Tea ☕ for 12  `, 0);
	if (!pasted.ok) throw new Error(pasted.code);
	for (const title of pasted.titles)
		expect(task.make({ event: 'event:01k0toad0ane000000000000e1', title }, author).ok).toBe(true);
});
