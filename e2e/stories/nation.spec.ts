import type { Locator, Page } from '@playwright/test';
import Papa from 'papaparse';
import type { ListedCommitment, Listing } from '../../src/lib/records/index.ts';
import { listing } from '../../src/lib/records/index.ts';
import type { App } from '../app';
import { Crafted } from '../crafted';
import { authoritiesCsv, britainTopoJson, northernIrelandTopoJson } from '../fixtures/districts';
import { expectAccessible } from '../screens/accessible';
import { expect, test } from './story';

const WALL = { width: 1920, height: 1080 };
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

type Row = Record<string, string>;

/** The rows of a figure's own file: whatever stands on the page can be reckoned with. */
async function file(page: Page, name: string): Promise<Row[]> {
	const link = page.getByRole('link', { name: `${name}: figures (CSV)` });
	const answer = await page.request.get(new URL((await link.getAttribute('href'))!, page.url()).href);
	expect(answer.status()).toBe(200);
	const { data, errors } = Papa.parse<Row>(await answer.text(), { header: true, skipEmptyLines: true });
	expect(errors).toEqual([]);
	return data;
}

/** The rows of a table as read from left to right, without those that hold a bar alone. */
async function rows(table: Locator): Promise<string[][]> {
	const found: string[][] = [];
	for (const row of await table
		.getByRole('row')
		.filter({ has: table.page().getByRole('rowheader') })
		.all())
		found.push((await row.getByRole('rowheader').or(row.getByRole('cell')).allInnerTexts()).map(plain));
	return found;
}
const plain = (text: string) =>
	text
		.replace(/\u00ad/g, '')
		.replace(/\s+/g, ' ')
		.trim();

/** The large figures at the top. */
async function totals(page: Page): Promise<Row> {
	const box = page.getByRole('region', { name: 'In all' });
	const words = await box.getByRole('term').allInnerTexts();
	const figures = await box.getByRole('definition').allInnerTexts();
	return Object.fromEntries(words.map((word, i) => [word, figures[i]!]));
}

function promise(area: ListedCommitment['area'], status: ListedCommitment['status']): ListedCommitment {
	const [{ series: _, ...sample }] = listing.sample().commitments as [ListedCommitment];
	const done = status === 'achieved';
	return {
		...sample,
		...{ id: area === 'action' ? '01k0toad0ane000000000000c1' : '01k0toad0ane000000000000c2' },
		...{ area, status, baseline: { value: 0, at: daysAgo(100) }, value: done ? 400 : 120 },
		...{ series: [{ at: daysAgo(40), value: done ? 400 : 120 }], share: done ? 1 : 0.3 }
	};
}

/** A registered community. */
async function register(app: App, name: string, shown: Partial<Listing>): Promise<Crafted> {
	const group = await Crafted.start(app.url, name, 'Ann');
	expect(await group.register({ name, ...shown })).toEqual([]);
	return group;
}

const IN_ROCH: [number, number] = [-2.17, 53.62];

