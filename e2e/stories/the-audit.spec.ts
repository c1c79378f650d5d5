import { coopsCsv } from '../fixtures/co-ops';
import { photoWithPosition } from '../fixtures/photo';
import { hands } from '../hands';
import { expectAccessible } from '../screens/accessible';
import { AuditScreen } from '../screens/audit';
import { syncAll } from '../screens/group';
import { JoinScreen } from '../screens/join';
import { PatchMapScreen } from '../screens/patch-map';
import { StartScreen } from '../screens/start';
import type { Locator } from '@playwright/test';
import { expect, inMonths, test } from './story';

const COMMITMENT = 'Know every co-op here';
const KITCHEN = 'Toad Lane Soup Kitchen';
const MENDERS = 'Roch Menders';
/** Added by mistake. */
const SLIP = 'Spotland Cake Co-operative';

/** Where the thumb is: the lowest third of the screen. */
const THUMB = (844 * 2) / 3;
const heightOf = async (what: Locator) => (await what.boundingBox())?.y ?? 0;

test('Two auditors walk one town with no network, see different things, and come to the same figure', async ({
	phone,
	app
}) => {
	await app.importFacts(['coops', coopsCsv()]);
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Lane Lookers', place: 'Rochdale', person: 'Ann' })).start();
	await (
		await group.commitments()
	).make({
		area: 'Co-operative enterprise',
		title: COMMITMENT,
		difference: 'Neighbours use what is theirs.',
		counted: 'Co-ops found',
		target: '10',
		by: inMonths(5)
	});
	await syncAll(group);
	const bob = await phone({ installed: true });
	const invite = await (await group.people()).invite();
	const bobs = await (await JoinScreen.byLink(bob, invite.link)).join('Bob');
	await bobs.allSent();
	const { address } = bobs;
	for (const one of [ann, bob]) {
		await one.open(address);
	}

	await test.step('each takes the directory with them', async () => {
		for (const one of [ann, bob]) {
			const audit = await AuditScreen.start(one, address);
			expect((await audit.names()).slice(0, 2)).toHaveLength(2);
			await expect(audit.main).toContainText('0 of 11 looked at');
		}
	});
	await app.networkOff();

	await test.step('Ann looks, with two taps for each, and takes a slip back', async () => {
		const audit = await AuditScreen.start(ann, address);
		// At the end of the page no row lies half below the buttons.
		await ann.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
		await expectAccessible(ann, 'the audit');
		const names = await audit.names();
		expect(names).not.toContain('Heywood Home Care');
		await audit.main.getByRole('radio', { name: '500 m', exact: true }).check();
		await expect(audit.row('Dockers’ Choir')).toBeHidden();
		await audit.main.getByRole('radio', { name: '2 km', exact: true }).check();
		await expect(audit.row('Dockers’ Choir')).toBeVisible();
		audit.taps = 0;
		await audit.look('Spotland Bakers', 'Still here');
		expect(audit.taps).toBe(2);
		await expect(audit.row('Spotland Bakers')).toBeHidden();
		const next = audit.main.getByRole('button', { name: /^Next: Lantern Street Allotments/ });
		expect(await heightOf(next)).toBeGreaterThan(THUMB);
		const dialog = await audit.open('Lantern Street Allotments');
		for (const seen of ['Still here', 'Gone', 'Moved', 'Not sure'])
			expect(await heightOf(dialog.getByRole('button', { name: seen, exact: true }))).toBeGreaterThan(THUMB);
		await dialog.getByRole('button', { name: 'Close', exact: true }).click();
		await audit.look('Roch Valley Credit Union', 'Gone');
		await audit.look('Milnrow Wheelers', 'Still here');
		await audit.look('Lantern Street Allotments', 'Still here');
		await ann.page.getByRole('button', { name: 'Undo' }).click();
		await expect(ann.page.getByText('Taken back: Lantern Street Allotments.')).toBeVisible();
		await expect(audit.row('Lantern Street Allotments')).toHaveAccessibleDescription(/Not looked at yet/);
		await expect(audit.main).toContainText('3 of 11 looked at');
	});

	await test.step('Bob sees another thing, and something that moved', async () => {
		const audit = await AuditScreen.start(bob, address);
		await audit.look('Spotland Bakers', 'Still here');
		await audit.look('Roch Valley Credit Union', 'Still here');
		const sheet = await audit.open('Old Mill Housing Co-operative');
		await expectAccessible(bob, 'a look');
		await sheet.getByRole('button', { name: 'Moved', exact: true }).click();
		const where = bob.page.getByRole('dialog', { name: 'Where has it moved to?' });
		await where.getByLabel('Its place now').fill('x'.repeat(500));
		await where.getByRole('button', { name: 'Save where it is now' }).click();
		await expect(where.getByText('That is too long: 200 letters at most.')).toBeVisible();
		await where.getByRole('button', { name: 'Here, where I stand' }).click();
		await expect(where.getByText('Your phone does not say where it is')).toBeVisible();
		await where.getByLabel('Its place now').fill('9 Drake Street');
		await where.getByRole('button', { name: 'Save where it is now' }).click();
		await expect(where).toBeHidden();
		await audit.show('Looked at');
		await expect(audit.row('Old Mill Housing Co-operative')).toHaveAccessibleDescription(
			/Moved, today by Bob/
		);
	});

	await test.step('each adds one that nobody listed', async () => {
		const audit = await AuditScreen.start(ann, address);
		await ann.context!.grantPermissions(['geolocation'], { origin: app.url });
		await ann.context!.setGeolocation({ longitude: -2.157, latitude: 53.6171, accuracy: 8 });
		const form = await audit.add();
		await form.getByRole('button', { name: 'Save this co-op' }).click();
		await expect(form.getByText('This can’t stay empty.')).toBeVisible();
		await form.getByLabel('Name').fill('x'.repeat(500));
		await expect(form.getByText('That is too long: 160 letters at most.')).toBeVisible();
		await form.getByLabel('Name').fill('Spotland Baker');
		await expect(form.getByText('Is it this one?')).toBeVisible();
		await expect(form.getByRole('link', { name: 'Spotland Bakers' })).toBeVisible();
		await form.getByLabel('Name').fill(KITCHEN);
		await expect(form.getByText('Is it this one?')).toBeHidden();
		await form.getByRole('checkbox', { name: 'Food' }).check();
		await form.getByRole('button', { name: 'Here, where I stand' }).click();
		await expect(form.getByText('Where you stand, to 8 m.')).toBeVisible();
		await expectAccessible(ann, 'adding one');
		await form.getByRole('button', { name: 'Save this co-op' }).click();
		await audit.ready();
		await audit.show('Looked at');
		await expect(audit.row(KITCHEN)).toHaveAccessibleDescription(/Food · Found by you, today by Ann/);

		const journey = await hands(ann.page);
		const { taps, letters } = await journey('J12 one that nobody listed', 4, async () => {
			const quick = await audit.add();
			await quick.getByLabel('Name').pressSequentially(SLIP);
			await quick.getByRole('checkbox', { name: 'Food' }).check();
			await quick.getByRole('button', { name: 'Here, where I stand' }).click();
			await quick.getByRole('button', { name: 'Save this co-op' }).click();
			await expect(ann.page.getByText(`${SLIP} is on the list`)).toBeVisible();
		});
		expect(letters, 'only the name is typed').toBe(SLIP.length);
		// A slow thumb: three seconds to find each button, two letters a second.
		expect(3 * taps + letters / 2, 'seconds').toBeLessThanOrEqual(40);

		await audit.ready();
		await audit.show('Looked at');
		const wrong = await audit.more(SLIP);
		await wrong.getByRole('button', { name: 'Put it right' }).click();
		const right = ann.page.getByRole('dialog');
		await right.getByLabel('Name').fill('');
		await right.getByRole('button', { name: 'Save what is right' }).click();
		await expect(right.getByText('This can’t stay empty.')).toBeVisible();
		await right.getByLabel('Name').fill('Spotland Cakes');
		await expectAccessible(ann, 'putting one right');
		await right.getByRole('button', { name: 'Save what is right' }).click();
		await expect(ann.page.getByRole('heading', { level: 1, name: 'Spotland Cakes' })).toBeVisible();
		await wrong.getByRole('button', { name: 'Take it away' }).click();
		await right.getByRole('button', { name: 'Take it away' }).click();
		await audit.ready();
		await audit.show('All');
		await expect(audit.row(KITCHEN)).toBeVisible();
		await expect(audit.row('Spotland Cakes')).toBeHidden();

		const other = await AuditScreen.start(bob, address);
		const home = await other.add();
		await home.getByLabel('Name').fill(MENDERS);
		await home.getByLabel('Street').fill('7 Private Row');
		await home.getByLabel('Town or village').fill('Rochdale');
		await home.getByRole('checkbox', { name: 'This is somebody’s home' }).check();
		await expect(home.getByLabel('Street')).toBeHidden();
	});

	await test.step('what Bob typed outlives the battery; his co-op’s home stays out of it', async () => {
		await bob.page.waitForTimeout(400);
		await bob.kill();
		await bob.start();
		await bob.open(`${address}/audit/add`);
		const { page } = bob;
		await expect(page.getByText('This is where you left off')).toBeVisible();
		await expect(page.getByLabel('Name')).toHaveValue(MENDERS);
		await page.getByRole('button', { name: 'Save this co-op' }).click();
		const audit = await new AuditScreen(bob).ready();
		await audit.show('All');
		await expect(audit.row(MENDERS)).toHaveAccessibleDescription(/^Rochdale · Found by you, today by Bob/);
		const copy = await (await bobs.sync()).saveCopy();
		expect(JSON.stringify(copy)).not.toContain('Private Row');
	});

	await test.step('Ann fills in the sheet of the bakers', async () => {
		const audit = await AuditScreen.start(ann, address);
		await audit.show('Looked at');
		const main = await audit.more('Spotland Bakers');
		await main.getByRole('button', { name: 'Save what you found out' }).click();
		await expect(main.getByText('Nothing is changed yet')).toBeVisible();
		await main.getByLabel('How many members?').fill('about twenty');
		await main.getByLabel('When is it open?').fill('Tuesday to Saturday, 8 to 2');
		await main.getByRole('button', { name: 'Save what you found out' }).click();
		await expect(main.getByText('Whole numbers only, such as 14.')).toBeVisible();
		await ann.page.waitForTimeout(400);
		await ann.page.reload();
		await expect(main.getByLabel('When is it open?')).toHaveValue('Tuesday to Saturday, 8 to 2');
		await main.getByLabel('How many members?').fill('14');
		await main.getByText('Is it a co-op?').click();
		const answers = ['Yes', 'Yes', 'Yes', 'No', 'No'];
		for (const [i, answer] of answers.entries())
			await main
				.getByRole('group', {
					name: [/chose to join/, /one vote/, /its own members/, /by the money/, /as a charity/][i]!
				})
				.getByRole('radio', { name: answer, exact: true })
				.check();
		await expect(main.getByText('It looks like a co-op')).toBeVisible();
		await main.getByText('What shows that it is run as a co-op?').click();
		await main.getByLabel('2. One member, one vote').fill('Meets every first Monday.');
		await expectAccessible(ann, 'a co-op’s page');
		const buffer = await photoWithPosition(ann.page, 640, 480);
		await main.getByLabel('Photo').setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer });
		await expect(main.getByLabel('What is on the photo?')).toBeVisible();
		await main.getByRole('button', { name: 'Save what you found out' }).click();
		await expect(ann.page.getByText('Saved on this phone.')).toBeVisible();
		await expect(main.getByRole('list', { name: 'Who looked, and when' }).getByRole('listitem')).toHaveCount(
			2
		);
		await main.getByRole('button', { name: 'Take the photo away' }).click();
		await ann.page.getByRole('dialog').getByRole('button', { name: 'Take the photo away' }).click();
		await expect(main.getByText('The photo was taken away.')).toBeVisible();
		await expect(main.getByLabel('When is it open?')).toHaveValue('Tuesday to Saturday, 8 to 2');
	});

	await test.step('a hall is kept apart from co-ops, changed, and erased', async () => {
		const { page } = ann;
		await AuditScreen.start(ann, address);
		await page.getByRole('link', { name: 'What else is there to build on' }).click();
		await page.getByRole('heading', { level: 1, name: 'What there is to build on' }).waitFor();
		await page.getByRole('button', { name: 'Add something' }).click();
		const sheet = page.getByRole('dialog');
		await sheet.getByRole('button', { name: 'Save it' }).click();
		await expect(sheet.getByText('This can’t stay empty.')).toBeVisible();
		await sheet.getByLabel('In a few words').fill('Methodist hall, 60 chairs');
		await expectAccessible(ann, 'something to build on');
		await sheet.getByRole('button', { name: 'Save it' }).click();
		await page.getByRole('button', { name: 'Methodist hall, 60 chairs' }).click();
		await sheet.getByLabel('Whom to ask, and how').fill('Samuel, 01706 000000');
		await sheet.getByRole('button', { name: 'Save it' }).click();
		await expect(page.getByRole('list', { name: 'Halls and rooms' })).toContainText('Samuel');
		await expectAccessible(ann, 'what there is to build on');
		await page.getByRole('button', { name: 'Methodist hall, 60 chairs' }).click();
		await sheet.getByRole('button', { name: 'Erase it for good' }).click();
		await sheet.getByRole('button', { name: 'Erase it for good' }).click();
		await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
		expect(JSON.stringify(await (await group.sync()).saveCopy())).not.toContain('Samuel');
	});

	await app.networkOn();
	await syncAll(group, bobs);

	await test.step('together they know what they saw differently, and the commitment says the same', async () => {
		for (const [one, of] of [[ann, group] as const, [bob, bobs] as const]) {
			const audit = await AuditScreen.start(one, address);
			await expect(audit.main).toContainText('4 of 11 looked at');
			await audit.show('Go again');
			expect(await audit.names()).toEqual(['Roch Valley Credit Union']);
			await expect(audit.row('Roch Valley Credit Union')).toHaveAccessibleDescription(
				/Ann says it is gone and Bob saw it here\. Somebody should go again\./
			);
			await audit.show('All');
			for (const name of [KITCHEN, MENDERS]) await expect(audit.row(name)).toBeVisible();
			await of.commitments();
			const row = one.page.getByRole('main').getByRole('link', { name: COMMITMENT });
			await row.click();
			await expect(one.page.getByRole('main')).toContainText('6 co-ops');
		}
	});

	await test.step('what somebody else has looked at is not taken away', async () => {
		const theirs = await AuditScreen.start(bob, address);
		await theirs.show('All');
		await theirs.look(KITCHEN, 'Still here');
		await syncAll(bobs, group);
		const audit = await AuditScreen.start(ann, address);
		await audit.show('All');
		const main = await audit.more(KITCHEN);
		await main.getByRole('button', { name: 'Take it away' }).click();
		await expect(ann.page.getByRole('dialog')).toContainText('Looked at by Bob too, so it stays');
		await ann.page.getByRole('button', { name: 'Keep it' }).click();
	});

	await test.step('the map has them with their marks', async () => {
		await AuditScreen.start(ann, address);
		await ann.page.getByRole('main').getByRole('link', { name: 'Map', exact: true }).click();
		await ann.page.getByRole('heading', { level: 1, name: 'Map of the audit' }).waitFor();
		await new PatchMapScreen(ann).drawn();
		await expect(ann.page.getByRole('list', { name: 'What the marks mean' })).toContainText('Found by you');
		await expectAccessible(ann, 'the map of the audit');
	});
});
