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

	/** Looks that another phone of the same member has sent: the directory’s number of each co-op, and what was seen. */
	async lookElsewhere(looks: Record<string, 'confirmed' | 'gone'>) {
		await this.phone.page.evaluate(
			async ([of, group]) => {
				const open = indexedDB.open('toadlane-device');
				const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
				const all = db.transaction('groups').objectStore('groups').getAll();
				await new Promise((done) => (all.onsuccess = done));
				db.close();
				const at = new Date(Date.now() - 12 * 86_400_000).toISOString();
				const docs = Object.entries(of).map(([id, seen], i) => ({
					...{
						_id: `audit:01k0toad0ane0000000000000${i}`,
						_rev: `1-${String(i).repeat(32)}`,
						type: 'audit',
						schema: 1
					},
					...{ created_at: at, created_by: all.result[0].member, of: `cuk-organisations:${id}`, at, seen },
					...(seen === 'confirmed' && { hours: 'Tue to Sat', note: 'Ask for Ellen' })
				}));
				const answer = await fetch(`/sync/group-${group}/_bulk_docs`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ docs, new_edits: false })
				});
				const refused = (await answer.json()) as unknown[];
				if (!answer.ok || refused.length > 0) throw new Error(`not taken: ${JSON.stringify(refused)}`);
			},
			[looks, this.group.slice('/g/'.length)] as const
		);
	}
}
