import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '../screens/accessible';
import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { WalkScreen } from '../screens/walk';
import { test } from './story';

/** The sheet that keeps a contact, filled in as far as the words to read out. */
async function fill(page: Page, { name, phone, forWhat }: { name: string; phone: string; forWhat: string }) {
	const sheet = page.getByRole('dialog', { name: /^Keep a contact at/ });
	await sheet.getByLabel('Name').fill(name);
	await sheet.getByLabel('Phone').fill(phone);
	await sheet.getByRole('checkbox', { name: forWhat }).check();
	return sheet;
}

test('A contact is kept with the words agreed to, and once erased no phone brings it back, not even one that edited it', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const patch = await (
		await (await group.doors()).newPatch('North side')
	).byNumbers('Canal Street', '1-5 odd');
	await (await group.sync()).now();
	await group.allSent();
	const { link } = await (await group.people()).invite();
	const bob = await phone({ installed: true });
	const bobs = await (await JoinScreen.byLink(bob, link)).join('Bob');

	await app.networkOff();
	await (await group.doors()).open('North side');
	await patch.openDoor('1 Canal Street');
	await page.getByRole('button', { name: 'Keep a contact' }).click();
	const sheet = await fill(page, { name: 'Mrs Ashworth', phone: '01706 000000', forWhat: 'Invitations' });
	const words = sheet.getByText(
		/^“May Canal Side keep your name and number until \d+ \w+ \d{4}, to invite you to what is going on\?/
	);
	await expect(words).toBeVisible();

	await expectAccessible(ann, 'keeping a contact');

	await test.step('without a yes to the words nothing is kept', async () => {
		await sheet.getByRole('button', { name: 'Keep it' }).click();
		await expect(sheet.getByText('Without a yes to them nothing is kept.')).toBeVisible();
		await sheet.getByRole('checkbox', { name: 'They agreed to these words' }).check();
		await sheet.getByLabel('E-mail').fill('ashworth@example.org');
		const again = sheet.getByRole('checkbox', { name: 'They agreed to these words' });
		await expect(again, 'other words need another yes').not.toBeChecked();
		await sheet.getByLabel('E-mail').fill('');
	});

	await test.step('what is typed outlasts the app', async () => {
		await expect(sheet.getByLabel('Name')).toHaveValue('Mrs Ashworth');
		// A draft is kept a moment after the last letter.
		await page.waitForTimeout(1_000);
		await page.reload();
		await page.getByRole('button', { name: 'Keep a contact' }).click();
		await expect(sheet.getByLabel('Name')).toHaveValue('Mrs Ashworth');
		await expect(sheet.getByRole('checkbox', { name: 'Invitations' })).toBeChecked();
	});

	const said = await words.innerText();
	await sheet.getByRole('checkbox', { name: 'They agreed to these words' }).check();
	await sheet.getByRole('button', { name: 'Keep it' }).click();
	const here = page.getByRole('list', { name: 'Contacts at this door' });
	await expect(here.getByRole('link', { name: '01706 000000' })).toHaveAttribute('href', 'tel:01706000000');
	await expect(here).toContainText('What for: “invite you to what is going on”. Until');
	await here.getByText('What they agreed to').click();
	await expect(here.getByText(said)).toBeVisible();
	await expectAccessible(ann, 'a door with a contact');

	await test.step('the walk keeps one of the door that is stood at, and stays there', async () => {
		await page.getByRole('link', { name: 'Start knocking here' }).click();
		const walk = await new WalkScreen(ann).ready();
		await walk.tap('Talked');
		const at = await walk.address();
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('button', { name: 'They gave me a number' }).click();
		const keeping = await fill(page, { name: 'Mr Butterworth', phone: '+44 1706 111111', forWhat: 'News' });
		await expect(keeping.getByRole('heading', { name: `Keep a contact at ${at}` })).toBeVisible();
		await keeping.getByRole('checkbox', { name: 'They agreed to these words' }).check();
		await keeping.getByRole('button', { name: 'Keep it' }).click();
		await expect(keeping).toBeHidden();
		await expect(page.getByText('Kept on this phone.')).toBeVisible();
		expect(await walk.address()).toBe(at);
	});

	await app.networkOn();
	await ann.open(group.address);
	await (await group.sync()).now();
	await group.allSent();
	await (await bobs.sync()).now();
	await bobs.doors();
	await bob.page.getByRole('link', { name: 'Contacts' }).click();
	const bobsList = bob.page.getByRole('list', { name: 'Contacts' });
	await expect(bobsList).toContainText('Mrs Ashworth');
	await expect(bobsList).toContainText('Mr Butterworth');

	await app.networkOff();
	await test.step('Bob puts her number right, and Ann erases her at her wish', async () => {
		const row = bobsList.getByRole('listitem').filter({ hasText: 'Mrs Ashworth' });
		await row.getByRole('button', { name: 'Correct' }).click();
		const correct = bob.page.getByRole('dialog', { name: 'Put Mrs Ashworth right' });
		await correct.getByLabel('Phone').fill('01706 222222');
		await correct.getByRole('button', { name: 'Save' }).click();
		await expect(row.getByRole('link', { name: '01706 222222' })).toBeVisible();

		await group.doors();
		await page.getByRole('link', { name: 'Contacts' }).click();
		await page.getByRole('button', { name: 'Erase Mrs Ashworth' }).click();
		const ask = page.getByRole('dialog', { name: 'Erase Mrs Ashworth?' });
		await expectAccessible(ann, 'erasing a contact');
		await expect(ask).toContainText('gone on this phone now, and on the others at their next contact');
		await ask.getByRole('button', { name: 'Erase' }).click();
		await expect(page.getByRole('list', { name: 'Contacts' })).not.toContainText('Ashworth');
	});

	await app.networkOn();
	await (await group.sync()).now();
	await group.allSent();
	await (await bobs.sync()).now();
	await bobs.allSent();
	await (await group.sync()).now();
	await group.allSent();
	for (const one of [bobs, group]) {
		const { documents } = await (await one.sync()).saveCopy();
		expect(JSON.stringify(documents)).not.toMatch(/Ashworth|01706 [02]/);
		expect(documents.filter(({ type, erased }) => type === 'contact' && erased)).toHaveLength(1);
		await one.doors();
		await one.phone.page.getByRole('link', { name: 'Contacts' }).click();
		const list = one.phone.page.getByRole('list', { name: 'Contacts' });
		await expect(list).toContainText('Mr Butterworth');
		await expect(list).not.toContainText('Ashworth');
	}
});
