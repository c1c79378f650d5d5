import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

test('With no network, a commitment is made from an example in six taps', async ({ app, phone }) => {
	const ann = await phone();
	const { page } = ann;
	await ann.install();
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	await group.commitments();
	await page.evaluate(() => {
		const counted = { taps: 0 };
		Object.assign(window, { counted });
		addEventListener('pointerdown', () => counted.taps++, true);
	});

	await page.getByRole('link', { name: 'New commitment' }).first().click();
	await page.getByRole('button', { name: 'Start from an example' }).click();
	await page.getByRole('button', { name: 'Use this: Hold a street party' }).click();
	await page.getByLabel('Target').click();
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('30');
	await page.getByLabel('By when').click({ position: { x: 20, y: 20 } });
	await page.getByLabel('By when').fill(inMonths(7));
	await page.getByRole('button', { name: 'Save commitment' }).click();
	await expect(page.getByRole('main').getByRole('link', { name: 'Hold a street party' })).toBeVisible();
	await expect(page.getByRole('main')).toContainText('30 households');
	const taps = await page.evaluate(() => (window as unknown as { counted: { taps: number } }).counted.taps);
	expect(taps).toBeLessThanOrEqual(6);
});

test('Examples are found while one types, and an opened one says how to begin', async ({ phone }) => {
	const ann = await phone();
	const { page } = ann;
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	await group.commitments();
	await page.getByRole('link', { name: 'New commitment' }).first().click();
	await page.getByRole('button', { name: 'Start from an example' }).click();
	const sheet = page.getByRole('dialog', { name: 'Start from an example' });

	await sheet.getByRole('button', { name: 'Co-operative enterprise' }).click();
	await expect(sheet.getByRole('heading', { name: 'Co-operative enterprise' })).toBeFocused();
	await sheet.getByLabel('Search the examples').fill('blazer');
	await expect(sheet.getByRole('status')).toHaveText('One example');
	const uniform = sheet.getByRole('button', { name: 'Pass on school uniform before September', exact: true });
	await expect(uniform).toHaveAttribute('aria-expanded', 'false');
	await uniform.click();
	await expect(sheet.getByText('Ask the school office which pieces')).toBeVisible();
	await expect(
		sheet.getByRole('listitem').filter({ hasText: 'The school’s list of uniform' })
	).not.toHaveCount(0);

	await sheet.getByLabel('Search the examples').fill('zeppelin');
	await expect(sheet.getByText('No example has that in it.')).toBeVisible();
	await sheet.getByRole('button', { name: 'Show all of them' }).click();
	await sheet.getByRole('button', { name: 'Use this: Bring down what a week’s basics cost here' }).click();
	await expect(page.getByLabel('Now')).toHaveValue('42');
	await expect(page.getByLabel('Target')).toHaveValue('36');
});
