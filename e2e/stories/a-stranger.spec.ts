import { spotOf } from '../screens/britain';
import { StartScreen } from '../screens/start';
import type { Phone } from '../phone';
import { expect, inMonths, test } from './story';

/** A registered community, made as its people would. */
async function register(ann: Phone, name: string, place: string, tag: string) {
	const group = await (
		await (await StartScreen.open(ann)).fill({ name, place, person: 'Ann', tags: [tag] })
	).start();
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	await commitments.make({
		area: 'Co-operative action',
		title: 'Street meet-up',
		measure: 'People who come',
		...rest
	});
	await commitments.make({
		area: 'Co-operative enterprise',
		title: 'Visit a co-op',
		measure: 'People who visit',
		...rest
	});
	await commitments.register();
	await (await group.sync()).now();
	await group.allSent();
}

test('A stranger without JavaScript finds the community by tag and by place', async ({ phone }) => {
	const ann = await phone();
	await register(ann, 'Hebden Hands', 'Hebden Bridge', 'repair');
	const ben = await phone();
	await register(ben, 'Todmorden Tables', 'Todmorden', 'food');

	const stranger = await phone({ javaScriptEnabled: false });
	const { page } = stranger;
	await stranger.open('/');
	await page.getByRole('link', { name: 'Find communities' }).click();
	await expect(page.getByRole('main')).toContainText('Hebden Hands');
	await expect(page.getByRole('main')).toContainText('Todmorden Tables');

	await test.step('by tag', async () => {
		await page.getByRole('link', { name: 'repair' }).first().click();
		await expect(page.getByRole('main')).toContainText('Hebden Hands');
		await expect(page.getByRole('main')).not.toContainText('Todmorden Tables');
	});
	await test.step('by place', async () => {
		await stranger.open('/communities');
		await page.getByLabel('Search communities').fill('todmorden');
		await page.getByLabel('Search communities').press('Enter');
		await expect(page.getByRole('main')).not.toContainText('Hebden Hands');
		await page.getByRole('link', { name: 'Todmorden Tables' }).click();
	});
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Todmorden Tables');
	await expect(page.getByRole('main')).toContainText('Street meet-up');
	await expect(page.getByRole('main')).toContainText('Visit a co-op');

	await test.step('on the map two that are close are one number, which a tap takes apart; a tap on each selects it', async () => {
		const { page } = ben;
		await ben.open('/communities');
		await page.getByRole('button', { name: 'Show the map' }).click();
		const map = page.getByRole('region', { name: 'Map of the communities in the list' });
		await map.waitFor({ timeout: 60_000 });
		const room = (await map.boundingBox())!;
		const both = spotOf(room, [-2.055, 53.725]);
		const middle = { x: room.width / 2, y: room.height / 2 };
		const beside = page.getByRole('region', { name: 'Map', exact: true }).getByRole('listitem');
		await expect(async () => {
			await map.click({ position: both });
			await page.waitForTimeout(1000);
			await map.click({ position: { x: middle.x + 25, y: middle.y - 16 } });
			await expect(beside).toContainText(['Hebden Hands'], { timeout: 500 });
		}).toPass({ timeout: 60_000 });
		await expect(beside).toHaveCount(1);
		await map.click({ position: { x: middle.x - 25, y: middle.y + 16 } });
		await expect(beside).toContainText(['Todmorden Tables']);
	});
});
