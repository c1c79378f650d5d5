import { describe, expect, it } from 'vitest';
import { together } from './together.ts';

describe('what many ask for at once', () => {
	it('is done once for who comes first, and once more for all who come meanwhile', async () => {
		const ends: (() => void)[] = [];
		let times = 0;
		const ask = together(async () => {
			const mine = (times += 1);
			await new Promise<void>((end) => ends.push(end));
			return mine;
		});
		const first = ask();
		const herd = Array.from({ length: 500 }, () => ask());
		ends[0]?.();
		expect(await first).toBe(1);
		await new Promise((done) => setTimeout(done));
		ends[1]?.();
		expect(new Set(await Promise.all(herd))).toEqual(new Set([2]));
		expect(times).toBe(2);
	});

	it('fails for those who asked and is tried again for the next', async () => {
		let times = 0;
		const ask = together(async () => {
			times += 1;
			if (times === 1) throw new Error('away');
			return times;
		});
		await expect(ask()).rejects.toThrow('away');
		expect(await ask()).toBe(2);
	});
});
