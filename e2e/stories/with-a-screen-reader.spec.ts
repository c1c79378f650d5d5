import { expectAccessible } from '../screens/accessible';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

const LOOKS = ['Light', 'Dark', 'Sunlight'] as const;

test('The patch, a door and the walk with all its sheets pass axe, in every look', async ({ phone }) => {
	const ann = await phone({ installed: true });
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
				await expectAccessible(ann, `the sheet ${opener}, ${look}`);
				await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
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
	await page.getByRole('button', { name: 'Tell the others you’re out' }).click();
	await expectAccessible(ann, 'going out');
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();

	const at = new URL(page.url()).pathname;
	for (const [path, title] of [
		[`${at}/take`, 'Take this patch'],
		[`${at}/map`, 'Mill Lane'],
		[`${group.address}/doors/due`, 'Due now'],
		[`${group.address}/doors/coverage`, 'How far you’ve got'],
		[`${group.address}/sync/give`, 'Hand over'],
		[`${group.address}/sync/take`, 'Take over']
	] as const) {
		await ann.open(path);
		await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
		await expectAccessible(ann, title);
	}
});

test('The front page, starting, joining, people, commitments and the registry pass axe', async ({
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const start = await StartScreen.open(ann);
	await page.getByRole('button', { name: 'Start the group' }).click();
	await expect(page.getByLabel('Group name')).toBeFocused();
	await expectAccessible(ann, 'starting a group, with nothing filled in');
	await start.fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann', tags: ['food'] });
	await expectAccessible(ann, 'starting a group');
	const group = await start.start();
	await expectAccessible(ann, 'a new group’s home');

	const commitments = await group.commitments();
	await expectAccessible(ann, 'no commitments yet');
	await page.getByRole('link', { name: 'New commitment' }).first().click();
	await page.getByRole('button', { name: 'Save commitment' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expectAccessible(ann, 'a new commitment, with nothing filled in');
	await group.commitments();
	const rest = { difference: 'We know each other.', now: '2', unit: 'people', target: '9', by: inMonths(5) };
	for (const area of ['Co-operative action', 'Co-operative enterprise'] as const)
		await commitments.make({ area, title: `A little ${area}`, measure: 'People', ...rest });
	await expectAccessible(ann, 'commitments');
	await commitments.register();
	await page.getByRole('main').getByRole('link', { name: 'A little Co-operative action' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('A little Co-operative action');
	await expectAccessible(ann, 'a commitment');
	await (await group.sync()).now();
	await group.allSent();
	await (await group.people()).invite({ scan: () => expectAccessible(ann, 'an invite') });
	await expectAccessible(ann, 'people');

	for (const [path, screen] of [
		['/', 'the front page'],
		['/join', 'joining'],
		['/communities', 'communities'],
		['/communities/paper-mill', 'a community'],
		['/offline', 'what works with no network']
	] as const) {
		await ann.open(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expectAccessible(ann, screen);
	}
});