test('A national body has the figures of the nation on its wall: with and without a script, to the minute, each with its file', async ({
	app,
	phone
}) => {
	await app.importFacts(
		['authorities', authoritiesCsv()],
		['boundaries', britainTopoJson()],
		['boundaries', northernIrelandTopoJson()],
		['coop-councils', 'co-operative-council,name\nE08000903,Roch Valley\n']
	);
	const menders = { kind: 'neighbourhood', point: IN_ROCH } as const;
	const group = await register(app, 'Roch Menders', {
		...menders,
		commitments: [promise('action', 'behind'), promise('enterprise', 'achieved')]
	});
	const village = { kind: 'village', commitments: [promise('action', 'on_track')] } as const;
	await register(app, 'Moor Growers', {
		...village,
		point: [-1.85, 53.6],
		commitments: [...village.commitments]
	});
	await register(app, 'Lagan Bakers', { kind: 'town', point: [-6, 54.55], commitments: [] });
	await register(app, 'Knitters Anywhere', { kind: 'interest', point: undefined, commitments: [] });
	const wall = await phone({ javaScriptEnabled: false, viewport: WALL });
	const { page } = wall;

	await test.step('without a script: what there is in all, at a glance, and in a file that says the same', async () => {
		await wall.open('/nation');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('The nation so far');
		expect(await totals(page)).toMatchObject({
			...{ Communities: '4', Commitments: '3', Achieved: '1', 'On track': '1', Pilots: '0' }
		});
		const said = Object.fromEntries((await file(page, 'In all')).map(({ figure, value }) => [figure, value]));
		expect(said).toMatchObject({
			...{
				communities: '4',
				commitments: '3',
				achieved: '1',
				on_track: '1',
				behind: '1',
				without_council: '1'
			}
		});
		const box = (await page.getByRole('region', { name: 'In all' }).boundingBox())!;
		expect(box.y + box.height).toBeLessThan(WALL.height / 2);
		await expect(page.getByRole('main')).toContainText('counted in the whole and in no part of it: 1.');
		await expect(page.getByRole('main')).toContainText(
			'Of 1 commitment whose day has come, 1 was achieved: 100%.'
		);
	});

	await test.step('how it goes, by area, by kind and over time, each as its file has it', async () => {
		const bars = page.getByRole('img', { name: 'achieved and' });
		await expect(bars.first()).toHaveAccessibleName('0 achieved and 1 on track, of 2');
		for (const summary of await page.getByText('As a table', { exact: true }).all()) await summary.click();
		const going = await rows(page.getByRole('table', { name: 'How it goes' }));
		const areas = await file(page, 'How it goes');
		expect(areas.map(({ area, commitments }) => [area, commitments])).toEqual([
			['action', '2'],
			['enterprise', '1']
		]);
		const words: Row = { Behind: 'behind', Achieved: 'achieved', 'On track': 'on_track', Missed: 'missed' };
		for (const [word, status] of Object.entries(words))
			expect(going).toContainEqual([word, ...areas.map((row) => row[status]!)]);
		const kinds = await file(page, 'By kind of community');
		expect(await rows(page.getByRole('table', { name: 'By kind of community' }))).toEqual(
			kinds
				.filter(({ communities }) => communities !== '0')
				.map(({ kind, communities, commitments, achieved }) => [
					kind === 'interest' ? 'Community of interest' : kind![0]!.toUpperCase() + kind!.slice(1),
					...[communities!, commitments!, achieved!]
				])
		);
		const months = await file(page, 'Over time');
		const shown = await rows(page.getByRole('table', { name: 'Over time' }));
		expect(shown.map(([, ...figures]) => figures)).toEqual(
			months.toReversed().map((row) => [row.registered!, row.commitments_made!, row.commitments_achieved!])
		);
		expect(shown[0]![1]).toBe('4');
		const sum = (what: string) => months.reduce((all, row) => all + Number(row[what]), 0);
		expect([sum('registered'), sum('commitments_made'), sum('commitments_achieved')]).toEqual([4, 3, 1]);
		await expect(
			page.getByRole('img', { name: /^Communities registered by month, .* month 4$/ })
		).toBeVisible();
	});

	const where = page.getByRole('table', { name: 'Where' });
	await test.step('from nations to regions to councils, of which the co-operative ones are marked', async () => {
		expect(await rows(where)).toEqual([
			['England', '2', '3', '1'],
			['Northern Ireland', '1', '0', '0'],
			['Not known', '1', '0', '0']
		]);
		expect(
			(await file(page, 'Where')).map(({ level, name, communities }) => [level, name, communities])
		).toEqual([
			['nation', 'England', '2'],
			['nation', 'Northern Ireland', '1'],
			['nation', '', '1']
		]);
		await where.getByRole('link', { name: 'England' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('England so far');
		expect(await totals(page)).toMatchObject({ Communities: '2', Commitments: '3' });
		await where.getByRole('link', { name: 'North West' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('North West so far');
		expect(await rows(where)).toEqual([['Roch Valley Co-operative council', '1', '2', '1']]);
		const [council] = await file(page, 'Where');
		expect(council).toMatchObject({
			...{ level: 'council', gss: 'E08000903', name: 'Roch Valley', cooperative_council: 'yes' },
			...{ communities: '1', commitments: '2', licence: 'CC-BY-4.0' }
		});
		await page.getByLabel('Council', { exact: true }).selectOption('Roch Valley');
		await page.getByRole('button', { name: 'Show', exact: true }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Roch Valley so far');
		await page.getByRole('link', { name: 'Show the whole nation' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('The nation so far');
	});

	await test.step('what changes is there within the minute, on the page and in the files', async () => {
		const commitments = [promise('action', 'on_track'), promise('enterprise', 'achieved')];
		expect(await group.change(group.listing({ name: 'Roch Menders', ...menders, commitments }))).toEqual([]);
		await register(app, 'Roch Singers', { ...menders, commitments: [] });
		await expect(async () => {
			await wall.open('/nation');
			expect(await totals(page)).toMatchObject({ Communities: '5', 'On track': '2' });
		}).toPass({ timeout: 60_000 });
		const said = Object.fromEntries((await file(page, 'In all')).map(({ figure, value }) => [figure, value]));
		expect(said).toMatchObject({ communities: '5', on_track: '2', behind: '0' });
		expect((await rows(where))[0]).toEqual(['England', '3', '3', '1']);
	});

	await test.step('what makes no sense is answered with a sentence', async () => {
		for (const [asked, part] of [
			['nation=Mars', 'nation'],
			['nation=England&region=Mars', 'region'],
			['council=%3Cscript%3E', 'council']
		]) {
			const answer = await page.goto(`${app.url}/nation?${asked}`);
			expect(answer?.status()).toBe(400);
			await expect(page.getByRole('main')).toContainText(`There is no such ${part}.`);
			const csv = await page.request.get(`${app.url}/nation/totals.csv?${asked}`);
			expect([csv.status(), await csv.text()]).toEqual([400, expect.stringContaining(`no such ${part}`)]);
		}
		await page.getByRole('link', { name: 'Show the whole nation' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('The nation so far');
		expect((await page.request.get(`${app.url}/nation/dragons.csv`)).status()).toBe(404);
	});

	await test.step('with a script it is the same; on a phone it fits; it is readable for everybody', async () => {
		const scripted = await phone({ viewport: WALL });
		await scripted.install();
		for (const viewport of [WALL, { width: 390, height: 844 }]) {
			await scripted.page.setViewportSize(viewport);
			await scripted.open('/nation');
			await expectAccessible(scripted, `the nation, ${viewport.width} wide`);
			expect(await scripted.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(
				true
			);
		}
		expect(await totals(scripted.page)).toEqual(await totals(page));
		await app.networkOff();
		await scripted.page.reload();
		await expect(scripted.page.getByText(/^As it stands on /)).toBeVisible();
		expect(await totals(scripted.page)).toMatchObject({ Communities: '5', 'On track': '2' });
		await scripted.page.getByRole('link', { name: 'Northern Ireland' }).click();
		await expect(scripted.page.getByRole('heading', { level: 1 })).toHaveText('No signal for this page');
	});
});
