import type { Locator } from '@playwright/test';
import { GroupScreen } from '../screens/group';
import { expect, test } from './story';

/** Presses Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(wanted: Locator) {
	const page = wanted.page();
	await wanted.first().waitFor();
	for (let presses = 0; presses < 150; presses++) {
		await page.keyboard.press('Tab');
		if (await wanted.first().evaluate((one) => one === document.activeElement)) return;
	}
	throw new Error(`150 times Tab, and never at ${String(wanted)}`);
}

async function press(wanted: Locator) {
	await tabTo(wanted);
	await expect(wanted.first(), 'where the focus is can be seen').not.toHaveCSS('outline-style', 'none');
	await wanted.page().keyboard.press('Enter');
}

async function type(wanted: Locator, text: string) {
	await tabTo(wanted);
	await wanted.page().keyboard.type(text);
}

test('On a laptop, by the keyboard alone: a group, its doors, a walk and a commitment', async ({ phone }) => {
	const laptop = await phone({ installed: true, viewport: { width: 1280, height: 800 }, hasTouch: false });
	const { page } = laptop;
	const { keyboard } = page;
	await press(page.getByRole('link', { name: 'Start a group' }));
	await type(page.getByLabel('Group name'), 'Paper Mill');
	await type(page.getByLabel('Kind of place'), 'Town');
	await type(page.getByLabel('Postcode or place'), 'OL16 1AA');
	await type(page.getByLabel('Your name'), 'Ann');
	await keyboard.press('Enter');
	await page.waitForURL(/\/g\/[0-9a-z]{26}$/);
	const group = new GroupScreen(laptop);
	const rail = page.getByRole('navigation');
	const main = page.getByRole('main');

	await test.step('the navigation is a rail on the left, and the first Tab skips past it', async () => {
		await expect(rail.getByRole('link', { name: 'Sync' })).toBeVisible();
		const [left, right] = [(await rail.boundingBox())!, (await main.boundingBox())!];
		expect(left.x).toBe(0);
		expect(left.width).toBeLessThan(320);
		expect(left.height).toBeGreaterThan(600);
		expect(right.x).toBeGreaterThanOrEqual(left.x + left.width);
		await page.reload();
		await expect(rail).toBeVisible();
		await keyboard.press('Tab');
		await keyboard.press('Enter');
		await expect(main).toBeFocused();
	});
	await test.step('doors', async () => {
		await press(rail.getByRole('link', { name: 'Doors' }));
		await press(page.getByRole('link', { name: 'New patch' }));
		await type(page.getByLabel('Patch name'), 'Mill Lane');
		await keyboard.press('Enter');
		await type(page.getByLabel('Street', { exact: true }), 'Mill Lane');
		await type(page.getByLabel('Numbers'), '1-9 odd');
		await press(page.getByRole('button', { name: 'Add 5 doors' }));
		await expect(page.getByText('0 of 5 doors').first()).toBeVisible();
		await type(page.getByLabel('Find a door'), '7');
		await press(main.getByRole('link', { name: '7 Mill Lane: ' }));
		await press(page.getByRole('link', { name: 'Start knocking here' }));
		await press(page.getByRole('button', { name: 'Talked' }));
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('9 Mill Lane');
		await press(page.getByRole('button', { name: 'Undo' }));
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('7 Mill Lane');
		await press(page.getByRole('button', { name: 'No answer' }));
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('9 Mill Lane');
		await press(page.getByRole('link', { name: 'Stop' }));
		await expect(page.getByText('1 of 5 doors').first()).toBeVisible();
	});
	await test.step('a commitment', async () => {
		await press(rail.getByRole('link', { name: 'Commitments' }));
		await press(page.getByRole('link', { name: 'New commitment' }));
		await tabTo(page.getByRole('radio', { name: 'Co-operative action' }));
		await keyboard.press('ArrowDown');
		await expect(page.getByRole('radio', { name: 'Co-operative enterprise' })).toBeChecked();
		await type(page.getByLabel('What will you do?'), 'Visit a co-op');
		await type(page.getByLabel('What will be different?'), 'We know them.');
		await type(page.getByLabel('How will you measure it?'), 'People who visit');
		await type(page.getByLabel('Unit'), 'people');
		await type(page.getByLabel('Now'), '0');
		await type(page.getByLabel('Target'), '10');
		// The same day whether the browser asks for the month or the day first.
		await type(page.getByLabel('By when'), `1212${new Date().getFullYear() + 1}`);
		await press(page.getByRole('button', { name: 'Save commitment' }));
		await press(main.getByRole('link', { name: 'Visit a co-op' }));
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Visit a co-op');
	});
	await press(group.phone.page.getByRole('navigation').getByRole('link', { name: 'People' }));
	await press(page.getByRole('button', { name: 'Invite someone' }));
	await expect(page.getByRole('dialog')).toBeVisible();
	await keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toBeHidden();
});
