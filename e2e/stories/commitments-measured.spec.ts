import type { Page } from '@playwright/test';
import { photoWithPosition } from '../fixtures/photo';
import type { GroupScreen } from '../screens/group';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';
import type { Phone } from '../phone';

async function aGroup(ann: Phone): Promise<GroupScreen> {
	const start = await StartScreen.open(ann);
	return (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
}

const stand = (page: Page) => page.getByRole('main').locator('strong').first();

test('Progress is logged with a photo that tells nobody where it was taken, corrected, and the photo taken away', async ({
	phone
}) => {
	test.setTimeout(240_000);
	const ann = await phone({ installed: true });
	const { page } = ann;
	const group = await aGroup(ann);
	const main = page.getByRole('main');
	const commitments = await group.commitments();
	await commitments.make({
		area: 'Co-operative action',
		title: 'Swap clothes every season',
		difference: 'Families spend less on clothes.',
		measure: 'Items swapped',
		unit: 'items',
		each: 'How many more',
		target: '300',
		by: inMonths(6)
	});
	await main.getByRole('link', { name: 'Swap clothes every season' }).click();

	await test.step('a letter that calls itself a photo: a word at the field, and the rest stays', async () => {
		await page.getByRole('button', { name: 'Log progress' }).click();
		await page.getByLabel('How many more?').fill('12');
		await page.getByLabel('Note').fill('Two rails went');
		await page.getByLabel('Photo', { exact: true }).setInputFiles({
			name: 'holiday.jpg',
			mimeType: 'image/jpeg',
			buffer: Buffer.from('Dear Ann, this is a letter.')
		});
		await expect(page.getByText('This phone can’t read that as a photo')).toBeVisible();
		await expect(page.getByLabel('How many more?')).toHaveValue('12');
	});

	await test.step('a photo of ten megabytes, on its side, with its position in it', async () => {
		const photo = await photoWithPosition(page, 4000, 3000);
		expect(photo.length).toBeGreaterThan(10_000_000);
		expect(photo.includes('Exif')).toBe(true);
		await page
			.getByLabel('Photo', { exact: true })
			.setInputFiles({ name: 'rails.jpg', mimeType: 'image/jpeg', buffer: photo });
		await page.getByLabel('What is on the photo?').fill('Two rails of coats');
		await page.getByRole('button', { name: 'Save progress' }).click();
		await expect(main.getByRole('img', { name: 'Two rails of coats' })).toBeVisible();
		await expect(stand(page)).toHaveText('12 items');

		const { documents } = await (await group.sync()).saveCopy();
		const picture = documents.find(({ type }) => type === 'picture') as unknown as {
			bytes: number;
			width: number;
			height: number;
		};
		const parts = documents.filter(({ type }) => type === 'part') as unknown as {
			_id: string;
			data: string;
		}[];
		const bytes = Buffer.concat(
			parts.sort((a, b) => (a._id < b._id ? -1 : 1)).map(({ data }) => Buffer.from(data, 'base64'))
		);
		expect(bytes.length).toBe(picture.bytes);
		expect(bytes.length).toBeLessThanOrEqual(200_000);
		expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
		expect(bytes.includes('Exif')).toBe(false);
		expect(picture.height).toBeGreaterThan(picture.width);
	});

	await test.step('a slip of the finger is put right, and the slip stays in sight', async () => {
		await group.commitments();
		await main.getByRole('link', { name: 'Swap clothes every season' }).click();
		await page.getByRole('button', { name: /^Correct \+12 items of/ }).click();
		await page.getByLabel('What should it say?').fill('1,5');
		await page.getByRole('button', { name: 'Save correction' }).click();
		await expect(page.getByText('Write 1.5 with a point')).toBeVisible();
		await expect(page.getByLabel('What should it say?')).toHaveValue('1,5');
		await page.getByLabel('What should it say?').fill('15');
		await page.getByRole('button', { name: 'Save correction' }).click();
		await expect(stand(page)).toHaveText('15 items');
		const history = page.getByRole('region', { name: 'History' });
		await expect(history.getByRole('listitem')).toHaveText([
			/^\+15 items/,
			/^\+12 items.*Corrected by Ann/,
			/begin with/
		]);
		await expect(history.locator('s')).toHaveText('+12 items');
		await expect(history.getByRole('img', { name: 'Two rails of coats' })).toHaveCount(1);
	});

	await test.step('the photo is taken away for good', async () => {
		await page.getByRole('button', { name: 'Take the photo away' }).click();
		const sure = page.getByRole('dialog', { name: 'Take this photo away?' });
		await sure.getByRole('button', { name: 'Take the photo away' }).click();
		await expect(main.getByText('The photo was taken away.')).toBeVisible();
		await expect(main.getByRole('img', { name: 'Two rails of coats' })).toHaveCount(0);
		const { documents } = await (await group.sync()).saveCopy();
		expect(JSON.stringify(documents)).not.toContain('"data":"');
		expect(JSON.stringify(documents)).not.toContain('Two rails of coats');
	});
});

test('A new target keeps the old one in sight', async ({ phone }) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const group = await aGroup(ann);
	const main = page.getByRole('main');
	await (
		await group.commitments()
	).make({
		area: 'Co-operative enterprise',
		title: 'Order food together',
		difference: 'Households with little money pay less.',
		measure: 'Households who order',
		unit: 'households',
		target: '1 400',
		by: inMonths(6)
	});
	await main.getByRole('link', { name: 'Order food together' }).click();
	await expect(main).toContainText('Target 1,400 households');
	await page.getByRole('button', { name: 'Change the target' }).click();
	await page.getByRole('textbox', { name: 'Target' }).fill('about 300');
	await page.getByRole('button', { name: 'Save target' }).click();
	await expect(page.getByText('Please write a number')).toBeVisible();
	await page.getByRole('textbox', { name: 'Target' }).fill('300');
	await page.getByRole('button', { name: 'Save target' }).click();
	await expect(main).toContainText('Target 300 households');
	await expect(main).toContainText(/Was 1,400 households by \d+ \w+ \d{4}; changed on \d+ \w+ \d{4}\./);
	await expect(main.getByText('was 1,400', { exact: true })).toBeVisible();
});

