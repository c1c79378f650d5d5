import { StartScreen } from '../screens/start';
import { JoinScreen } from '../screens/join';
import { WalkScreen } from '../screens/walk';
import { expect, test } from './story';

test('Ann takes a patch, goes out with Bea for two hours, and the others see it; when she is late her phone asks', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-9 odd');
	const patch = page.url();
	await (await group.sync()).now();
	await group.allSent();
	const { link } = await (await group.people()).invite();
	const cem = await phone({ installed: true });
	const cems = await (await JoinScreen.byLink(cem, link)).join('Cem');

	await test.step('everything that a walk without a signal needs is looked at before', async () => {
		await page.goto(patch);
		await page.getByRole('link', { name: 'Take this patch' }).click();
		await expect(page.getByRole('heading', { name: 'Ready to go' })).toBeVisible();
		const list = page.getByRole('list', { name: 'Before you go' });
		await expect(list).toContainText('5 doors are on this phone');
		await expect(list).toContainText('The app opens without a signal');
		await expect(list).toContainText('Fetched from the registry');
		await page.getByRole('button', { name: 'Look after this patch' }).click();
		await expect(page.getByText('You look after this patch.')).toBeVisible();
	});

	await app.networkOff();
	await page.goto(patch);
	await expect(page.getByRole('main')).toContainText('Looked after by you');
	await page.getByRole('button', { name: 'Tell the others you’re out' }).click();
	const sheet = page.getByRole('dialog', { name: 'Going out' });
	await sheet.getByLabel('Who with').fill('Bea');
	await sheet.getByRole('radio', { name: 'Two hours' }).check();
	const began = Date.now();
	const afterMinutes = (minutes: number) => new Date(began + minutes * 60_000);
	await sheet.getByRole('button', { name: 'Start knocking' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 Canal Street');

	await test.step('the round ends when she says so, with what it came to and what is safe', async () => {
		const walk = new WalkScreen(ann);
		await walk.tap('Talked');
		await walk.tap('No answer');
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('button', { name: 'End the round' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('That’s the round');
		await expect(page.getByRole('main')).toContainText('2 visits are safe on this phone');
		await ann.context!.grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.getByRole('button', { name: 'Tell the group' }).click();
		const told = await page.evaluate(() => navigator.clipboard.readText());
		expect(told).toMatch(/^Canal Side: 2 doors, 1 talk, 0 cards.* and 1 minute\.$/);
		await page.getByRole('button', { name: 'Go on knocking' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('5 Canal Street');
	});

	await app.networkOn();
	await (await group.sync()).now();
	await group.allSent();
	await (await cems.sync()).now();
	await cem.open(cems.address);
	const out = cem.page.getByRole('list', { name: 'Out now' });
	await expect(out).toContainText('Ann with Bea');
	await expect(out).toContainText(/North side · back by \d/);

	await test.step('ten minutes before she is reminded, and after it she is asked', async () => {
		await app.networkOff();
		await page.clock.setFixedTime(afterMinutes(112));
		await page.goto(`${patch}/walk`);
		await expect(page.getByText(/^Back by .+, you said\.$/)).toBeVisible();
		await page.getByRole('button', { name: 'Half an hour more' }).click();
		await expect(page.getByText(/^Back by .+, you said\.$/)).toBeHidden();
		await page.clock.setFixedTime(afterMinutes(152));
		await page.goto(`${patch}/walk`);
		await expect(page.getByText(/^You meant to be back by .+\. All well\?$/)).toBeVisible();
	});

	await test.step('the others see that nothing was heard, and that it may be the signal', async () => {
		await app.networkOn();
		await cem.page.clock.setFixedTime(afterMinutes(152));
		await cem.open(cems.address);
		await expect(out).toContainText('Give them a ring; their phone may only lack a signal');
	});

	await page.getByRole('button', { name: 'I’m back' }).click();
	await expect(page.getByText('All well?')).toBeHidden();
	await (await group.sync()).now();
	await group.allSent();
	await (await cems.sync()).now();
	await cem.open(cems.address);
	await expect(cem.page.getByRole('heading', { name: 'Canal Side', level: 1 })).toBeVisible();
	await expect(out).toHaveCount(0);
});
