import { expectAccessible } from '../screens/accessible';
import { StartScreen } from '../screens/start';
import { WalkScreen } from '../screens/walk';
import { expect, test } from './story';

test('A group has its own words at the door, and its own things to tick', async ({ app, phone }) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const main = page.getByRole('main');
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-9 odd');
	await page.getByRole('link', { name: 'Words at the door' }).click();
	await page.getByLabel('What to say').fill('Hello, I am Ann from the corner.');
	await page.getByLabel('Invite people to').fill('Street party');
	const facts = page.getByLabel('Worth telling here');
	await facts.fill('Food co-op at St Mary’s\nSecond\nThird\nFourth');
	await expect(main).toContainText('No more than three');
	await facts.fill('Food co-op at St Mary’s, Saturdays\n\nStreet party on 12 July');
	const likes = page.getByLabel('They would like');
	await likes.fill(`Food\n${'x'.repeat(41)}`);
	await expect(main).toContainText('is longer than 40 letters');
	await page.getByRole('button', { name: 'Save' }).click();
	// Typed words are kept a moment after the last letter.
	await page.waitForTimeout(1_000);
	await page.reload();
	await expect(likes).toHaveValue(/^Food\nx+$/);
	await likes.fill('Food\nAllotments');
	await expectAccessible(ann, 'words at the door');
	await page.getByRole('button', { name: 'Save' }).click();

	await page.getByRole('link', { name: 'Start knocking' }).click();
	const walk = await new WalkScreen(ann).ready();
	const ticks = page.getByRole('group', { name: 'Left behind, and what they would like' });
	await expect(ticks.getByRole('button')).toHaveText([
		'Card left',
		'Leaflet left',
		'Invited: Street party',
		'Food',
		'Allotments'
	]);
	await page.getByRole('button', { name: 'What to say' }).click();
	const say = page.getByRole('dialog', { name: 'What to say' });
	await expect(say).toContainText('I am Ann from the corner');
	await expect(say.getByRole('list').getByRole('listitem')).toHaveText([
		'Food co-op at St Mary’s, Saturdays',
		'Street party on 12 July'
	]);
	await expectAccessible(ann, 'what to say');
	await say.getByRole('button', { name: 'Done' }).click();
	await page.getByRole('button', { name: 'Allotments' }).click();
	await page.getByRole('button', { name: 'Invited: Street party' }).click();
	const talked = await walk.tap('Talked');
	const other = await walk.address();
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('button', { name: 'Another language' }).click();
	await page.getByRole('group', { name: 'Which language?' }).getByRole('button', { name: 'Polish' }).click();
	await expect(page.getByRole('button', { name: 'Polish' })).toHaveAttribute('aria-pressed', 'true');

	await page.getByRole('link', { name: 'Stop and see the list' }).click();
	await page.getByRole('link', { name: `${talked}: ` }).click();
	await expect(main).toContainText('Allotments');
	await expect(main).toContainText('Invited: Street party');
	await page.getByRole('link', { name: 'List of doors' }).click();
	await page.getByRole('link', { name: `${other}: ` }).click();
	await expect(main).toContainText('Polish');

	// What the street has said is told once three have, and then as a count.
	await page.getByRole('link', { name: 'List of doors' }).click();
	await page.getByRole('link', { name: 'Start knocking' }).click();
	await walk.ready();
	const sayAgain = async () => {
		await page.getByRole('button', { name: 'What to say' }).click();
		await expect(say).toContainText('Street party on 12 July');
	};
	for (const others of [1, 2]) {
		await sayAgain();
		await expect(say).not.toContainText(`On this street`);
		await say.getByRole('button', { name: 'Done' }).click();
		await page.getByRole('button', { name: 'Allotments' }).click();
		if (others === 1) await page.getByRole('button', { name: 'Food' }).click();
		await walk.tap('Talked');
	}
	await sayAgain();
	await expect(say).toContainText('3 neighbours have talked with us.');
	await expect(say).toContainText('3 said they would like: Allotments');
	await expect(say).not.toContainText('like: Food');
	await expectAccessible(ann, 'what the street has said');
});
