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
		await this.phone.page.evaluate(untilHeadingChanges, at);
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

/** Sees the next address when it is drawn; `expect` looks a few times a second, and hundreds of doors wait for it. */
function untilHeadingChanges(from: string): Promise<void> {
	const last = performance.now() + 5_000;
	return new Promise((done) => {
		const look = () => {
			const changed = document.querySelector('h1')?.innerText.trim() !== from;
			if (changed || performance.now() > last) done();
			else requestAnimationFrame(look);
		};
		look();
	});
}
