import { cpSync, rmSync, existsSync, readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './story';

const NEXT = 'test-results/build-next';

/** Another release of the same app: the build with one byte more in its service worker and another version. */
function makeNextRelease() {
	rmSync(NEXT, { recursive: true, force: true });
	cpSync('build', NEXT, { recursive: true });
	const client = join(NEXT, 'client');
	const worker = join(client, 'service-worker.js');
	writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// next release\n`);
	for (const name of readdirSync(client))
		if (/^service-worker\.js\.(br|gz)$/.test(name)) rmSync(join(client, name));
	expect(existsSync(worker)).toBe(true);
}

test('A new version arrives while a form is half filled, and costs nothing that was typed', async ({
	app,
	phone
}) => {
	makeNextRelease();
	const ann = await phone();
	await ann.install();
	await ann.open('/start');
	await ann.page.getByLabel('Group name').fill('Half a name');
	await ann.page.getByLabel('Your name').fill('Ann');

	await app.release(NEXT);
	await ann.page.evaluate(async () => {
		await (await navigator.serviceWorker.ready).update();
	});
	await expect(ann.page.getByText('A new version is ready')).toBeVisible();
	await expect(ann.page.getByLabel('Group name')).toHaveValue('Half a name');

	await ann.page.getByLabel('Postcode or place').fill('Rochdale');
	const reloaded = ann.page.waitForEvent('load');
	await ann.page.getByRole('button', { name: 'Use it now' }).click();
	await reloaded;
	await expect(ann.page.getByLabel('Group name')).toHaveValue('Half a name');
	await expect(ann.page.getByLabel('Postcode or place')).toHaveValue('Rochdale');
	await expect(ann.page.getByLabel('Your name')).toHaveValue('Ann');
	await expect(ann.page.getByText('A new version is ready')).toBeHidden();
});
