import type { Page } from '@playwright/test';
import { expectAccessible } from '../screens/accessible';
import { StartScreen } from '../screens/start';
import { StoriesScreen } from '../screens/stories';
import { GroupScreen } from '../screens/group';
import type { Phone } from '../phone';
import { expect, inMonths, test } from './story';

/** A registered community whose table is at 3 of 10. */
async function register(ann: Phone): Promise<GroupScreen> {
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Lane Tellers', place: 'Rochdale', person: 'Ann' })).start();
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	await commitments.make({
		area: 'Co-operative action',
		title: 'A table in the road',
		measure: 'People at the table',
		...rest
	});
	await commitments.make({
		area: 'Co-operative enterprise',
		title: 'Visit a co-op',
		measure: 'People who visit',
		...rest
	});
	await commitments.register();
	const { page } = ann;
	await page.getByRole('main').getByRole('link', { name: 'A table in the road' }).click();
	await page.getByRole('button', { name: 'Log progress' }).click();
	await page.getByLabel('New value').fill('3');
	await page.getByRole('button', { name: 'Save progress' }).click();
	await (await group.sync()).now();
	await group.allSent();
	return group;
}

/** A photo as a camera makes one, larger than what is kept. */
async function aPhoto(page: Page, colour: string) {
	const base64 = await page.evaluate((fill) => {
		const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
		const pen = canvas.getContext('2d')!;
		pen.fillStyle = fill;
		pen.fillRect(0, 0, 2400, 1800);
		return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!;
	}, colour);
	return { name: `${colour}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

test('A story is written with no network, read by a stranger, and taken down again', async ({
	phone,
	app
}) => {
	const ann = await phone({ installed: true });
	const group = await register(ann);
	const { page } = ann;
	const { address } = group;
	await ann.open(address);
	const stories = new StoriesScreen(ann);
	const title = 'The table in the road that nobody came to';
	const [table, faces] = [await aPhoto(page, 'green'), await aPhoto(page, 'brown')];

	await test.step('written offline, and still there after the battery went', async () => {
		await app.networkOff();
		await group.commitments();
		await page.getByRole('main').getByRole('link', { name: 'A table in the road' }).click();
		await page.getByRole('link', { name: 'Tell what came of it' }).click();
		await expect(page.getByRole('main')).toContainText('3 of 10 people');
		await page.getByLabel('Title').fill(title);
		await page.getByLabel('The story').fill('It rained.\n\nThree of us ate under an umbrella.');
		await stories.addPhoto({ file: table, about: 'A long table in the rain.', yes: true });
		await stories.addPhoto({ file: faces, about: 'Three people under an umbrella.', yes: false });
		await expectAccessible(ann, 'telling a story');
		await page.waitForTimeout(1000);
		const { pathname } = new URL(page.url());
		await ann.kill();
		await ann.start();
		await ann.open(pathname);
		await expect(ann.page.getByLabel('Title')).toHaveValue(title);
		await expect(ann.page.getByRole('group', { name: /^Photo \d$/ })).toHaveCount(2);
		await stories.save(title);
	});

	await test.step('published by an organiser, and gone out once there is a network', async () => {
		await expect(ann.page.getByRole('main')).toContainText('Stays in the group');
		await expectAccessible(ann, 'a story');
		await ann.page.getByRole('button', { name: 'Publish', exact: true }).click();
		await expect(ann.page.getByRole('button', { name: 'Take it down' })).toBeVisible();
		await app.networkOn();
		await (await group.sync()).now();
		await group.allSent();
	});

	const stranger = await phone({ javaScriptEnabled: false });
	const story = stranger.page.getByRole('article').filter({ hasText: title });
	await test.step('read by a stranger without JavaScript', async () => {
		await stranger.open('/stories');
		await stranger.page.getByRole('link', { name: title }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Lane Tellers');
		await expect(story).toContainText('3 of 10 people');
		await expect(story.getByRole('paragraph').filter({ hasText: 'Three of us ate' })).toBeVisible();
		const photo = story.getByRole('img', { name: 'A long table in the rain.' });
		await expect(photo).toHaveCount(1);
		await expect(story.getByRole('img', { name: /umbrella/ })).toHaveCount(0);
		const answer = await stranger.page.request.get(app.url + (await photo.getAttribute('src')));
		expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg']);
	});

	await test.step('taken down again', async () => {
		const src = await story.getByRole('img', { name: 'A long table in the rain.' }).getAttribute('src');
		await ann.open(`${address}/stories`);
		await ann.page.getByRole('link', { name: title }).click();
		await ann.page.getByRole('button', { name: 'Take it down' }).click();
		await expect(ann.page.getByRole('main')).toContainText('Taken down');
		await (await group.sync()).now();
		await group.allSent();
		await stranger.open('/stories');
		await expect(stranger.page.getByRole('main')).not.toContainText(title);
		expect((await stranger.page.request.get(app.url + src)).status()).toBe(404);
	});
});
