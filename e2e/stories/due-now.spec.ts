import { StartScreen } from '../screens/start';
import { expect, test } from './story';

test('Who asked for Saturday is on Saturday’s list, and who was out comes again at another time of the week', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	await app.networkOff();
	await page.clock.setFixedTime(new Date('2026-11-26T18:30:00Z'));
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const patch = await (
		await (await group.doors()).newPatch('North side')
	).byNumbers('Canal Street', '1-9 odd');
	const walk = await patch.startKnocking();
	const asked = await walk.tap('Come back');
	await page.getByRole('button', { name: 'Saturday' }).click();
	const out = await walk.tap('No answer');
	await walk.tap('Talked');

	await test.step('after a door that was shut hard there is a pause to be had, and a word for it', async () => {
		await walk.tap("Please don't call again");
		await expect(page.getByText('It’s the street, not you')).toBeVisible();
		await page.getByRole('button', { name: 'Take five' }).click();
		const pause = page.getByRole('dialog', { name: 'Take five' });
		await expect(pause.getByRole('listitem')).not.toHaveCount(0);
		await pause.getByRole('button', { name: 'Next door' }).click();
		await expect(pause).toBeHidden();
		await page.getByRole('button', { name: 'Next door', exact: true }).click();
		await expect(page.getByText('It’s the street, not you')).toBeHidden();
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('button', { name: 'Take five' }).click();
		await expect(pause).toBeVisible();
		await pause.getByRole('button', { name: 'Next door' }).click();
	});

	const listed = (title: string) => page.getByRole('list', { name: title }).getByRole('link');
	const open = async () => {
		await group.doors();
		await page.getByRole('link', { name: 'Due now' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Due now');
	};
	await open();
	await expect(page.getByRole('list', { name: 'Asked for later' })).toContainText(asked);
	await expect(listed('Not knocked yet')).toContainText(['1 door']);
	await expect(page.getByRole('list', { name: 'Nobody answered before' })).toHaveCount(0);

	await test.step('what is done and what is left stands street by street', async () => {
		await group.doors();
		await page.getByRole('link', { name: 'How far you’ve got' }).click();
		const street = page.getByRole('list', { name: 'Street by street' }).getByRole('link');
		await expect(street).toHaveCount(1);
		await expect(street).toContainText('Canal Street (North side)');
		await expect(street).toContainText('1 done · 2 to call on again · 1 never called on · 1 do not knock');
		const slots = page.getByRole('list', { name: 'When people are in' });
		await expect(slots).toContainText('3 of 4 knocks were answered');
		await expect(page.getByRole('main')).toContainText('3 doors are still to be called on');
	});

	await page.clock.setFixedTime(new Date('2026-11-28T10:00:00Z'));
	await open();
	await expect(listed('They asked for now')).toContainText([asked]);
	await page.clock.setFixedTime(new Date('2026-11-29T11:00:00Z'));
	await open();
	await expect(listed('Nobody answered before')).toContainText([out]);
	await page.getByRole('list', { name: 'Nobody answered before' }).getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(out);

	await test.step('after eight a word is said, and nothing is forbidden', async () => {
		await page.clock.setFixedTime(new Date('2026-11-30T20:05:00Z'));
		await open();
		await expect(page.getByRole('main')).toContainText('It is after eight');
	});
});
