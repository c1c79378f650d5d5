import { expectAccessible } from '../screens/accessible';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

const LOOKS = ['Light', 'Dark', 'Sunlight'] as const;

test('The patch, a door and the walk with all its sheets pass axe, in every look', async ({ phone }) => {
	const ann = await phone();
	const { page } = ann;
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	const add = await (await group.doors()).newPatch('Mill Lane');
	await expectAccessible(ann, 'adding doors');
	const patch = await add.byNumbers('Mill Lane', '1-19 odd, 2-6 even', 'OL16 1AA');
	await expectAccessible(ann, 'a patch not walked yet');

	for (const look of LOOKS) {
		await test.step(look, async () => {
			await group.sync();
			await page.getByLabel(look, { exact: true }).check();
			await expectAccessible(ann, `sync, ${look}`);
			await (await group.doors()).open('Mill Lane');
			const walk = await patch.startKnocking();
			await expectAccessible(ann, `the walk, ${look}`);
			await page.getByText('More to note').click();
			await expect(page.getByLabel('Note')).toBeVisible();
			await expectAccessible(ann, `the walk with its details open, ${look}`);
			await page.getByText('More to note').click();
			await walk.tap('Talked');
			await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
			await expectAccessible(ann, `the walk with Undo, ${look}`);
			await walk.tap('Come back');
			await expectAccessible(ann, `the walk asking when to come back, ${look}`);
			await walk.tap("Please don't call again");
			await expectAccessible(ann, `the walk after a hard no, ${look}`);
			for (const opener of ['More', 'Add a missing door', 'How to walk it']) {
				await page.getByRole('button', { name: opener, exact: true }).click();
				await expect(page.getByRole('dialog')).toBeVisible();
				await page
					.getByRole('dialog')
					.evaluate((sheet) =>
						Promise.all(sheet.getAnimations({ subtree: true }).map((one) => one.finished))
					);
				await expectAccessible(ann, `the sheet ${opener}, ${look}`);
				await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
			}
			await page.goBack();
			await expectAccessible(ann, `the patch after some doors, ${look}`);
			await patch.openDoor('1 Mill Lane');
			await expect(page.getByRole('heading', { level: 1 })).toContainText('1 Mill Lane');
			await expectAccessible(ann, `a door's history, ${look}`);
		});
	}
	await (await group.doors()).open('Mill Lane');
	await expectAccessible(ann, 'the patch');
});
