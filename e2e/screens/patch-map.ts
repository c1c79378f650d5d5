import { expect } from '@playwright/test';
import type { Phone } from '../phone';

/** The map of a patch. */
export class PatchMapScreen {
	constructor(readonly phone: Phone) {}

	/** Until the doors are drawn. */
	async ready() {
		await this.map.waitFor({ timeout: 60_000 });
		await this.drawn();
		return this;
	}

	/** Until what any map shows is drawn. */
	async drawn() {
		await expect(this.phone.page.getByText('Drawing the map…')).toBeHidden({ timeout: 60_000 });
	}

	get map() {
		return this.phone.page.getByRole('region', { name: 'Map of the doors' });
	}

	/** Taps the map at these shares of its width and height. */
	async tap(across: number, down: number) {
		const { width, height } = (await this.map.boundingBox())!;
		await this.map.click({ position: { x: width * across, y: height * down } });
	}

	/** Taps the map in the middle of what it shows. */
	async tapMiddle() {
		await this.tap(0.5, 0.5);
	}

	/** Goes to where the patch's area is drawn. The map before is gone by then. */
	async draw() {
		await this.phone.page.getByRole('link', { name: 'Draw its area' }).click();
		await expect(this.phone.page.getByRole('heading', { level: 1 })).toHaveText('Draw its area');
		await this.ready();
	}

	async followMe() {
		await this.phone.page.getByRole('button', { name: 'Follow me' }).click();
	}

	async list() {
		await this.phone.page.getByRole('main').getByRole('link', { name: 'List of doors' }).click();
	}
}
