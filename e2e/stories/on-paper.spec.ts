import { expectAccessible } from '../screens/accessible';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

test('Cards in the group’s own words and the doors not to knock at are printed with no network', async ({
	app,
	phone
}) => {
	const ann = await phone();
	const { page } = ann;
	await ann.install();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const doors = await (await group.doors()).newPatch('North side');
	const patch = await doors.byNumbers('Canal Street', '1-9 odd');
	await app.networkOff();
	const walk = await patch.startKnocking();
	const blocked = await walk.tap("Please don't call again");
	const sign = await walk.tap('Sign on door');
	await walk.tap('Talked');

	/** What a printer would get: how many pages, and the words on them. */
	async function printed() {
		await page.emulateMedia({ media: 'print' });
		const words = await page.locator('body').innerText();
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		await page.emulateMedia({ media: null });
		return { words, pages: pdf.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0 };
	}

	const paper = async (name: string) => {
		await group.doors();
		await page.getByRole('link', { name: 'Cards and paper' }).click();
		await page.getByRole('link', { name }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	};

	await test.step('cards: eight to a page, in her own words, which stay', async () => {
		await paper('Cards to leave at the door');
		await expect(page.getByText('No QR code yet')).toBeVisible();
		await page.getByLabel('In your words').fill('Bread on Saturdays, by all of us.');
		await page.getByLabel('How to reach you').fill('Ann at No. 3');
		const { words, pages } = await printed();
		expect(words.match(/Bread on Saturdays/g)).toHaveLength(8);
		expect(words).not.toContain('Print');
		expect(pages).toBe(1);
		await page.getByRole('radio', { name: '2 leaflets' }).check();
		expect((await printed()).words.match(/Bread on Saturdays/g)).toHaveLength(2);
		await page.getByRole('button', { name: 'Show it on this phone' }).click();
		await expect(page.getByRole('dialog')).toContainText('Bread on Saturdays');
		await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
		await group.doors();
		await paper('Cards to leave at the door');
		await expect(page.getByLabel('In your words')).toHaveValue('Bread on Saturdays, by all of us.');
	});

	await test.step('the doors not to knock at, and nothing of anybody', async () => {
		await paper('Doors not to knock at');
		await expect(page.getByRole('heading', { name: 'Canal Street' })).toBeVisible();
		const { words, pages } = await printed();
		expect(words).toContain(blocked);
		expect(words).toContain(sign);
		expect(words).not.toContain('5 Canal Street');
		expect(words).not.toContain('Sync');
		expect(pages).toBe(1);
	});

	await test.step('the walk on paper, with the doors in its order', async () => {
		await (await group.doors()).open('North side');
		await page.getByRole('link', { name: 'Walk sheet' }).click();
		const rows = page.getByRole('table', { name: 'Canal Street' }).getByRole('row');
		await expect(rows).toHaveCount(6);
		await expect(rows.nth(1)).toContainText('Do not knock');
		const { words, pages } = await printed();
		expect(words).toContain('Canal Side, North side');
		expect(pages).toBe(1);
	});

	await test.step('what is noted down, for whoever asks', async () => {
		await paper('What we note down');
		const { words, pages } = await printed();
		expect(words).toContain('The door, not you');
		expect(pages).toBe(1);
	});

	await app.networkOn();
});

test('A sheet from the pocket is keyed in with its own time, and keying it in twice changes nothing', async ({
	app,
	phone
}) => {
	const ann = await phone();
	const { page } = ann;
	const main = page.getByRole('main');
	await ann.install();
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-9 odd');
	const open = async () => {
		await page.getByRole('link', { name: 'Walk sheet' }).click();
		await page.getByRole('link', { name: 'Key a sheet in' }).click();
	};
	const box = (address: string, result: string) =>
		page.getByRole('group', { name: address }).getByRole('button', { name: result });

	await open();
	await box('1 Canal Street', 'Talked').click();
	await page.getByRole('button', { name: 'Save 1 visit' }).click();
	await expect(main).toContainText('Say on which day and at what time it was walked.');
	await page.getByLabel('Walked on').fill('2099-07-18');
	await page.getByLabel('At about').fill('14:30');
	await expect(main).toContainText('That is still to come.');
	await page.getByLabel('Walked on').fill('2026-07-18');
	await box('3 Canal Street', 'No answer').focus();
	for (const key of ['1', '5', '2']) await page.keyboard.press(key);
	await expect(box('5 Canal Street', 'Please don’t call again')).toHaveAttribute('aria-pressed', 'true');
	await expectAccessible(ann, 'keying a sheet in');
	await page.getByRole('button', { name: 'Save 4 visits' }).click();
	await expect(main).toContainText('4 of 5 doors');
	await page.getByRole('link', { name: '5 Canal Street: ' }).click();
	await expect(main).toContainText(/July|months? ago/);

	await page.getByRole('link', { name: 'List of doors' }).click();
	await open();
	await page.getByLabel('Walked on').fill('2026-07-18');
	await page.getByLabel('At about').fill('14:30');
	await expect(main.getByRole('button')).toHaveCount(6 + 1);
	await box('9 Canal Street', 'Talked').click();
	await page.getByRole('button', { name: 'Save 1 visit' }).click();
	await expect(main).toContainText('5 of 5 doors');
});
