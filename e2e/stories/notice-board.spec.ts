import { readFileSync } from 'node:fs';
import { expectAccessible } from '../screens/accessible';
import { printed } from '../screens/printed';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

test('How a commitment stands goes on the notice board, and out as a picture, with no network', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const commitments = await group.commitments();
	const title = 'Plant fruit trees for everybody along the canal';
	await commitments.make({
		...{ area: 'Co-operative action', title, difference: 'Children pick their own apples.' },
		...{ measure: 'Trees planted', unit: 'trees', target: '60', by: inMonths(9) }
	});
	const share = async () => {
		await page.getByRole('main').getByRole('link', { name: title }).click();
		await page.getByRole('link', { name: 'Print or share how it stands' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('For the notice board');
	};

	await test.step('before anything is counted it says what was promised, and shows no bar', async () => {
		await share();
		await expect(page.getByRole('article').first()).toContainText('60 trees');
		await expect(page.getByRole('article').first()).toContainText('We said we would do this');
		await expect(
			page
				.getByRole('article')
				.first()
				.getByRole('img', { name: /Trees planted/ })
		).toHaveCount(0);
		await page.getByRole('link', { name: title }).click();
	});

	await test.step('what was logged is the figure that is read from afar: one sheet of A4, or two of A5', async () => {
		await page.getByRole('button', { name: 'Log progress' }).click();
		const sheet = page.getByRole('dialog');
		await sheet.getByRole('textbox').first().fill('12');
		await sheet.getByRole('button', { name: 'Save' }).click();
		await page.getByRole('link', { name: 'Print or share how it stands' }).click();
		await expect(page.getByRole('article').first()).toContainText('12');
		await expectAccessible(ann, 'for the notice board');
		const one = await printed(page, process.env.KEEP_PAPER && `${process.env.KEEP_PAPER}/board-a4.pdf`);
		expect(one.pages).toBe(1);
		expect(one.words.match(/of 60 trees/g)).toHaveLength(1);
		expect(one.words).not.toContain('Share a picture');
		await page.getByRole('radio', { name: 'Two, A5' }).check();
		const two = await printed(page, process.env.KEEP_PAPER && `${process.env.KEEP_PAPER}/board-a5.pdf`);
		expect(two.pages).toBe(1);
		expect(two.words.match(/of 60 trees/g)).toHaveLength(2);
	});

	await test.step('as a picture it is tall, as phones show them', async () => {
		const [saved] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Share a picture' }).click()
		]);
		const png = readFileSync(await saved.path());
		if (process.env.KEEP_PAPER) await saved.saveAs(`${process.env.KEEP_PAPER}/board.png`);
		expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 1350]);
		await expect(page.getByText('The picture is among this phone’s downloads.')).toBeVisible();
	});
});
