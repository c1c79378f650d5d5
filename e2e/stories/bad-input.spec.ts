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
	const ann = await phone({ installed: true });
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
	await test.step('wrong columns, until the right ones are picked', async () => {
		await add.choose(csv('Strasse;Hausnr\nMill Lane;1\nMill Lane;3\n'));
		await expect(ann.page.getByRole('alert')).toContainText('“Strasse”, “Hausnr”');
		await ann.page.getByLabel('Street column').selectOption('Strasse');
		await expect(ann.page.getByRole('alert')).toContainText('Doors need a house number or name');
		await ann.page.getByLabel('House number column').selectOption('Hausnr');
		await expect(main).toContainText('3 Mill Lane');
		expect(await add.offered()).toBe(2);
	});
	await test.step('broken encoding', async () => {
		await add.choose(csv(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 255, 254, 0, 1, 2, 3]), 'doors.xlsx.csv'));
		await expect(ann.page.getByRole('alert')).toContainText(/CSV/);
		await add.choose(csv(Buffer.from('street,number\nCaf\xe9 Street,1\nCaf\xe9 Street,2\n', 'latin1')));
		await expect(main).toContainText('1 Café Street');
		expect(await add.offered()).toBe(2);
	});
	await test.step('UTF-8 with a damaged letter: its row is left out, the others are whole', async () => {
		const [before, after] = ['street,number\nCafé Road,1\nÄhre Road,2\nBr', 'ken Road,3\n'].map((part) =>
			Buffer.from(part)
		);
		await add.choose(csv(Buffer.concat([before!, Buffer.from([0xc3]), after!])));
		await expect(main).toContainText('Some letters in this file are damaged');
		await expect(main).toContainText('1 can’t be used');
		await expect(main).toContainText('2 Ähre Road');
		expect(await add.offered()).toBe(2);
	});
	await test.step('UTF-16 with half a letter inside, and another at its cut end', async () => {
		const whole = Buffer.from('\ufeffstreet,number\nCafé Row,1\nHalf\ud83d Row,2\nLast Row,3', 'utf16le');
		await add.choose(csv(whole.subarray(0, -1)));
		await expect(main).toContainText('Some letters in this file are damaged');
		await expect(main).toContainText('2 can’t be used');
		await expect(main).toContainText('1 Café Row');
		expect(await add.offered()).toBe(1);
	});
	await test.step('formulas', async () => {
		await add.choose(
			csv('street,number\n"=HYPERLINK(""http://x"",""y"")",1\nMill Lane,"=1+1"\nMill Lane,5\n')
		);
		await expect(main).toContainText('a spreadsheet’s formula, not an address');
		await expect(main.getByRole('link', { name: 'y' })).toHaveCount(0);
		expect(await add.offered()).toBe(1);
	});
	await (await (await group.doors()).open('Mill Lane')).counts(/No doors|Add doors/);
	const copy = await (await group.sync()).saveCopy();
	expect(copy.documents.filter((doc) => doc.type === 'door')).toHaveLength(0);
});

test('50,000 rows: a patch takes what it holds; what was in before the phone died is in, and the same file adds the rest', async ({
	phone
}) => {
	const ann = await phone({ installed: true });
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	const { address } = group;
	const main = ann.page.getByRole('main');
	const rows = Array.from(
		{ length: 50_000 },
		(_, i) => `Street ${Math.floor(i / 100)},${(i % 100) + 1},QX1 1AA`
	);
	const file = csv(`street,number,postcode\n${rows.join('\n')}\n`);
	const add = await (await group.doors()).newPatch('All of it');
	await add.choose(file);
	await expect(main).toContainText('A patch holds 20,000 doors at most', { timeout: 120_000 });
	expect(await add.offered()).toBe(20_000);

	await add.press();
	await expect(main).toContainText('You can leave this page. What is in is in');
	await expect(main).toContainText(/Adding [\d,]+,\d{3} of 20,000/, { timeout: 120_000 });
	const shown = Number(/Adding ([\d,]+) of/.exec(await main.innerText())![1]!.replace(',', ''));
	await ann.kill();
	await ann.start();
	await ann.open(address);
	const patch = await (await group.doors()).open('All of it');
	const kept = await patch.doors();
	expect(kept).toBeGreaterThanOrEqual(shown);
	expect(kept).toBeLessThan(20_000);

	const again = await patch.addDoors();
	await again.choose(file);
	const here = ann.page.getByRole('main');
	await expect(here).toContainText(`${kept.toLocaleString('en-GB')} duplicates`, { timeout: 120_000 });
	const rest = await again.offered();
	expect(rest).toBe(20_000 - kept);
	await again.press();
	await expect(here).toContainText('Adding');
	const doors = await group.doors();
	await expect(ann.page.getByText(`${rest.toLocaleString('en-GB')} doors added`)).toBeVisible({
		timeout: 180_000
	});
	await (await doors.open('All of it')).counts('0 of 20,000 doors');
});

