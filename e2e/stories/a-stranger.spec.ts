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
});
