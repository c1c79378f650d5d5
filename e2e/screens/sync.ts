import { readFile } from 'node:fs/promises';
import type { Phone } from '../phone';

export interface SavedCopy {
	documents: ({ _id: string; _rev: string; _deleted?: true; type: string } & Record<string, unknown>)[];
}

/** *Sync*: what is on this phone, and what was sent. */
export class SyncScreen {
	constructor(readonly phone: Phone) {}

	async now() {
		await this.phone.page.getByRole('button', { name: 'Sync now' }).click();
	}

	/** *Save a copy*: everything this phone holds of the group. */
	async saveCopy(): Promise<SavedCopy> {
		const { page } = this.phone;
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save a copy' }).click();
		return JSON.parse(await readFile(await (await download).path(), 'utf8')) as SavedCopy;
	}
}
