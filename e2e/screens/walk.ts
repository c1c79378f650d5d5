import { expect } from '@playwright/test';
import type { Phone } from '../phone';

export type ResultButton =
	'No answer' | 'Talked' | 'Come back' | 'Not for me' | "Please don't call again" | 'Sign on door';

/** The walk: one address, six buttons. */
export class WalkScreen {
	constructor(readonly phone: Phone) {}

	private get heading() {
		return this.phone.page.getByRole('heading', { level: 1 });
	}

	async ready(): Promise<this> {
		await this.phone.page.getByRole('button', { name: 'No answer' }).waitFor();
		return this;
	}

	async address(): Promise<string> {
		return (await this.heading.innerText()).trim();
	}

	/** Taps a result and waits for the next address. Gives the address that was knocked on. */
	async tap(result: ResultButton): Promise<string> {
		const at = await this.address();
		await this.phone.page.getByRole('button', { name: result }).click();
		await expect(this.heading).not.toHaveText(at);
		return at;
	}

	/** Taps a result and waits for nothing: the save may be under way, done, or not begun. */
	async tapOnly(result: ResultButton) {
		await this.phone.page
			.getByRole('button', { name: result })
			.evaluate((button) => (button as HTMLButtonElement).click());
	}

	/** Knocks on so many doors, in the patch's order, with these results in turn. */
	async knock(doors: number, results: readonly ResultButton[]): Promise<string[]> {
		const visited: string[] = [];
		for (let i = 0; i < doors; i++) visited.push(await this.tap(results[i % results.length]!));
		return visited;
	}
}
