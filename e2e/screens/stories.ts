import type { Phone } from '../phone';

export interface NewPhoto {
	/** A file of the test's own. */
	file: { name: string; mimeType: string; buffer: Buffer };
	about: string;
	/** Whether everybody who can be recognised said yes. */
	yes: boolean;
}

/** *Stories* of a group: writing one, publishing it, taking it down. */
export class StoriesScreen {
	constructor(readonly phone: Phone) {}

	async addPhoto({ file, about, yes }: NewPhoto): Promise<this> {
		const { page } = this.phone;
		const photos = page.getByRole('group', { name: /^Photo \d$/ });
		const before = await photos.count();
		await page.getByLabel('Add a photo').setInputFiles(file);
		const photo = photos.nth(before);
		await photo.getByLabel('What is on the photo?').fill(about);
		if (yes) await photo.getByRole('checkbox', { name: /said yes to being shown/ }).check();
		return this;
	}

	async save(title: string): Promise<this> {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Save the story' }).click();
		await page.getByRole('heading', { level: 1, name: title }).waitFor();
		return this;
	}
}
