import { expect } from '@playwright/test';
import type { Phone } from '../phone';

/** *Our year*: the yearly review as a meeting. */
export class ReviewScreen {
	private constructor(readonly phone: Phone) {}

	/** From a group's home, by the way that always stands there. */
	static async open(phone: Phone, home: string): Promise<ReviewScreen> {
		await phone.open(`${home}/review`);
		return new ReviewScreen(phone);
	}

	private get main() {
		return this.phone.page.getByRole('main');
	}

	async begin(): Promise<this> {
		await this.main.getByRole('button', { name: 'Begin the review' }).click();
		await this.at('Who is here');
		return this;
	}

	/** The step that the meeting shows. */
	async at(step: string) {
		await expect(this.phone.page.getByRole('heading', { level: 1 })).toHaveText(step);
	}

	async go(step: string): Promise<this> {
		await this.main
			.getByRole('list', { name: 'Steps of the review' })
			.getByRole('button', { name: step })
			.click();
		await this.at(step);
		return this;
	}

	/** The commitment with this title, wherever it stands in the row. */
	async commitment(title: string): Promise<this> {
		const heading = this.main.getByRole('heading', { level: 2, name: title });
		const shown = this.main.getByText(/^\d+ of \d+$/);
		await this.go('The year');
		await this.go('Commitments');
		await expect(shown).toBeVisible();
		while (!(await shown.innerText()).startsWith('1 of'))
			await this.main.getByRole('button', { name: 'Back' }).click();
		while (!(await heading.isVisible())) {
			const before = await shown.innerText();
			await this.main.getByRole('button', { name: 'Next commitment' }).click();
			await expect(shown).not.toHaveText(before);
		}
		await expect(heading).toBeVisible();
		return this;
	}

	async decide(decision: 'Keep' | 'Change' | 'Drop', note?: string): Promise<this> {
		await this.main.getByRole('radio', { name: decision }).check();
		if (note) {
			await this.main.getByLabel('A note').fill(note);
			await this.main.getByLabel('A note').blur();
		}
		await this.saved();
		return this;
	}

	/** What was tapped is on this phone. */
	private async saved() {
		await expect(this.main.locator('[aria-busy="true"]')).toHaveCount(0);
	}

	async target(value: string, by: string): Promise<this> {
		await this.main.getByLabel('New target').fill(value);
		await this.main.getByLabel('By when').fill(by);
		await this.main.getByLabel('By when').blur();
		await expect(this.main).toContainText('Agreed:');
		return this;
	}

	async answer(question: string, score: number): Promise<this> {
		await this.score(question, score).check();
		await this.saved();
		return this;
	}

	score(question: string, score: number) {
		return this.main.getByRole('group', { name: question }).getByRole('radio', { name: String(score) });
	}
}
