import { hands, type Journey } from '../hands';
import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { WalkScreen } from '../screens/walk';
import { expect, test } from './story';

test('The journeys of the doorstep take no more taps than they may', async ({ app, phone }) => {
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const made = await (
		await (await group.doors()).newPatch('North side')
	).byNumbers('Canal Street', '1-719 odd');
	const block = await (
		await made.addDoors()
	).block({
		street: 'Canal Street',
		house: '800',
		floors: '10',
		each: '4',
		numbering: 'through the whole block',
		access: 'By the buzzer'
	});
	await block.getByRole('button', { name: 'Add 40 flats' }).click();
	await made.counts('0 of 400 doors');
	await ann.page.getByRole('link', { name: 'Words at the door' }).click();
	await ann.page.getByLabel('Invite people to').fill('Street party, 12 July');
	await ann.page.getByRole('button', { name: 'Save' }).click();
	await made.counts('0 of 400 doors');
	await (await group.sync()).now();
	await group.allSent();
	const { link } = await (await group.people()).invite();

	const bob = await phone({ installed: true });
	const { page } = bob;
	await JoinScreen.byLink(bob, link);
	await page.getByLabel('Your name').fill('Bob');
	const table: Journey[] = [];
	let journey = await hands(page);
	table.push(
		await journey('J1 join, take a patch of 400 doors, all green', 3, async () => {
			await page.getByRole('button', { name: 'Join', exact: true }).click();
			await page.getByRole('link', { name: 'North side' }).click({ timeout: 60_000 });
			await page.getByRole('link', { name: 'Take this patch' }).click();
			await expect(page.getByRole('heading', { name: 'Ready to go' })).toBeVisible({ timeout: 60_000 });
			await expect(page.getByRole('main')).toContainText('400 doors are on this phone');
		})
	);
	await app.networkOff();
	await page.getByRole('button', { name: 'Look after this patch' }).click();
	await page.getByRole('link', { name: 'Start knocking' }).click();
	const walk = await new WalkScreen(bob).ready();
	journey = await hands(page);
	const more = page.getByRole('button', { name: 'More', exact: true });
	table.push(
		await journey('J2 nobody in, next door', 1, () => walk.tap('No answer')),
		await journey('J4 talked; likes food and energy; invited to the party', 4, async () => {
			await page.getByRole('button', { name: 'Food', exact: true }).click();
			await page.getByRole('button', { name: 'Energy', exact: true }).click();
			await page.getByRole('button', { name: 'Invited: Street party, 12 July' }).click();
			await walk.tap('Talked');
		}),
		await journey('J5 a hard no, do not knock again', 2, async () => {
			await walk.tap("Please don't call again");
			await expect(page.getByText('Nobody will be sent to this door again')).toBeVisible();
		}),
		await journey('J6 the missing one beside it', 2, async () => {
			const at = await walk.address();
			await page.getByRole('button', { name: 'Add a missing door' }).click();
			await page
				.getByRole('dialog')
				.getByRole('button', { name: /^\d+A$/ })
				.first()
				.click();
			await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(at);
		}),
		await journey('J7 come back on Saturday', 2, async () => {
			await walk.tap('Come back');
			await page.getByRole('button', { name: 'Saturday' }).click();
			await expect(page.getByRole('log')).toContainText('come back Saturday');
		}),
		await journey('J8 end of the shift: what is safe here', 2, async () => {
			await more.click();
			await page.getByRole('button', { name: 'End the round' }).click();
			await expect(page.getByRole('main')).toContainText('visits are safe on this phone');
		})
	);
	await page.getByRole('link', { name: 'See the list' }).first().click();
	await page.getByRole('link', { name: '800 Canal Street', exact: true }).click();
	await page.getByRole('link', { name: 'Knock on this floor: Floor 9' }).click();
	await walk.ready();
	await walk.tap('No answer');
	journey = await hands(page);
	table.push(
		await journey('J3 nobody in for the rest of a floor', 2, async () => {
			await more.click();
			await page.getByRole('button', { name: 'Rest of this floor: no answer' }).click();
			await expect(page.getByRole('log')).toContainText('3 flats of this floor: no answer');
		})
	);
	expect(
		table.map(({ letters }) => letters),
		'nothing is typed'
	).toEqual(table.map(() => 0));
	console.table(table.map(({ seconds, ...rest }) => ({ ...rest, seconds: seconds.toFixed(1) })));
});
