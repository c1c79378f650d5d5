import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

const csv = (text: string | Buffer, name = 'doors.csv') => ({
	name,
	mimeType: 'text/csv',
	buffer: typeof text === 'string' ? Buffer.from(text) : text
});

test('A file of doors that is not one: clear words, and nothing is added before it is asked for', async ({
	phone
}) => {
	test.setTimeout(300_000);
	const ann = await phone();
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	const add = await (await group.doors()).newPatch('Mill Lane');
	const main = ann.page.getByRole('main');

	await test.step('wrong columns', async () => {
		await add.choose(csv('colour,weight\nred,3\nblue,4\n'));
		await expect(main).toContainText('colour');
		await expect(main).toContainText(/Doors need/);
		await expect(
			ann.page.getByRole('button', { name: /^Add [\d,]+ doors?$/ }).and(ann.page.locator(':enabled'))
		).toHaveCount(0);
	});
	await test.step('broken encoding', async () => {
		await add.choose(csv(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 255, 254, 0, 1, 2, 3]), 'doors.xlsx.csv'));
		await expect(ann.page.getByRole('alert')).toContainText(/CSV/);
		await add.choose(csv(Buffer.from('street,number\nCaf\xe9 Street,1\nCaf\xe9 Street,2\n', 'latin1')));
		await expect(main).toContainText('Café Street');
		expect(await add.offered()).toBe(2);
	});
	await test.step('formulas', async () => {
		await add.choose(
			csv('street,number\n"=HYPERLINK(""http://x"",""y"")",1\nMill Lane,"=1+1"\nMill Lane,5\n')
		);
		await expect(main).toContainText('a spreadsheet’s formula, not an address');
		await expect(main.getByRole('link', { name: 'y' })).toHaveCount(0);
		expect(await add.offered()).toBe(1);
	});
	await test.step('50,000 rows', async () => {
		const rows = Array.from(
			{ length: 50_000 },
			(_, i) => `Street ${Math.floor(i / 100)},${(i % 100) + 1},QX1 1AA`
		);
		await add.choose(csv(`street,number,postcode\n${rows.join('\n')}\n`));
		await expect(main).toContainText(/A patch holds/, { timeout: 60_000 });
		expect(await add.offered()).toBeLessThan(50_000);
	});
	await (await (await group.doors()).open('Mill Lane')).counts(/No doors|Add doors/);
	const copy = await (await group.sync()).saveCopy();
	expect(copy.documents.filter((doc) => doc.type === 'door')).toHaveLength(0);
});

test('An invite that is used up, mistyped or guessed says so, and the right one still works', async ({
	phone
}) => {
	const ann = await phone();
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	const invite = await (await group.people()).invite();

	const bob = await phone();
	await test.step('mistyped', async () => {
		const screen = await JoinScreen.byCode(bob, 'ABC10O');
		await screen.try('Bob');
		await expect(bob.page.getByText('That can’t be a code')).toBeVisible();
		await expect(bob.page.getByLabel('Your name')).toHaveValue('Bob');
	});
	await test.step('joins with the right one', async () => {
		await (await (await JoinScreen.byCode(bob, invite.code.toLowerCase())).join('Bob')).allSent();
	});
	await test.step('used up', async () => {
		const cat = await phone();
		await (await JoinScreen.byCode(cat, invite.code)).try('Cat');
		await expect(cat.page.getByRole('alert')).toContainText(/has been used/);
		await expect(cat.page.getByLabel('Your name')).toHaveValue('Cat');
	});
	await test.step('guessed five times', async () => {
		const eve = await phone();
		for (const code of ['AAAAAA', 'AAAAAB', 'AAAAAC', 'AAAAAD', 'AAAAAE', 'AAAAAF', 'AAAAAG']) {
			await (await JoinScreen.byCode(eve, code)).try('Eve');
			await expect(eve.page.getByRole('alert')).toBeVisible();
		}
		await expect(eve.page.getByRole('alert')).toContainText('Too many codes');
	});
});

test('An invite that has run out says so, loses nothing, and the next one lets in', async ({
	app,
	phone
}) => {
	const ann = await phone();
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	const people = await group.people();
	const day = await people.invite({ worksFor: '1 day' });
	const month = await people.invite({ worksFor: '30 days' });
	await app.letPass({ days: 2 });

	await test.step('its link', async () => {
		const bob = await phone();
		await (await JoinScreen.byLink(bob, day.link)).try('Bob');
		const said = bob.page.getByRole('alert');
		await expect(said).toContainText('This invite has run out. Ask for a new one');
		await expect(bob.page.getByLabel('Your name')).toHaveValue('Bob');
		await (await (await JoinScreen.byLink(bob, month.link)).join('Bob')).allSent();
	});
	await test.step('its code', async () => {
		const cat = await phone();
		await (await JoinScreen.byCode(cat, day.code)).try('Cat');
		await expect(cat.page.getByRole('alert')).toContainText('it may also have run out');
		await expect(cat.page.getByLabel('Your name')).toHaveValue('Cat');
	});
});

test('An invite that ran out before the phone had a network keeps what was done, and a new one sends it', async ({
	app,
	phone
}) => {
	const ann = await phone();
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	const people = await group.people();
	const day = await people.invite({ worksFor: '1 day' });
	const month = await people.invite({ worksFor: '30 days' });

	const bob = await phone();
	await bob.install();
	await app.networkOff();
	const bobs = await (await JoinScreen.byLink(bob, day.link)).join('Bob');
	const patch = await (await (await bobs.doors()).newPatch('Mill Lane')).byNumbers('Mill Lane', '1-9 odd');
	await (await patch.startKnocking()).knock(3, ['Talked']);
	await bob.page.goBack();
	await app.letPass({ days: 2 });
	await app.networkOn();
	await (await bobs.sync()).now();
	await expect(bobs.status).toHaveText(/run out/);
	await expect(bob.page.getByRole('main')).toContainText('3 visits');
	await bob.page.getByRole('link', { name: 'Use another invite' }).click();
	await bob.page.getByLabel('Invite code').fill(month.link);
	await bob.page.getByRole('button', { name: 'Join', exact: true }).click();
	await bob.page.waitForURL(/\/g\/[0-9a-z]{26}$/);
	await bobs.allSent();

	await (await group.sync()).now();
	await (await (await group.doors()).open('Mill Lane')).counts('3 of 5 doors');
});

test('A group name of emoji is fine; one that turns text around is refused in clear words', async ({
	phone
}) => {
	const ann = await phone();
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Lane \u202Egnoorts', place: 'Rochdale', person: 'Ann' });
	await ann.page.getByRole('button', { name: 'Start the group' }).click();
	await expect(ann.page.getByText('hidden characters')).toBeVisible();
	await expect(ann.page.getByLabel('Your name')).toHaveValue('Ann');
	await expect(ann.page.getByLabel('Postcode or place')).toHaveValue('Rochdale');
	await ann.page.getByLabel('Group name').fill('🌻🌻 Lane 🐸');
	const group = await start.start();
	await expect(ann.page.getByRole('heading', { level: 1 })).toContainText('🌻🌻 Lane 🐸');
	await expect(group.status).toBeVisible();
});
