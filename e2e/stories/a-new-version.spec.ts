import { makeNextRelease } from '../release';
import { expect, test } from './story';

test('A new version arrives while a form is half filled, and costs nothing that was typed', async ({
	app,
	phone
}) => {
	const next = makeNextRelease();
	const ann = await phone();
	await ann.install();
	await ann.open('/start');
	await ann.page.getByLabel('Group name').fill('Half a name');
	await ann.page.getByLabel('Your name').fill('Ann');

	await app.release(next);
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
