import { expect } from '@playwright/test';
import type { Phone } from '../phone';
import { WalkScreen } from './walk';

/** *Doors*: patches. */
export class DoorsScreen {
	constructor(readonly phone: Phone) {}

	async newPatch(name: string): Promise<AddDoorsScreen> {
		const { page } = this.phone;
		await page.getByRole('link', { name: 'New patch' }).first().click();
		await page.getByLabel('Patch name').fill(name);
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByRole('heading', { name: 'Add doors' }).waitFor();
		return new AddDoorsScreen(this.phone);
	}

	async open(patch: string): Promise<PatchScreen> {
		await this.phone.page.getByRole('main').getByRole('link', { name: patch }).click();
		return new PatchScreen(this.phone);
	}
}

/** *Add doors*: from a file or by numbers. */
export class AddDoorsScreen {
	constructor(readonly phone: Phone) {}

	async choose(file: string | { name: string; mimeType: string; buffer: Buffer }) {
		await this.phone.page.getByLabel('From a file').setInputFiles(file);
	}

	/** How many doors the button offers to add. */
	async offered(): Promise<number> {
		const button = this.phone.page.getByRole('button', { name: /^Add [\d,]+ doors?$/ }).first();
		return Number((await button.innerText()).replace(/\D/g, ''));
	}

	/** Presses *Add N doors*, whatever comes of it. */
	async press() {
		await this.phone.page
			.getByRole('button', { name: /^Add [\d,]+ doors?$/ })
			.first()
			.click();
	}

	async add(): Promise<PatchScreen> {
		const { page } = this.phone;
		await this.press();
		await page.waitForURL(/\/doors\/[0-9a-z]{26}$/, { timeout: 60_000 });
		return new PatchScreen(this.phone);
	}

	/** A block of flats in one go; `numbering` as its card says. */
	async block(block: {
		street: string;
		house: string;
		floors: string;
		each: string;
		numbering: string;
		access: string;
	}) {
		const { page } = this.phone;
		await page.getByText('Add a block of flats').first().click();
		const form = page.locator('form').filter({ hasText: 'Flats on each floor' });
		await form.getByLabel('Street of the block').fill(block.street);
		await form.getByLabel('Number or name of the block').fill(block.house);
		await form.getByLabel('Floors', { exact: true }).fill(block.floors);
		await form.getByLabel('Flats on each floor').fill(block.each);
		await form.getByRole('radio', { name: block.numbering }).check();
		await form.getByRole('radio', { name: block.access }).check();
		return form;
	}

	async byNumbers(street: string, numbers: string, postcode = ''): Promise<PatchScreen> {
		const { page } = this.phone;
		await page.getByLabel('Street', { exact: true }).fill(street);
		await page.getByLabel('Numbers').fill(numbers);
		await page.getByLabel('Postcode').fill(postcode);
		return this.add();
	}
}

/** One patch: its doors by street. */
export class PatchScreen {
	constructor(readonly phone: Phone) {}

	async counts(text: string | RegExp) {
		await expect(this.phone.page.getByText(text).first()).toBeVisible({ timeout: 60_000 });
	}

	/** How many doors it has, by its own words. */
	async doors(): Promise<number> {
		const words = this.phone.page.getByText(/^[\d,]+ of [\d,]+ doors$/).first();
		return Number(/of ([\d,]+)/.exec(await words.innerText())![1]!.replaceAll(',', ''));
	}

	async addDoors(): Promise<AddDoorsScreen> {
		await this.phone.page.getByRole('main').getByRole('link', { name: 'Add doors' }).click();
		return new AddDoorsScreen(this.phone);
	}

	async startKnocking(): Promise<WalkScreen> {
		await this.phone.page.getByRole('link', { name: 'Start knocking' }).click();
		return new WalkScreen(this.phone).ready();
	}

	/** Starts the walk at a door picked from the list. */
	async startAt(address: string): Promise<WalkScreen> {
		const { page } = this.phone;
		await this.openDoor(address);
		await page.getByRole('link', { name: 'Start knocking here' }).click();
		return new WalkScreen(this.phone).ready();
	}

	/** The addresses that *Find a door* leaves in the list, in its order. */
	async find(text: string): Promise<string[]> {
		const { page } = this.phone;
		await page.getByLabel('Find a door').fill(text);
		const doors = page.getByRole('main').getByRole('listitem').getByRole('link');
		await expect(doors.first()).toHaveAccessibleName(new RegExp(text.replace(/[^\p{L}\p{N}]+/gu, '.+'), 'i'));
		const names = await doors.evaluateAll((links) =>
			links.map((link) => link.getAttribute('aria-label') ?? '')
		);
		return names.map((name) => name.split(': ')[0]!);
	}

	/** Every door's address with what happened there last, once all of them are listed. */
	async states(doors: number): Promise<string[]> {
		const rows = this.phone.page.getByRole('main').getByRole('listitem').getByRole('link');
		await expect(rows).toHaveCount(doors);
		return rows.evaluateAll((links) => links.map((link) => link.getAttribute('aria-label') ?? ''));
	}

	/** A door's row, which says its address and what happened there last. */
	row(address: string) {
		return this.phone.page
			.getByRole('main')
			.getByRole('link', { name: `${address}: ` })
			.first();
	}

	async openDoor(address: string) {
		await this.find(address);
		await this.row(address).click();
		await this.phone.page.getByRole('heading', { level: 1, name: address }).waitFor();
	}
}
