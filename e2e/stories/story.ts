import { test as base } from '@playwright/test';
import { startApp, type App } from '../app';
import type { Handset } from '../handset';
import { Phone } from '../phone';

/** A story starts with the production build on empty data and gets phones out of the box; all is cleared away after. */
export const test = base.extend<{
	app: App;
	phone: (options?: Parameters<typeof Phone.unbox>[1]) => Promise<Phone>;
	/** A phone of any engine, which is cleared away in the end. */
	handset: (unbox: (origin: string) => Promise<Handset>) => Promise<Handset>;
}>({
	app: async ({ browserName: _ }, use) => {
		const app = await startApp();
		await use(app);
		await app.close();
	},
	handset: async ({ app }, use) => {
		const handsets: Handset[] = [];
		await use(async (unbox) => {
			const handset = await unbox(app.url);
			handsets.push(handset);
			return handset;
		});
		for (const handset of handsets) await handset.close();
	},
	phone: async ({ app }, use, info) => {
		const phones: Phone[] = [];
		await use(async (options) => {
			const engine = info.project.name === 'firefox' ? 'firefox' : 'chromium';
			const phone = await Phone.unbox(app.url, { engine, ...options });
			phones.push(phone);
			return phone;
		});
		for (const [i, phone] of phones.entries()) {
			if (info.status !== info.expectedStatus) {
				const body = await phone.page.screenshot().catch(() => undefined);
				if (body) await info.attach(`phone ${i + 1}`, { body, contentType: 'image/png' });
				const shown = await phone.page
					.locator('body')
					.ariaSnapshot({ timeout: 2_000 })
					.catch(() => 'nothing that can be read');
				console.log(`phone ${i + 1} at ${phone.page.url()} shows\n${shown.slice(0, 3_000)}`);
			}
			await phone.close();
		}
	}
});

export { expect } from '@playwright/test';

/** A day so many months from today, as `YYYY-MM-DD`. */
export function inMonths(months: number): string {
	const day = new Date();
	day.setMonth(day.getMonth() + months);
	return day.toISOString().slice(0, 10);
}
