import { coopsCsv, outletsCsv, postcodesCsv } from '../fixtures/co-ops';
import { expectAccessible } from '../screens/accessible';
import { AuditScreen } from '../screens/audit';
import { DirectoryScreen } from '../screens/directory';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

const STACK = [
	'Baker’s Yard Film Club',
	'Dockers’ Choir',
	'Inkwell Printers',
	'Loom Weavers',
	'Northern Pedal',
	'Weir Energy'
];

test('Any co-op of the country is found on a phone with no network, by name, place, need and nearness', async ({
	app,
	phone
}) => {
	test.setTimeout(180_000);
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Lane Lookers', place: 'Rochdale', person: 'Ann' });
	const group = (await start.start()).address;

	await test.step('no directory yet, and none at this registry', async () => {
		await app.networkOff();
		await DirectoryScreen.open(ann, group);
		await expect(ann.page.getByText('The directory is not on this phone yet')).toBeVisible();
		await expect(ann.page.getByText(/What you looked at and added is safe/)).toBeVisible();
		await app.networkOn();
		await ann.page.getByRole('button', { name: 'Try again' }).click();
		await expect(ann.page.getByText('This registry has no directory of co-ops')).toBeVisible();
		await expectAccessible(ann, 'a registry without a directory');
	});

	await app.importFacts(['coops', coopsCsv()]);
	let directory = await DirectoryScreen.open(ann, group);
	await expect(directory.found).toHaveCount(16);

	await test.step('a sign-in page or half an answer leaves it in use', async () => {
		const cases = [
			{ contentType: 'text/html', headers: { etag: '"x"' }, body: '<!doctype html><title>Sign in</title>' },
			{ contentType: 'application/json', headers: { etag: '"y"' }, body: '{"format":"toad-lane/coops","vers' }
		];
		for (const answer of cases) {
			let asked = 0;
			await ann.context!.route('**/api/coops', (route) => {
				asked += 1;
				return route.fulfill({ status: 200, ...answer });
			});
			directory = await DirectoryScreen.open(ann, group);
			await expect.poll(() => asked).toBe(1);
			await directory.expectFor('spotland', ['Spotland Bakers']);
			await ann.context!.unroute('**/api/coops');
		}
	});

	await app.networkOff();
	await ann.switchOff();
	await ann.start();
	directory = await DirectoryScreen.open(ann, group);
	const { page } = ann;

	await test.step('by name, place, postcode and need', async () => {
		await expect(directory.found).toHaveCount(16);
		await directory.expectFor('caffir mor', ['Caffi’r Môr']);
		await directory.expectFor('bury', ['Bury Growers']);
		await directory.expectFor('ol161ac', ['Milnrow Wheelers', 'Old Mill Housing Co-operative']);
		await directory.need('Housing');
		await expect(directory.found.locator('.title')).toHaveText(['Old Mill Housing Co-operative']);
		await expect(page).toHaveURL(/\?q=ol161ac&need=housing$/);
		await directory.expectFor('zzz', []);
		await expect(page.getByText('None found')).toBeVisible();
		await expectAccessible(ann, 'a search that finds nothing');
		await directory.field.fill('');
		await directory.need('Anything');
	});

	await test.step('the nearest first: from the group where the phone does not say, then from where it stands', async () => {
		const near = page.getByRole('button', { name: 'Nearest first' });
		await near.click();
		await expect(page.getByText(/keeps where you are from the app.*from your group’s place/)).toBeVisible();
		await expect(directory.found).toHaveCount(15);
		await near.click();
		await ann.context!.grantPermissions(['geolocation'], { origin: app.url });
		await ann.context!.setGeolocation({ longitude: -3.18, latitude: 55.97 });
		await near.click();
		await expect(page.getByText('From where you stand. That stays on this phone.')).toBeVisible();
		await expect(directory.found.first()).toContainText('Leith Walk Cycles');
		await expect(directory.found.first()).toContainText('minutes’ walk');
		await expectAccessible(ann, 'the directory, nearest first');
		await near.click();
	});

	await test.step('one co-op, and back to the same question', async () => {
		await directory.expectFor('spotland', ['Spotland Bakers']);
		await expect(page).toHaveURL(/\?q=spotland$/);
		await directory.found.first().click();
		await page.getByRole('heading', { level: 1, name: 'Spotland Bakers' }).waitFor();
		const main = page.getByRole('main');
		await expect(main).toContainText('Rochdale, OL16 1AA');
		await expect(main).toContainText('Food and work');
		await expect(main).toContainText('The people who work there');
		await expect(main).toContainText('Workers’ co-operative');
		await expect(main).toContainText(
			/Co-operatives UK open data.*As of 30 June 2026|Co-operatives UK open data.*as of 30 June 2026/
		);
		await expect(page.getByRole('link', { name: /bakers\.example/ })).toHaveAttribute('rel', /noopener/);
		await expectAccessible(ann, 'one co-op');
		await page.goBack();
		await page.getByRole('heading', { level: 1, name: 'Look up a co-op' }).waitFor();
		await expect(directory.field).toHaveValue('spotland');
	});

	await test.step('six at one address spread on the map, and each can be tapped', async () => {
		await directory.expectFor('ol16 1ad', STACK);
		await directory.toMap();
		await expect(page).toHaveURL(/\/map\?q=ol16\+1ad$/);
		await directory.tap(0, 0);
		const together = page.getByRole('list', { name: 'Co-ops at this place' }).getByRole('listitem');
		await expect(together.locator('.title')).toHaveText(STACK);
		await expectAccessible(ann, 'the map of co-ops');
		await directory.tap(0, 0);
		await expect(together).toHaveCount(0);
		await directory.tap(0, 0);
		await expect(together).toHaveCount(6);
		await directory.tap(0, -48);
		await page
			.getByRole('heading', { level: 1, name: /Film Club|Choir|Printers|Weavers|Pedal|Energy/ })
			.waitFor();
		await page.goBack();
		await directory.mapReady();
		const follow = page.getByRole('button', { name: 'Follow me' });
		await follow.click();
		await expect(page.getByText(/^The dot is you, give or take \d+ m\./)).toBeVisible();
		await expect(follow).toHaveAttribute('aria-pressed', 'true');
		await follow.click();
		await expect(page.getByText(/^The dot is you/)).toBeHidden();
		await page.getByRole('link', { name: 'Back to the list' }).click();
		await expect(directory.found.locator('.title')).toHaveText(STACK);
	});

	await app.networkOn();
	await app.importFacts(['outlets', outletsCsv()], ['postcodes', postcodesCsv()]);
	directory = await DirectoryScreen.open(ann, group);
	await expect(page.getByText('16 co-ops and 2 branches', { exact: true })).toBeVisible();
	await app.networkOff();

	await test.step('a shop across the road is found by its own name and by that of a co-op far away', async () => {
		await directory.expectFor('penny', ['Penny Farthings']);
		await directory.expectFor('leith', ['Leith Walk Cycles', 'Penny Farthings']);
		await expect(page.getByText('1 co-op and 1 branch', { exact: true })).toBeVisible();
		await expect(directory.found.nth(1)).toContainText('Branch of Leith Walk Cycles · Rochdale · OL12 6AB');
		await directory.found.nth(1).click();
		await page.getByRole('heading', { level: 1, name: 'Penny Farthings' }).waitFor();
		await expect(page.getByRole('main')).toContainText('Co-operatives UK open data, outlets');
		await expectAccessible(ann, 'a branch');
		await page.getByRole('link', { name: 'Leith Walk Cycles' }).click();
		await page.getByRole('heading', { level: 1, name: 'Leith Walk Cycles' }).waitFor();
	});

	await test.step('and is looked at on foot, while the office stays out of the walk', async () => {
		const audit = await AuditScreen.start(ann, group);
		const names = await audit.names();
		expect(names).toEqual(expect.arrayContaining(['Penny Farthings', 'Bury Growers']));
		expect(names).not.toContain('Leith Walk Cycles');
		await expect(audit.row('Bury Growers')).toHaveAccessibleDescription(
			/^Branch of Bury Growers · Rochdale · /
		);
		await expect(audit.main).toContainText('0 of 13 looked at');
		await audit.look('Penny Farthings', 'Still here');
		await expect(audit.main).toContainText('1 of 13 looked at');
	});
});
