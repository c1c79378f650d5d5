import { expectAccessible } from '../screens/accessible';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

const SIZES = [
	{ width: 360, height: 640 },
	{ width: 390, height: 844 },
	{ width: 820, height: 1180 }
];
const THEMES = ['light', 'dark', 'sunlight'];

test('The walk is whole on a small phone, a usual one and a tablet, by day, by night and in the sun', async ({
	app,
	phone
}, report) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const add = await (await group.doors()).newPatch('North side');
	const walk = await (await add.byNumbers('Canal Street', '1-39 odd')).startKnocking();
	await walk.tap('No answer');
	// The toast of the doors that were added leaves by itself.
	await expect(page.getByText('20 doors added')).toBeHidden({ timeout: 20_000 });
	for (const viewport of SIZES) {
		await page.setViewportSize(viewport);
		for (const theme of THEMES) {
			const screen = `the walk at ${viewport.width} by ${viewport.height}, ${theme}`;
			await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
			const sideways = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(sideways, `${screen}: no scrolling sideways`).toBe(0);
			const heading = page.getByRole('heading', { level: 1 });
			const seen = await heading.evaluate((one) => {
				const { left, right, top, bottom } = one.getBoundingClientRect();
				return [top + 2, bottom - 2].every((y) =>
					one.contains(document.elementFromPoint((left + right) / 2, y))
				);
			});
			expect(seen, `${screen}: nothing lies over the address`).toBe(true);
			for (const button of [
				'No answer',
				'Talked',
				'Come back',
				'Not for me',
				"Please don't call again",
				'Sign on door'
			])
				await expect(page.getByRole('button', { name: button }), screen).toBeInViewport({ ratio: 1 });
			await expectAccessible(ann, screen);
			await report.attach(`${screen}.png`, { body: await page.screenshot(), contentType: 'image/png' });
		}
	}
});
