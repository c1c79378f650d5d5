import { coopsCsv } from '../fixtures/co-ops';
import { authoritiesCsv, britainTopoJson, northernIrelandTopoJson } from '../fixtures/districts';
import { expectAccessible } from '../screens/accessible';
import { spotOf } from '../screens/britain';
import type { GroupScreen } from '../screens/group';
import { RoadScreen } from '../screens/road';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

test('Deserts and oases of the country, without a script, and what a group’s own audit shows with no network', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;

	await test.step('before anything was imported there is no desert, and it is said why', async () => {
		await page.goto(`${app.url}/deserts`);
		await expect(page.getByRole('heading', { name: 'No districts yet' })).toBeVisible();
		await expectAccessible(ann, 'deserts before an import');
	});

	await app.importFacts(
		['coops', coopsCsv()],
		['authorities', authoritiesCsv()],
		['boundaries', britainTopoJson()],
		['boundaries', northernIrelandTopoJson()]
	);

	await test.step('without a script: a table, filters, one district, and where nobody can say', async () => {
		const { page: bare } = await phone({ javaScriptEnabled: false });
		await bare.goto(`${app.url}/deserts`);
		const row = (name: string) =>
			bare.getByRole('row').filter({ has: bare.getByRole('link', { name, exact: true }) });
		await expect(row('Dry Moor')).toContainText('No co-op is listed for 60,000 people');
		await expect(row('Dry Moor')).toContainText('Desert');
		await expect(row('Dry Moor').getByRole('link', { name: 'Start a group' })).toHaveAttribute(
			'href',
			'/start'
		);
		await expect(row('Roch Valley')).toContainText('Made of Lower Roch and Upper Roch.');
		await expect(row('Roch Valley')).toContainText('13 co-ops for 40,000 people');
		await expect(row('Lagan')).toContainText(
			'We can’t say: the directory has next to no positions in Northern Ireland.'
		);
		await expect(row('Lagan')).not.toContainText('Desert');
		await bare.getByLabel('How many').selectOption('Desert');
		await bare.getByRole('button', { name: 'Show' }).click();
		await expect(bare.getByText('1 district', { exact: true })).toBeVisible();
		await expect(row('Roch Valley')).toHaveCount(0);
		await bare.getByLabel('How many').selectOption('All');
		await bare.getByLabel('Nation').selectOption('Northern Ireland');
		await bare.getByRole('button', { name: 'Show' }).click();
		await expect(row('Lagan')).toBeVisible();
		await expect(row('Dry Moor')).toHaveCount(0);
		await bare.getByLabel('Nation').selectOption('All nations');
		await bare.getByLabel('Nobody here for').selectOption('Care');
		await bare.getByLabel('Order').selectOption('Furthest first');
		await bare.getByRole('button', { name: 'Show' }).click();
		await expect(row('Dry Moor')).toContainText(/\d miles/);
		await expect(row('Roch Valley')).toHaveCount(0);
		await expect(row('Lagan')).toHaveCount(0);
		await row('Dry Moor').getByRole('link', { name: 'Dry Moor' }).click();
		await expect(bare.getByRole('heading', { name: 'Dry Moor', level: 1 })).toBeVisible();
		await expect(bare.getByRole('list', { name: 'Needs' })).toContainText('nobody here');
	});

	await test.step('files to take along: what nobody knows is empty, and what has not changed is not sent again', async () => {
		const csv = await (await fetch(`${app.url}/deserts.csv`)).text();
		expect(csv).toMatch(/^N09000901,Lagan,Northern Ireland,no_data,no_positions,30000,,,,/m);
		const geo = await fetch(`${app.url}/deserts.geojson`);
		const file = await geo.json();
		expect(file.features).toHaveLength(4);
		expect(file.licence).toContain('ODC-By-1.0');
		const again = await fetch(`${app.url}/deserts.geojson`, {
			headers: { 'if-none-match': geo.headers.get('etag') ?? '' }
		});
		expect(again.status).toBe(304);
	});

	await test.step('on the map a district says what it has when it is tapped', async () => {
		await page.goto(`${app.url}/deserts`);
		await page.getByRole('button', { name: 'Show the map' }).click();
		await expect(page.getByRole('list', { name: 'What the patterns mean' })).toContainText('Desert');
		await expect(page.getByText('Tap a district, and what it has is said here.')).toBeVisible();
		const map = page.getByRole('region', { name: 'Map of the districts' });
		const picked = page.getByRole('region', { name: 'Districts on a map' });
		await map.waitFor({ timeout: 60_000 });
		const dryMoor = spotOf((await map.boundingBox())!, [-1.85, 53.6]);
		await expect(async () => {
			await map.click({ position: dryMoor });
			await expect(picked.getByRole('link', { name: 'Dry Moor' })).toBeVisible({ timeout: 500 });
		}).toPass({ timeout: 60_000 });
		await expect(picked).toContainText('No co-op is listed for 60,000 people.');
		await picked.getByRole('link', { name: 'Dry Moor' }).click();
		await expect(page.getByRole('heading', { name: 'Dry Moor', level: 1 })).toBeVisible();
	});

	await test.step('on a phone it is readable for everybody', async () => {
		for (const path of ['/deserts', '/deserts/E08000903', '/clusters']) {
			await page.goto(app.url + path);
			await expectAccessible(ann, path);
			expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		}
	});

	let canal!: GroupScreen;
	await test.step('what the group’s audit shows, from this phone alone', async () => {
		const start = await StartScreen.open(ann);
		canal = await (
			await start.fill({ name: 'Canal Side', kind: 'Neighbourhood', place: 'Rochdale', person: 'Ann' })
		).start();
		await page.goto(`${app.url}${canal.address}/audit/findings`);
		await expect(page.getByText(/Roch Valley has 13 co-ops: 3.25 for every 10,000 people/)).toBeVisible();
		await expect(page.getByText(/The nearest co-op for food is /)).toBeVisible();
		await app.networkOff();
		await page.reload();
		await expect(page.getByRole('heading', { name: 'What it shows', level: 1 })).toBeVisible();
		await expect(page.getByText(/The nearest co-op for food is /)).toBeVisible();
		await expect(
			page.getByText(/There is no co-op for care here. The nearest is Heywood Home Care/)
		).toBeVisible();
		await expect(page.getByText(/0 of \d+ listed co-ops looked at./)).toBeVisible();
		await expect(page.getByText(/Roch Valley has 13 co-ops/)).toContainText('That is many for its people.');
		await expectAccessible(ann, 'what the audit shows');
	});

	await test.step('who decides about a road is filled in on this phone; where that is a county, it is said', async () => {
		const council = page.getByLabel('Who decides about the road');
		const party = { title: 'Lane party', day: inMonths(2) };
		await (await RoadScreen.plan(ann, canal.address, party)).open('', 'The road');
		await expect(council).toHaveValue('Roch Valley');
		await expect(page.getByText(/^Filled in from where the road is on the map/)).toBeVisible();
		const start = await StartScreen.open(ann);
		const dale = await (await start.fill({ name: 'The Dale', place: 'Buxton', person: 'Ann' })).start();
		await (await RoadScreen.plan(ann, dale.address, party)).open('', 'The road');
		await expect(page.getByText(/the road is in Limestone Dale, and there a county council/)).toBeVisible();
		await expect(council).toHaveValue('');
	});

	await test.step('where nothing has a position nobody is called a desert', async () => {
		await app.networkOn();
		const start = await StartScreen.open(ann);
		const group = await (
			await start.fill({ name: 'By the Lagan', kind: 'Neighbourhood', place: 'Lisburn', person: 'Ann' })
		).start();
		await page.goto(`${app.url}${group.address}/audit/findings`);
		const main = page.getByRole('main');
		await expect(main).toContainText(
			'We can’t say how Lagan compares: the directory has next to no positions in Northern Ireland.'
		);
		await expect(main.getByRole('list', { name: 'Needs' })).toContainText(
			/Food, money, .* and getting about: no data\s*We can’t say how near one is/
		);
		await expect(main).not.toContainText(/desert|not met/i);
	});
});
