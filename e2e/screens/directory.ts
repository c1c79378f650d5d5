import { expect } from '@playwright/test';
import type { Phone } from '../phone';

/** The directory of co-ops: the search, and the same on a map. */
export class DirectoryScreen {
	constructor(readonly phone: Phone) {}

	/** From a group's own address; `asked` is the end of an address, such as `?q=milk`. */
	static async open(phone: Phone, group: string, asked = ''): Promise<DirectoryScreen> {
		await phone.open(`${group}/audit/directory${asked}`);
		await phone.page.getByRole('heading', { level: 1, name: 'Look up a co-op' }).waitFor();
		return new DirectoryScreen(phone);
	}

	get field() {
		return this.phone.page.getByLabel('Find a co-op');
	}

	get found() {
		return this.phone.page.getByRole('list', { name: 'Co-ops found' }).getByRole('listitem');
	}

	/** Types words, and waits for exactly these names. */
	async expectFor(words: string, names: readonly string[]) {
		await this.field.fill(words);
		await expect(this.found.locator('.title')).toHaveText(names);
	}

	async need(name: string) {
		await this.phone.page.getByRole('radio', { name, exact: true }).check({ force: true });
	}

	async toMap() {
		await this.phone.page.getByRole('link', { name: 'On a map' }).click();
		await this.mapReady();
	}

	async mapReady() {
		const { page } = this.phone;
		await page.getByRole('heading', { level: 1, name: 'Co-ops on the map' }).waitFor();
		await this.map.waitFor({ timeout: 60_000 });
		await expect(page.getByText('Drawing the map…')).toBeHidden({ timeout: 60_000 });
	}

	get map() {
		return this.phone.page.getByRole('region', { name: 'Map of the co-ops' });
	}

	/** Taps the map so many pixels from what lies in its middle, which is 24 pixels to the left: the buttons take room. */
	async tap(right: number, down: number) {
		const { width, height } = (await this.map.boundingBox())!;
		await this.map.click({ position: { x: width / 2 - 24 + right, y: height / 2 + down } });
	}
}
