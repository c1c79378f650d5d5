import { expect, type Locator } from '@playwright/test';
import type { Phone } from '../phone';

export interface NewEvent {
	template: string;
	/** YYYY-MM-DD */
	day: string;
	title?: string;
	from?: string;
	until?: string;
	place?: string;
	/** A street, or none. */
	road?: string;
}

/** *Events* of a group: planning one, its page, its tasks. */
export class EventsScreen {
	constructor(readonly phone: Phone) {}

	private get main(): Locator {
		return this.phone.page.getByRole('main');
	}

	/** The three screens of a new event. Answers how often something was tapped or filled in. */
	async make(one: NewEvent): Promise<number> {
		const { page } = this.phone;
		let steps = 0;
		const step = async (doing: Promise<unknown>) => {
			await doing;
			steps++;
		};
		await step(page.getByRole('link', { name: 'New event' }).click());
		await step(this.main.getByRole('button', { name: one.template }).click());
		if (one.title) await step(page.getByLabel('Title').fill(one.title));
		await step(page.getByLabel('Day', { exact: true }).fill(one.day));
		if (one.from) await step(page.getByLabel('Starts at').fill(one.from));
		if (one.until) await step(page.getByLabel('Ends at').fill(one.until));
		if (one.place) await step(page.getByLabel('Place').fill(one.place));
		await step(page.getByRole('button', { name: 'Next: the road' }).click());
		if (one.road) await step(page.getByRole('radio', { name: one.road }).check());
		await step(page.getByRole('button', { name: 'Save the event' }).click());
		await page.waitForURL(/\/events\/[0-9a-z]{26}$/);
		return steps;
	}

	/** From the list to an event's page. */
	async see(title: string): Promise<this> {
		await this.main.getByRole('link', { name: title }).click();
		await this.phone.page.getByRole('heading', { level: 1, name: title }).waitFor();
		return this;
	}

	/** From the event's page to its tasks. */
	async tasks(): Promise<this> {
		await this.main.getByRole('link', { name: 'Tasks' }).click();
		await this.phone.page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
		return this;
	}

	task(title: string): Locator {
		return this.main.getByRole('listitem').filter({ hasText: title });
	}

	/** Ticks a task in a list, or takes the tick back. */
	async tick(title: string): Promise<this> {
		await this.phone.page.getByRole('checkbox', { name: `Done: ${title}` }).click();
		const { page } = this.phone;
		await page
			.getByText(`Done: ${title}`)
			.or(page.getByText(`Open again: ${title}`))
			.waitFor();
		return this;
	}

	async add(title: string): Promise<this> {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Add a task' }).click();
		const sheet = page.getByRole('dialog', { name: 'Add a task' });
		await sheet.getByLabel('What is to be done?').fill(title);
		await sheet.getByRole('button', { name: 'Save the task' }).click();
		await expect(this.task(title)).toBeVisible();
		return this;
	}

	/** Opens a task in the list of tasks. */
	async open(title: string): Promise<this> {
		await this.task(title).getByRole('link').click();
		await this.phone.page.getByRole('heading', { level: 1, name: title }).waitFor();
		return this;
	}

	/** On a task's own page: changes these fields by their labels. */
	async edit(
		fields: Partial<Record<'What is to be done?' | 'Note' | 'How many days?', string>>
	): Promise<this> {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Change it' }).click();
		const sheet = page.getByRole('dialog', { name: 'Change it' });
		for (const [label, value] of Object.entries(fields)) await sheet.getByLabel(label).fill(value);
		await sheet.getByRole('button', { name: 'Save the task' }).click();
		await expect(sheet).toBeHidden();
		return this;
	}

	async allTasks(): Promise<this> {
		await this.phone.page.getByRole('link', { name: 'All tasks' }).click();
		return this;
	}
}
