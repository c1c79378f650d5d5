import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { newGroupId } from '../records/index.ts';
import { openEmbedded } from './embedded.ts';
import { siteOn } from './site.ts';
import { Phone, SETTINGS } from './testing.ts';

const folders: string[] = [];
async function folder() {
	const made = await mkdtemp(join(tmpdir(), 'toadlane-'));
	folders.push(made);
	return made;
}
afterEach(async () => {
	for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
});

/** Writes without end and says what has been acknowledged, until it is killed. */
function startWriter(data: string, database: string) {
	const script = `
		import { openEmbedded } from ${JSON.stringify(resolve('src/lib/server/embedded.ts'))};
		import { randomBytes } from 'node:crypto';
		const backend = await openEmbedded(${JSON.stringify(data)});
		for (let n = 0; ; n += 1) {
			const docs = Array.from({ length: 20 }, (_, i) => {
				const hash = randomBytes(16).toString('hex');
				const _id = 'visit:' + process.pid + 'x' + n + 'x' + i;
				return { _id, _rev: '1-' + hash, _revisions: { start: 1, ids: [hash] }, text: 'x'.repeat(200) };
			});
			await backend.bulkDocs(${JSON.stringify(database)}, docs);
			console.log(docs.map((doc) => doc._id).join(' '));
		}`;
	const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
	return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('the embedded registry', () => {
	it('has everything that it acknowledged after kill -9 in the middle of writing, three times over', async () => {
		const data = await folder();
		const acknowledged: string[] = [];
		for (let life = 0; life < 3; life += 1) {
			const writer = startWriter(data, 'group-a');
			let batches = 0;
			for await (const line of createInterface({ input: writer.stdout })) {
				acknowledged.push(...line.split(' '));
				batches += 1;
				if (batches === 8 + life) writer.kill('SIGKILL');
			}
		}
		const backend = await openEmbedded(data);
		const there = await backend.allDocs('group-a', 'visit:');
		const ids = new Set(there.map((doc) => doc._id));
		expect(acknowledged.length).toBeGreaterThanOrEqual(20 * 24);
		expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
		expect((await backend.info('group-a')).doc_count).toBe(there.length);
		const asked = { since: '0', limit: 100_000, include_docs: true, all_leaves: true };
		const { results } = await backend.changes('group-a', asked);
		expect(results).toHaveLength(there.length);
		// Whole requests or nothing of them: a batch is one write.
		expect(there.length % 20).toBe(0);
		await backend.close();
	});

	it('says that its folder is in use when another process has it open', async () => {
		const data = await folder();
		const writer = startWriter(data, 'accounts');
		await new Promise((done) => createInterface({ input: writer.stdout }).once('line', done));
		const backend = await openEmbedded(data);
		await expect(backend.ensureDatabase('accounts')).rejects.toMatchObject({ code: 'locked' });
		writer.kill('SIGKILL');
		await new Promise((done) => writer.once('exit', done));
		await backend.ensureDatabase('accounts');
		await backend.close();
	});

	it('takes a thousand groups in a row, with a few databases open at a time', async () => {
		const backend = await openEmbedded(await folder(), { limit: 8 });
		const site = await siteOn(backend, SETTINGS);
		const groups = 1000;
		const phones: Phone[] = [];
		for (let n = 0; n < groups; n += 10) {
			const started = Array.from({ length: 10 }, () => new Phone(site).start(`Group ${n}`));
			phones.push(...(await Promise.all(started)));
		}
		for (const phone of [phones[0], phones[499], phones[999]] as Phone[]) {
			expect((await phone.sync('GET', '')).body).toMatchObject({ db_name: `group-${phone.group}` });
		}
		await backend.close();
	}, 60_000);

	it('opens a database again that it had closed, with many at once using more than may stay open', async () => {
		const backend = await openEmbedded(await folder(), { limit: 2 });
		const names = Array.from({ length: 12 }, () => `group-${newGroupId()}`);
		for (let round = 0; round < 5; round += 1) {
			await Promise.all(names.map((db) => backend.put(db, { _id: `visit:${round}` })));
		}
		const counts = await Promise.all(names.map(async (db) => (await backend.info(db)).doc_count));
		expect(counts).toEqual(names.map(() => 5));
		await backend.close();
	});
});
