import type { Phone } from '../phone';
import { GroupScreen } from './group';

export interface NewGroup {
	name: string;
	kind?: string;
	place: string;
	person: string;
	tags?: string[];
}

/** *Start a group*. */
export class StartScreen {
	private constructor(readonly phone: Phone) {}

	static async open(phone: Phone): Promise<StartScreen> {
		await phone.open('/');
		await phone.page.getByRole('link', { name: 'Start a group' }).click();
		return new StartScreen(phone);
	}

	async fill({ name, kind = 'Town', place, person, tags = [] }: NewGroup): Promise<this> {
		const { page } = this.phone;
		await page.getByLabel('Group name').fill(name);
		await page.getByLabel('Kind of place').selectOption({ label: kind });
		await page.getByLabel('Postcode or place').fill(place);
		await page.getByLabel('Your name').fill(person);
		for (const tag of tags) {
			await page.getByLabel('Tags').fill(tag);
			await page.getByLabel('Tags').press('Enter');
		}
		return this;
	}

	async start(): Promise<GroupScreen> {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Start the group' }).click();
		await page.waitForURL(/\/g\/[0-9a-z]{26}$/);
		return new GroupScreen(this.phone);
	}
}
