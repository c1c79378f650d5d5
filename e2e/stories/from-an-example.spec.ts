import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

test('With no network, a commitment is made from an example in six taps', async ({ app, phone }) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
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
	const ann = await phone({ installed: true });
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

test('An example says how it went for others, what communities like this one chose, and still does with no network', async ({
	app,
	phone
}) => {
	const party = 'Hold a street party';
	const other = 'Bring down what a week’s basics cost here';

	/** A community of the same kind that stands in the registry with both, and whose party has 25 of its 25 households. */
	async function register(name: string) {
		const ann = await phone({ installed: true });
		const { page } = ann;
		const start = await StartScreen.open(ann);
		const group = await (await start.fill({ name, place: 'Rochdale', person: 'Ann' })).start();
		const commitments = await group.commitments();
		for (const title of [party, other]) {
			await page.getByRole('link', { name: 'New commitment' }).first().click();
			await page.getByRole('button', { name: 'Start from an example' }).click();
			await page.getByRole('button', { name: `Use this: ${title}` }).click();
			await page.getByRole('button', { name: 'Save commitment' }).click();
			await page.getByRole('main').getByRole('link', { name: title }).waitFor();
		}
		await commitments.register();
		await page.getByRole('main').getByRole('link', { name: party }).click();
		await page.getByRole('button', { name: 'Log progress' }).click();
		await page.getByRole('dialog').getByRole('textbox').first().fill('25');
		await page.getByRole('button', { name: 'Save progress' }).click();
		await (await group.sync()).now();
		await group.allSent();
		await ann.switchOff();
	}
	await register('Lane Learners');
	await register('Canal Learners');

	const eve = await phone({ installed: true });
	const start = await StartScreen.open(eve);
	const group = await (await start.fill({ name: 'New Learners', place: 'Rochdale', person: 'Eve' })).start();
	const examples = async () => {
		await group.commitments();
		await eve.page.getByRole('link', { name: 'New commitment' }).first().click();
		await eve.page.getByRole('button', { name: 'Start from an example' }).click();
		return eve.page.getByRole('dialog', { name: 'Start from an example' });
	};
	const told = async () => {
		const sheet = await examples();
		await expect(sheet.getByText('Communities like yours chose')).toBeVisible();
		await expect(sheet.getByText('2 communities took this up.', { exact: false }).first()).toBeVisible();
		await expect(sheet.getByText('2 of 2 reached it', { exact: false })).toBeVisible();
	};
	await told();
	await app.networkOff();
	await eve.open(group.address);
	await told();
});
