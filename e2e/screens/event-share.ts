import { readFile } from 'node:fs/promises';
import type { Phone } from '../phone';

/** *Tell people* of an event: its file for calendars, its public page. */
export class EventShareScreen {
	constructor(readonly phone: Phone) {}

	/** From the event's page. */
	static async open(phone: Phone): Promise<EventShareScreen> {
		await phone.page.getByRole('main').getByRole('link', { name: 'Tell people' }).click();
		await phone.page.getByRole('heading', { level: 1, name: 'Tell people' }).waitFor();
		return new EventShareScreen(phone);
	}

	/** The text of the file that a button saves. */
	async file(button: string): Promise<string> {
		const { page } = this.phone;
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: button }).click();
		return readFile(await (await download).path(), 'utf8');
	}

	async showInPublic(): Promise<this> {
		await this.phone.page.getByRole('button', { name: 'Show it in public' }).click();
		await this.phone.page.getByRole('button', { name: 'Take it out of public' }).waitFor();
		return this;
	}

	async takeAnswers(): Promise<this> {
		await this.phone.page.getByRole('button', { name: 'Let people say that they come' }).click();
		await this.phone.page.getByRole('button', { name: 'Stop taking answers' }).waitFor();
		return this;
	}
}
