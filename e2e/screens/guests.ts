import { expect, type Locator } from '@playwright/test';
import type { Phone } from '../phone';

/** What people answer, bring and count at an event, and what comes of it. */
export class GuestsScreen {
	private constructor(readonly phone: Phone) {}

	get main(): Locator {
		return this.phone.page.getByRole('main');
	}

	/** From the event's own page to one of these. */
	static async open(phone: Phone, page: string): Promise<GuestsScreen> {
		await phone.page.getByRole('main').getByRole('link', { name: page, exact: true }).click();
		await phone.page.getByRole('heading', { level: 1, name: page, exact: true }).waitFor();
		return new GuestsScreen(phone);
	}

	/** Says how many there is room for. */
	async places(count: string) {
		const { page } = this.phone;
		await page.getByRole('button', { name: /how many there is room for|number of places/ }).click();
		await page.getByLabel('Places').fill(count);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
	}

	/** Somebody who comes, by hand. */
	async add(name: string, people: string) {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Add somebody who comes' }).click();
		await page.getByLabel('Name', { exact: true }).fill(name);
		await page.getByLabel('How many people').fill(people);
		await page.getByRole('button', { name: /^Save$|waiting list$/ }).click();
		await expect(page.getByRole('dialog')).toHaveCount(0);
	}

	/** One more of what is counted, or one fewer, and not before the one before was saved. */
	async tap(what: string, how: 'one more' | 'one fewer') {
		const sum = this.sum(what);
		const before = Number((await sum.innerText()).replaceAll(',', ''));
		await this.phone.page.getByRole('button', { name: `${what}: ${how}` }).click();
		await expect(sum).toHaveText(String(before + (how === 'one more' ? 1 : -1)));
	}

	/** Writes how much was weighed or paid, and adds it. */
	async amount(what: string, label: string, typed: string) {
		const form = this.phone.page.getByRole('form', { name: what });
		await form.getByLabel(label).fill(typed);
		await form.getByRole('button', { name: 'Add' }).click();
	}

	async counted(what: string, sum: string) {
		await expect(this.sum(what)).toHaveText(sum);
	}

	private sum(what: string): Locator {
		const { page } = this.phone;
		const pad = page.getByRole('group', { name: what, exact: true });
		return pad.or(page.getByRole('form', { name: what, exact: true })).getByRole('strong');
	}
}
