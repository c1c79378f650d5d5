import { expect, type Page } from '@playwright/test';

export interface Journey {
	name: string;
	taps: number;
	most: number;
	/** How often something was typed. */
	letters: number;
	seconds: number;
}

/** What a hand does on the page between two moments: taps, letters typed, and the time of it. */
export async function hands(page: Page) {
	await page.evaluate(() => {
		const counted = { taps: 0, letters: 0 };
		Object.assign(window, { counted });
		addEventListener('pointerdown', () => counted.taps++, true);
		const typed = ({ target }: Event) =>
			target instanceof HTMLInputElement && /checkbox|radio/.test(target.type) ? 0 : 1;
		addEventListener('input', (event) => (counted.letters += typed(event)), true);
	});
	const read = () =>
		page.evaluate(() => ({
			...(window as unknown as { counted: { taps: number; letters: number } }).counted
		}));
	return async (name: string, most: number, does: () => Promise<unknown>): Promise<Journey> => {
		const before = await read();
		const began = Date.now();
		await does();
		const seconds = (Date.now() - began) / 1000;
		const after = await read();
		const taps = after.taps - before.taps;
		expect(taps, name).toBeLessThanOrEqual(most);
		return { name, taps, most, letters: after.letters - before.letters, seconds };
	};
}
