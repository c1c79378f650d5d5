import { readFile } from 'node:fs/promises';
import type { Phone } from '../phone';

/** *Bring another list*, *Back to the source* and *Co-ops you can use here*. */
export class BroughtScreens {
	/** `group` is the group's address on this phone. */
	constructor(
		readonly phone: Phone,
		readonly group: string
	) {}

	async open(name: 'bring' | 'corrections' | 'leaflet', title: string) {
		await this.phone.open(`${this.group}/audit/${name}`);
		await this.phone.page.getByRole('heading', { level: 1, name: title }).waitFor();
	}

	async choose(name: string, content: string | Buffer, mimeType = 'text/csv') {
		const buffer = typeof content === 'string' ? Buffer.from(content) : content;
		await this.phone.page.getByLabel('The file').setInputFiles({ name, mimeType, buffer });
	}

	/** The text of the file that a button saves. */
	async file(button: string): Promise<string> {
		const { page } = this.phone;
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: button }).click();
		return readFile(await (await download).path(), 'utf8');
	}
}
