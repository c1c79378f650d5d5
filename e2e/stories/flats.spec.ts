import { StartScreen } from '../screens/start';
import { WalkScreen } from '../screens/walk';
import { expectAccessible } from '../screens/accessible';
import { expect, test } from './story';

test('A block of flats is added in one go, walked from the top floor down, and counted without a name', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const main = page.getByRole('main');
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const add = await (await group.doors()).newPatch('Weavers House');
	const block = { street: 'Canal Street', house: '60', each: '4', access: 'By the buzzer' };
	const form = await add.block({ ...block, floors: '200', numbering: '101, 102' });
	await expect(form).toContainText('No more than 100 floors. Is there a digit too many?');
	await form.getByLabel('Floors', { exact: true }).fill('3');
	await form.getByLabel('Note for whoever comes next').fill('The caretaker is in until noon.');
	await expect(form).toContainText('12 flats, Flat G1 to Flat 204');
	await form.getByRole('button', { name: 'Add 12 flats' }).click();

	await page.getByRole('link', { name: '60 Canal Street', exact: true }).click();
	await expect(main.getByRole('heading', { level: 2 })).toContainText([
		'Floor 2',
		'Floor 1',
		'Ground floor',
		'Only count the doors'
	]);
	await expect(main).toContainText('The caretaker is in until noon.');
	await expectAccessible(ann, 'the floors of a block');
	await page.getByRole('link', { name: 'Knock on this floor: Ground floor' }).click();
	const walk = await new WalkScreen(ann).ready();
	await expect(main).toContainText('Ground floor · By the buzzer · The caretaker is in until noon.');
	await page.getByRole('button', { name: 'How to walk it' }).click();
	await page.getByRole('radio', { name: 'Flats from the top floor down' }).check();
	await page.getByRole('button', { name: 'Done' }).click();
	await walk.tap('No answer');
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('button', { name: 'Rest of this floor: no answer' }).click();
	await expect(page.getByRole('log')).toContainText('3 flats of this floor: no answer');
	await expect(main).toContainText('4 of 12 doors');
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(main).toContainText('1 of 12 doors');
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('button', { name: 'Rest of this floor: no answer' }).click();
	await expect(main).toContainText('4 of 12 doors');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Flat 101, 60 Canal Street');

	await page.getByRole('link', { name: /^Floor 1 of 3/ }).click();
	await page.getByRole('link', { name: 'Count doors' }).click();
	await page.getByRole('button', { name: 'Opened', exact: true }).click();
	await expect(main.getByRole('status')).toHaveText('1 opened, 0 not opened');
	await page.getByRole('button', { name: 'Not opened' }).click();
	await page.getByRole('button', { name: 'Not opened' }).click();
	await expect(main.getByRole('status')).toHaveText('1 opened, 2 not opened');
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(main.getByRole('status')).toHaveText('1 opened, 1 not opened');
	await expectAccessible(ann, 'counting alone');
	await ann.kill();
	await ann.start();
	await ann.open('/');
	await ann.page.getByRole('link', { name: 'Canal Side' }).first().click();
	await expect(ann.page.getByRole('main')).toContainText('4 of 12 doors');
});