test('What can’t be read is told at its field, and what was typed stays', async ({ phone }) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const group = await aGroup(ann);
	await group.commitments();
	await page.getByRole('link', { name: 'New commitment' }).first().click();
	await page.getByLabel('What will you do?').fill('Lend tools');
	await test.step('a question that was waved away does not come back, not even after a reload', async () => {
		await page.getByLabel('What will be different?').focus();
		await expect(page.getByText('How will you know?')).toBeVisible();
		await page.getByRole('button', { name: 'Leave this question' }).click();
		await expect(page.getByText('How will you know?')).toHaveCount(0);
		await expect(async () => {
			await page.reload();
			await expect(page.getByLabel('What will you do?')).toHaveValue('Lend tools', { timeout: 3_000 });
			await page.getByLabel('What will you do?').focus();
			await page.getByLabel('Unit').focus();
			await expect(page.getByText('How will you know?')).toHaveCount(0);
		}).toPass();
	});
	await page.getByLabel('Now').fill('1,5');
	await page.getByLabel('Target').fill('lots');
	await page.getByLabel('By when').focus();
	// The browser’s own language is American: 31 February.
	await page.keyboard.type('02312027');
	await page.getByRole('button', { name: 'Save commitment' }).click();
	const described = (label: string) => page.getByLabel(label);
	await expect(described('Now')).toHaveAccessibleDescription(/Write 1\.5 with a point/);
	await expect(described('Target')).toHaveAccessibleDescription(/Please write a number/);
	await expect(described('By when')).toHaveAccessibleDescription(/no such day in the calendar/);
	await expect(described('Now')).toHaveValue('1,5');
	await expect(described('Target')).toHaveValue('lots');
	expect(
		await page.getByLabel('By when').evaluate((field: HTMLInputElement) => field.validity.badInput)
	).toBe(true);

	await test.step('a day that has gone by is asked about, and stays', async () => {
		await page.getByLabel('By when').fill('2020-01-31');
		await expect(page.getByText('That day has gone by. Did you mean a later year?')).toBeVisible();
		await page.getByRole('button', { name: 'Save commitment' }).click();
		await expect(page.getByLabel('By when')).toHaveValue('2020-01-31');
	});
});

test('A yes is one tap, and who looks after it stands on its page', async ({ phone }) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const group = await aGroup(ann);
	const main = page.getByRole('main');
	await group.commitments();
	await page.getByRole('link', { name: 'New commitment' }).first().click();
	await page.getByRole('radio', { name: 'Co-operative enterprise' }).check();
	await page.getByLabel('What will you do?').fill('Start a tool library');
	await page.getByLabel('What will be different?').fill('Nobody here buys a drill for one hole.');
	await page.getByLabel('How will you measure it?').fill('Is it open?');
	await page.getByLabel('What kind of figure?').selectOption('Yes or no');
	await page.getByLabel('By when').fill(inMonths(6));
	await page.getByText('More: who, how often, what it is about').click();
	await page.getByLabel('Who looks after it?').selectOption('Ann');
	await page.getByLabel('How often will you look how it stands?').selectOption('Every month');
	await page.getByLabel('Tags').fill('tools,');
	await page.getByRole('checkbox', { name: 'Good for the place we live in' }).check();
	await page.getByRole('button', { name: 'Save commitment' }).click();
	await main.getByRole('link', { name: 'Start a tool library' }).click();
	await expect(main.getByRole('definition')).toHaveText([
		'Ann',
		'Every month',
		'tools',
		'Good for the place we live in'
	]);
	await page.getByRole('button', { name: 'Log progress' }).click();
	await page.getByRole('group', { name: 'How does it stand?' }).getByRole('button', { name: 'Yes' }).click();
	await expect(stand(page)).toHaveText('Yes');
	await expect(main).toContainText('Achieved');
});
