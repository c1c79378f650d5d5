import type { Phone } from '../phone';

export interface NewCommitment {
	area: 'Co-operative action' | 'Co-operative enterprise';
	title: string;
	difference: string;
	/** One of the ways of counting, such as *Doors knocked*; by hand unless given. */
	counted?: string;
	measure?: string;
	unit?: string;
	now?: string;
	/** What each entry says, such as *How many more*; where it stands unless given. */
	each?: string;
	target: string;
	by: string;
}

/** *Commitments*. */
export class CommitmentsScreen {
	constructor(readonly phone: Phone) {}

	async make(one: NewCommitment): Promise<this> {
		const { page } = this.phone;
		await page.getByRole('link', { name: 'New commitment' }).first().click();
		await page.getByRole('radio', { name: one.area }).check();
		await page.getByLabel('What will you do?').fill(one.title);
		await page.getByLabel('What will be different?').fill(one.difference);
		if (one.counted) await page.getByLabel(one.counted).check();
		if (one.measure) await page.getByLabel('How will you measure it?').fill(one.measure);
		if (one.unit) await page.getByLabel('Unit').fill(one.unit);
		if (one.each) await page.getByLabel('What does each entry say?').selectOption(one.each);
		if (one.now) await page.getByLabel('Now').fill(one.now);
		await page.getByLabel('Target').fill(one.target);
		await page.getByLabel('By when').fill(one.by);
		await page.getByRole('button', { name: 'Save commitment' }).click();
		await page.getByRole('main').getByRole('link', { name: one.title }).waitFor();
		return this;
	}

	async register() {
		await this.phone.page.getByRole('button', { name: 'Register this community' }).click();
	}
}