test('An invite that is used up, mistyped or guessed says so, and the right one still works', async ({
	phone
}) => {
	const ann = await phone({ installed: true });
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	const invite = await (await group.people()).invite({ uses: 'One person' });

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
		const cat = await phone({ installed: true });
		await (await JoinScreen.byCode(cat, invite.code)).try('Cat');
		await expect(cat.page.getByRole('alert')).toContainText(/has been used/);
		await expect(cat.page.getByLabel('Your name')).toHaveValue('Cat');
	});
	await test.step('guessed five times', async () => {
		const eve = await phone({ installed: true });
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
	const ann = await phone({ installed: true });
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
		const bob = await phone({ installed: true });
		await (await JoinScreen.byLink(bob, day.link)).try('Bob');
		const said = bob.page.getByRole('alert');
		await expect(said).toContainText('This invite has run out. Ask for a new one');
		await expect(bob.page.getByLabel('Your name')).toHaveValue('Bob');
		await (await (await JoinScreen.byLink(bob, month.link)).join('Bob')).allSent();
	});
	await test.step('its code', async () => {
		const cat = await phone({ installed: true });
		await (await JoinScreen.byCode(cat, day.code)).try('Cat');
		await expect(cat.page.getByRole('alert')).toContainText('it may also have run out');
		await expect(cat.page.getByLabel('Your name')).toHaveValue('Cat');
	});
});

test('A code that is sixteen minutes old says that it has run out, and the link of the same invite still lets in', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	const invite = await (await group.people()).invite();
	await app.letPass({ minutes: 16 });
	const bob = await phone({ installed: true });
	await (await JoinScreen.byCode(bob, invite.code)).try('Bob');
	await expect(bob.page.getByRole('alert')).toContainText('This invite has run out. Ask for a new one');
	await expect(bob.page.getByLabel('Your name')).toHaveValue('Bob');
	await expect(bob.page.getByLabel('Invite code')).toHaveValue(invite.code);
	await (await (await JoinScreen.byLink(bob, invite.link)).join('Bob')).allSent();
});

test('An invite that ran out before the phone had a network keeps what was done, and a new one sends it', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	const people = await group.people();
	const day = await people.invite({ worksFor: '1 day' });
	const month = await people.invite({ worksFor: '30 days' });

	const bob = await phone({ installed: true });
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

test('Names in any writing are kept letter for letter; one that turns text around is refused in clear words', async ({
	phone
}) => {
	const ann = await phone({ installed: true });
	for (const [name, person] of [
		['شارع الزيتون', 'مريم'],
		['שכני רחוב הצפרדע', 'רבקה'],
		['👨‍👩‍👧‍👦 Lane 🐸', 'Zoë 👩🏽‍🌾']
	] as const) {
		await test.step(name, async () => {
			const group = await (
				await (await StartScreen.open(ann)).fill({ name, place: 'Rochdale', person })
			).start();
			await expect(ann.page.getByRole('heading', { level: 1 })).toContainText(name);
			await group.people();
			await expect(ann.page.getByRole('main')).toContainText(person);
			const { documents } = await (await group.sync()).saveCopy();
			const kept = documents.filter(({ type }) => type === 'community' || type === 'member');
			expect(kept.map((doc) => doc.name).sort()).toEqual([name, person].sort());
		});
	}
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Lane \u202Egnoorts', place: 'Rochdale', person: 'Ann\u2066' });
	await ann.page.getByRole('button', { name: 'Start the group' }).click();
	await expect(ann.page.getByText('hidden characters')).toHaveCount(2);
	await expect(ann.page.getByLabel('Postcode or place')).toHaveValue('Rochdale');
	await start.fill({ name: '🌻🌻 Lane', place: 'Rochdale', person: 'Ann' });
	await start.start();
	await expect(ann.page.getByRole('heading', { level: 1 })).toContainText('🌻🌻 Lane');
});
