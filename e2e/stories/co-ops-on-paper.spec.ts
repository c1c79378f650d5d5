import { coopsCsv } from '../fixtures/co-ops';
import { expectAccessible } from '../screens/accessible';
import { AuditScreen } from '../screens/audit';
import { BroughtScreens } from '../screens/brought';
import { syncAll } from '../screens/group';
import { JoinScreen } from '../screens/join';
import { printed } from '../screens/printed';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

/** As a spreadsheet in Windows' letters writes it, with headings of its own. */
const COUNCIL = Buffer.from(
	[
		'Outfit;Where;Code;Remarks',
		'Caf\u00e9 Ol\u00e9;Rochdale;ol16 1ae;Food',
		'"Weavers,\nSpinners";Rochdale;OL16 1AF;Arts',
		'SPOTLAND BAKERS LTD;Rochdale;OL16 1AA;Food',
		'caf\u00e9 ol\u00e9;Rochdale;OL161AE;Food',
		'Choir;OL16 1AA;Rochdale;Culture'
	].join('\r\n'),
	'latin1'
);

test('A council’s list is brought with no network, and what was seen goes onto paper, to its publisher and to strangers', async ({
	phone,
	app
}) => {
	await app.importFacts(['coops', coopsCsv()]);
	const ann = await phone({ installed: true });
	const { page } = ann;
	const main = page.getByRole('main');
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Lane Lookers', place: 'Rochdale', person: 'Ann' })).start();
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	for (const area of ['Co-operative action', 'Co-operative enterprise'] as const)
		await commitments.make({ area, title: `A promise: ${area}`, measure: 'People', ...rest });
	await commitments.register();
	await (await group.sync()).now();
	await group.allSent();
	const home = group.address;
	const bob = await phone({ installed: true });
	const { link } = await (await group.people()).invite();
	const bobs = await (await JoinScreen.byLink(bob, link)).join('Bob');
	await bobs.allSent();
	for (const one of [ann, bob]) {
		await one.open(home);
	}
	const screens = new BroughtScreens(ann, home);
	const bobsScreens = new BroughtScreens(bob, home);
	const headed = COUNCIL.toString('latin1').replace(/^.*/, 'Name;Town;Postcode;What for');
	const usual = Buffer.from(headed, 'latin1');

	await test.step('with no directory on the phone and no network, both are said', async () => {
		await app.networkOff();
		await screens.open('corrections', 'Back to the source');
		await expect(main.getByText('The directory is not on this phone yet')).toBeVisible();
		await app.networkOn();
		await screens.open('corrections', 'Back to the source');
		await expect(main.getByText('Nothing to put right so far')).toBeVisible();
		await expectAccessible(ann, 'corrections, empty');
		await (await AuditScreen.start(bob, home)).names();
		await app.networkOff();
	});

	await test.step('what can’t be brought is told, and what was typed stays', async () => {
		await screens.open('bring', 'Bring another list');
		await page.getByLabel('On which terms').fill('Open Government Licence');
		await screens.choose(
			'cut.geojson',
			'{"type":"FeatureCollection","features":[{"type":',
			'application/json'
		);
		await expect(main.getByText('it breaks off or is damaged')).toBeVisible();
		await screens.choose('long.csv', `Name\n${'A co-op\n'.repeat(20_000)}`);
		await expect(main.getByText('It has more than 2,000 rows. Nothing was added.')).toBeVisible();
		await screens.choose('odd.csv', COUNCIL);
		await expect(main.getByText('Which column is which?')).toBeVisible();
		await expect(page.getByLabel('On which terms')).toHaveValue('Open Government Licence');
	});

	await test.step('columns are picked, the list is looked through, added, undone and added again', async () => {
		await page.getByLabel('Name', { exact: true }).selectOption({ label: 'Outfit' });
		await page
			.getByRole('button', { name: 'Columns' })
			.or(main.getByText('Columns', { exact: true }))
			.click();
		for (const [field, heading] of [
			['Village or town', 'Where'],
			['Postcode', 'Code'],
			['What it is for', 'Remarks']
		] as const)
			await page.getByLabel(field).selectOption({ label: heading });
		const verdict = main.locator('[aria-live]').filter({ hasText: 'to add' });
		await expect(verdict).toContainText('2 co-ops to add');
		await expect(verdict).toContainText('1 is in the directory or your list already');
		await expect(verdict).toContainText('1 is there twice');
		await expect(verdict).toContainText('1 row is left out');
		await expect(main.getByText('Café Olé, Rochdale, OL16 1AE').first()).toBeVisible();
		await expectAccessible(ann, 'a list looked through');
		await page.getByRole('button', { name: 'Add 2 co-ops' }).click();
		await expect(main.getByText('Say whose list it is')).toBeVisible();
		await page.getByLabel('Whose list it is').fill('Rochdale Council, July 2026');
		await page.getByRole('button', { name: 'Add 2 co-ops' }).click();
		await expect(main.getByRole('list', { name: 'Brought before' })).toContainText('2 co-ops');
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(main.getByText('Brought before')).toBeHidden();
		await page.getByLabel('Whose list it is').fill('Rochdale Council, July 2026');
		await screens.choose('usual.csv', usual);
		await page.getByRole('button', { name: 'Add 2 co-ops' }).click();
		await expect(main.getByRole('list', { name: 'Brought before' })).toContainText(
			'Rochdale Council, July 2026'
		);
		await expect(page.getByRole('button', { name: 'Take back 2 that nobody looked at' })).toBeVisible();
		await expectAccessible(ann, 'a list brought');
	});

	await test.step('Bob brings the same list with no network, and after one sync each co-op is there once', async () => {
		await bobsScreens.open('bring', 'Bring another list');
		await bob.page.getByLabel('Whose list it is').fill('The council');
		await bobsScreens.choose('theirs.csv', usual);
		await bob.page.getByRole('button', { name: 'Add 2 co-ops' }).click();
		await bob.page.getByRole('list', { name: 'Brought before' }).waitFor();
		await app.networkOn();
		await syncAll(group, bobs);
		await app.networkOff();
		for (const one of [ann, bob]) {
			const audit = await AuditScreen.start(one, home);
			for (const name of ['Café Olé', 'Weavers, Spinners']) await expect(audit.row(name)).toHaveCount(1);
			await expect(audit.main.getByRole('radio', { name: 'All (13)' })).toBeVisible();
		}
	});

	await test.step('what was seen otherwise goes back to its publisher, without anybody’s note', async () => {
		const audit = await AuditScreen.start(ann, home);
		await audit.look('Roch Valley Credit Union', 'Gone');
		const sheet = await audit.more('Spotland Bakers');
		await sheet.getByLabel('When is it open?').fill('Tue to Sat');
		await sheet.getByLabel('Note for your group').fill('Ask for Ellen');
		await sheet.getByRole('button', { name: 'Save what you found out' }).click();
		await expect(page.getByText('Saved on this phone.')).toBeVisible();
		await screens.open('corrections', 'Back to the source');
		await expect(main.getByText('Roch Valley Credit Union')).toBeVisible();
		await expect(main.getByText('It is gone.')).toBeVisible();
		await expectAccessible(ann, 'corrections');
		const csv = await screens.file('Save as a spreadsheet');
		const [head, row, ...more] = csv.replace('\ufeff', '').split('\r\n');
		expect(head).toBe('id,name,field,listed,seen,when');
		expect(row).toMatch(/^R900002,Roch Valley Credit Union,status,listed,gone,\d{4}-\d\d-\d\d$/);
		expect(more.join('')).toBe('');
		expect(csv).not.toContain('Ellen');
	});

	await test.step('one sheet, folded, or as many plain ones as it takes', async () => {
		await screens.open('leaflet', 'Co-ops you can use here');
		await expect(main.getByRole('list', { name: 'Food' })).toContainText('Spotland Bakers');
		await expect(main).not.toContainText('Café Olé');
		await page.getByLabel('Which co-ops').selectOption({ label: 'Also all listed within 5 miles' });
		await expect(main.getByRole('list', { name: 'Food' })).toContainText('Café Olé');
		await expectAccessible(ann, 'the leaflet');
		const folded = await printed(page);
		expect(folded.pages).toBe(2);
		for (const words of [
			'Spotland Bakers',
			'Tue to Sat',
			'Café Olé',
			'Lane Lookers',
			'ODC-By-1.0',
			'Rochdale Council, July 2026'
		])
			expect(folded.words).toContain(words);
		for (const words of ['Credit Union', 'Ellen', 'Take them off']) expect(folded.words).not.toContain(words);
		await page.getByRole('radio', { name: 'Plain A4' }).check();
		expect((await printed(page)).pages).toBe(1);
	});

	await test.step('an organiser shows them, and a stranger reads them with no script, with their age', async () => {
		await page.getByRole('button', { name: 'Show them in public' }).click();
		await page.getByRole('button', { name: 'Take them off again' }).waitFor();
		await app.networkOn();
		await (await group.sync()).now();
		await group.allSent();
		const stranger = await phone({ javaScriptEnabled: false });
		await stranger.open('/communities/lane-lookers');
		const coops = stranger.page.getByRole('main');
		await expect(coops).toContainText('Spotland Bakers');
		await expect(coops).toContainText('seen today');
		await stranger.page.getByRole('link', { name: /The list to share and to print/ }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Co-ops you can use here');
		await expect(coops).toContainText('Tue to Sat');
		await expect(coops).toContainText('ODC-By-1.0');
		for (const words of ['Credit Union', 'Ellen', 'Café Olé', 'Ann'])
			await expect(coops).not.toContainText(words);
		expect((await printed(stranger.page)).pages).toBe(1);
		await ann.open('/communities/lane-lookers/co-ops');
		await expectAccessible(ann, 'the public list');
		await ann.open('/communities/lane-lookers');
		await expectAccessible(ann, 'the community with co-ops');
	});

	await test.step('and takes them off again', async () => {
		await screens.open('leaflet', 'Co-ops you can use here');
		await page.getByRole('button', { name: 'Take them off again' }).click();
		await page.getByRole('button', { name: 'Show them in public' }).waitFor();
		await (await group.sync()).now();
		await group.allSent();
		await ann.open('/communities/lane-lookers');
		await expect(main).not.toContainText('Spotland Bakers');
	});
});
