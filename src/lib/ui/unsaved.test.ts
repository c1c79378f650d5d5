import { describe, expect, it } from 'vitest';
import { unsaved } from './unsaved.svelte.ts';

function form(dirty: boolean, saveDraft: () => Promise<void>) {
	return { dirty, saveDraft };
}

describe('what is typed and not yet saved', () => {
	it('is there as long as a dirty form is on screen', () => {
		const leaveClean = unsaved.register(form(false, async () => {}));
		expect(unsaved.dirty).toBe(false);
		const leaveDirty = unsaved.register(form(true, async () => {}));
		expect(unsaved.dirty).toBe(true);
		leaveDirty();
		expect(unsaved.dirty).toBe(false);
		leaveClean();
	});

	it('is saved as drafts, the dirty forms only', async () => {
		const saved: string[] = [];
		const leave = [
			unsaved.register(form(true, async () => void saved.push('note'))),
			unsaved.register(form(false, async () => void saved.push('untouched'))),
			unsaved.register(form(true, async () => void saved.push('name')))
		];
		await unsaved.saveDrafts();
		expect(saved).toEqual(['note', 'name']);
		for (const go of leave) go();
	});

	it('may hold what no draft can keep', () => {
		const leave = unsaved.register({ dirty: true, passing: true, saveDraft: async () => {} });
		expect(unsaved.passing).toBe(true);
		leave();
		expect(unsaved.passing).toBe(false);
	});

	it('says so when one draft cannot be saved', async () => {
		const leave = unsaved.register(form(true, () => Promise.reject(new Error('the phone is full'))));
		await expect(unsaved.saveDrafts()).rejects.toThrow('the phone is full');
		leave();
	});
});
