import type { Phone } from '../phone';
import { GroupScreen } from './group';

/** *Join a group*. */
export class JoinScreen {
	private constructor(readonly phone: Phone) {}

	/** The screen that a phone has open already. */
	static on(phone: Phone): JoinScreen {
		return new JoinScreen(phone);
	}

	static async byLink(phone: Phone, link: string): Promise<JoinScreen> {
		await phone.page.goto(link);
		return new JoinScreen(phone);
	}

	static async byCode(phone: Phone, code: string): Promise<JoinScreen> {
		await phone.open('/');
		await phone.page.getByRole('link', { name: 'Join a group' }).click();
		await phone.page.getByLabel('Invite code').fill(code);
		return new JoinScreen(phone);
	}

	/** Fills in the name and presses *Join*, whatever comes of it. */
	async try(name: string) {
		const { page } = this.phone;
		await page.getByLabel('Your name').fill(name);
		await page.getByRole('button', { name: 'Join', exact: true }).click();
	}

	async join(name: string): Promise<GroupScreen> {
		await this.try(name);
		await this.phone.page.waitForURL(/\/g\/[0-9a-z]{26}$/);
		return new GroupScreen(this.phone);
	}
}
