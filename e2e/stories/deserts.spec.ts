import { coopsCsv } from '../fixtures/co-ops';
import { authoritiesCsv, britainTopoJson, northernIrelandTopoJson } from '../fixtures/districts';
import { expectAccessible } from '../screens/accessible';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

test('Deserts and oases of the country, without a script, and what a group’s own audit shows with no network', async ({
	app,
	phone
}) => {
	const ann = await phone();
	const { page } = ann;

	await test.step('before anything was imported there is no desert, and it is said why', async () => {
		await page.goto(`${app.url}/deserts`);
		await expect(page.getByRole('heading', { name: 'No districts yet' })).toBeVisible();
		await expectAccessible(ann, 'deserts before an import');
	});

	await app.importFacts('coops', coopsCsv());
	await app.importFacts('authorities', authoritiesCsv());
	await app.importFacts('boundaries', britainTopoJson());
	await app.importFacts('boundaries', northernIrelandTopoJson());

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
		await row('Dry Moor').getByRole('link', { name: 'Dry Moor' }).click();
		await expect(bare.getByRole('heading', { name: 'Dry Moor', level: 1 })).toBeVisible();
		await expect(bare.getByRole('list', { name: 'Needs' })).toContainText('nobody here');
	});

	await test.step('files to take along: what nobody knows is empty, and what has not changed is not sent again', async () => {
		const csv = await (await fetch(`${app.url}/deserts.csv`)).text();
		expect(csv).toMatch(/^N09000901,Lagan,Northern Ireland,no_data,no_positions,30000,,,,/m);
		const geo = await fetch(`${app.url}/deserts.geojson`);
		const file = await geo.json();
		expect(file.features).toHaveLength(3);
		expect(file.licence).toContain('ODC-By-1.0');
		const again = await fetch(`${app.url}/deserts.geojson`, {
			headers: { 'if-none-match': geo.headers.get('etag') ?? '' }
		});
		expect(again.status).toBe(304);
	});

	await test.step('on a phone it is readable for everybody', async () => {
		for (const path of ['/deserts', '/deserts/E08000903', '/clusters']) {
			await page.goto(app.url + path);
			await expectAccessible(ann, path);
			expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		}
	});

	await test.step('what the group’s audit shows, from this phone alone', async () => {
		await ann.install();
		const start = await StartScreen.open(ann);
		const group = await (
			await start.fill({ name: 'Canal Side', kind: 'Neighbourhood', place: 'Rochdale', person: 'Ann' })
		).start();
		await page.goto(`${app.url}${group.address}/audit/findings`);
		await expect(page.getByText(/Roch Valley has 13 co-ops: 3.25 for every 10,000 people/)).toBeVisible();
		await expect(page.getByText(/The nearest co-op for food is /)).toBeVisible();
		await app.networkOff();
		await page.reload();
		await expect(page.getByRole('heading', { name: 'What it shows', level: 1 })).toBeVisible();
		await expect(page.getByText(/The nearest co-op for food is /)).toBeVisible();
		await expect(
			page.getByText(/Nobody here is there for care: the nearest is Heywood Home Care/)
		).toBeVisible();
		await expect(page.getByText(/0 of \d+ listed co-ops looked at./)).toBeVisible();
		await expect(page.getByText(/Roch Valley has 13 co-ops/)).toContainText('That is many for its people.');
		await expectAccessible(ann, 'what the audit shows');
	});
});
