import { expect, type Locator } from '@playwright/test';
import type { Phone } from '../phone';

type Seen = 'Still here' | 'Gone' | 'Moved' | 'Not sure';

/** *The audit* of a group's area: its list, a look, one that nobody listed. */
export class AuditScreen {
	/** How often something was tapped. */
	taps = 0;

	constructor(readonly phone: Phone) {}

	get main(): Locator {
		return this.phone.page.getByRole('main');
	}

	/** From the group's own page. */
	static async start(phone: Phone, address: string): Promise<AuditScreen> {
		await phone.open(address);
		const { page } = phone;
		await page
			.getByRole('link', { name: 'Start the audit' })
			.or(page.getByRole('link', { name: 'The audit' }))
			.click();
		return new AuditScreen(phone).ready();
	}

	async ready(): Promise<this> {
		await this.phone.page.getByRole('heading', { level: 1, name: 'The audit', exact: true }).waitFor();
		return this;
	}

	private async tap(what: Locator) {
		await what.click();
		this.taps++;
	}

	/** The names in the list, the nearest first. */
	async names(): Promise<string[]> {
		const rows = this.main.getByRole('list', { name: 'Co-ops to look at' }).getByRole('button');
		await rows.first().waitFor();
		return rows.evaluateAll((all) =>
			all.map((one) => document.getElementById(one.getAttribute('aria-labelledby')!)!.innerText)
		);
	}

	row(name: string): Locator {
		return this.main.getByRole('button', { name, exact: true });
	}

	/** Opens the sheet of one in the list. */
	async open(name: string): Promise<Locator> {
		await this.tap(this.row(name));
		return this.phone.page.getByRole('dialog', { name });
	}

	/** A look at one in the list: its row, and what is seen. */
	async look(name: string, seen: Seen): Promise<this> {
		const sheet = await this.open(name);
		await this.tap(sheet.getByRole('button', { name: seen, exact: true }));
		await expect(this.phone.page.getByText(`${name}: ${seen}. Saved on this phone.`)).toBeVisible();
		return this;
	}

	async show(filter: 'Not yet' | 'Looked at' | 'Go again' | 'All'): Promise<this> {
		await this.main.getByRole('radio', { name: filter }).check();
		return this;
	}

	/** To the form for one that nobody listed. */
	async add(): Promise<Locator> {
		await this.main.getByRole('link', { name: 'Add one nobody listed' }).click();
		await this.phone.page.getByRole('heading', { level: 1, name: 'Add one nobody listed' }).waitFor();
		return this.main;
	}

	/** From the list to a co-op's own page. */
	async more(name: string): Promise<Locator> {
		const sheet = await this.open(name);
		await sheet.getByRole('link', { name: /More about it/ }).click();
		await this.phone.page.getByRole('heading', { level: 1, name }).waitFor();
		return this.main;
	}
}
