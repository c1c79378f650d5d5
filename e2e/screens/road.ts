import { expect, type Locator } from '@playwright/test';
import type { Phone } from '../phone';
import { EventsScreen } from './events';
import { PatchMapScreen } from './patch-map';

/** The road of an event, and what is printed of it. */
export class RoadScreen {
	constructor(
		readonly phone: Phone,
		/** The event's address on this phone. */
		readonly event: string
	) {}

	/** Plans a street party on no road yet, through the three screens of a new event. */
	static async plan(
		phone: Phone,
		group: string,
		{ title, day, place }: { title: string; day: string; place?: string }
	): Promise<RoadScreen> {
		await phone.open(`${group}/events`);
		await new EventsScreen(phone).make({
			...{ template: 'Street party', title, day, from: '14:00', until: '18:00', place },
			road: 'Not on a road'
		});
		return new RoadScreen(phone, new URL(phone.page.url()).pathname);
	}

	private get page() {
		return this.phone.page;
	}

	/** Opens one of its pages by address, until its heading stands. */
	async open(path: '' | '/closure' | '/letter' | '/plan', heading: string): Promise<this> {
		await this.phone.open(`${this.event}/road${path}`);
		await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(heading);
		return this;
	}

	/** Opens the poster or the invitations. */
	async paper(name: 'Poster' | 'Invitation'): Promise<this> {
		await this.phone.open(`${this.event}/share/${name.toLowerCase()}`);
		await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(name);
		await expect(this.page.getByRole('heading', { name: 'As it prints' })).toBeVisible();
		return this;
	}

	/** A street that the patch has doors in, or some numbers of it. */
	async add(street: string, numbers?: { from: string; to: string }) {
		const { page } = this;
		const form = page.locator('form').filter({ hasText: 'How much of it' });
		const adding = page.getByText(/^Add (a|another) road$/);
		await adding.waitFor();
		if ((await page.locator('details[open]').filter({ has: adding }).count()) === 0) await adding.click();
		const option = await form.getByRole('option', { name: street }).getAttribute('value');
		await form.getByLabel('Street', { exact: true }).selectOption(option);
		if (numbers) {
			await form.getByRole('radio', { name: 'Some numbers' }).check();
			await form.getByLabel('From number').fill(numbers.from);
			await form.getByLabel('To number').fill(numbers.to);
		}
		await form.getByRole('button', { name: 'Add this road' }).click();
	}

	/** A house in the list of homes, once its street is unfolded. */
	house(address: string): Locator {
		return this.page.getByRole('checkbox', { name: address, exact: true });
	}

	/** What is put on the plan next. */
	async choose(sort: string, name = '') {
		await this.page.getByLabel('What goes there').selectOption({ label: sort });
		await this.page.getByLabel('Its name').fill(name);
	}

	/** Puts it where the cross of the map is, with no more than a keyboard, so many steps from the middle. */
	async putByKeyboard(steps: string[] = []) {
		const map = await new PatchMapScreen(this.phone).ready();
		await map.map.focus();
		for (const step of steps) await this.page.keyboard.press(step);
		// The map glides to where the arrows send it.
		if (steps.length) await this.page.waitForTimeout(700);
		await this.page.keyboard.press('Enter');
	}

	/** What the list says is on the plan, each with its place. */
	get planned(): Locator {
		return this.page.getByRole('list', { name: 'On the plan' }).getByRole('listitem');
	}
}
