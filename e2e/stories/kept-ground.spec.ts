import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tilesOf } from '../../src/lib/map/kept-ground';
import { makePmtiles } from '../../src/lib/server/testing-basemap';
import { startApp } from '../app';
import type { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import { PatchMapScreen } from '../screens/patch-map';
import { StartScreen } from '../screens/start';
import { expect, test as story } from './story';

const around: [number, number, number, number] = [-2.3, 53.53, -2.0, 53.7];
const whole = makePmtiles({ tiles: tilesOf(around, 14)!, bounds: around });
const renewed = makePmtiles({ tiles: tilesOf(around, 14)!, bounds: around, edition: 1 });

/** A server with a map file of its own, which the story may damage. */
const test = story.extend<{ file: string }>({
	file: async ({ browserName: _ }, use) => {
		const folder = mkdtempSync(join(tmpdir(), 'ground-'));
		const file = join(folder, 'town.pmtiles');
		writeFileSync(file, whole);
		await use(file);
		rmSync(folder, { recursive: true });
	},
	app: async ({ file }, use) => {
		const app = await startApp({ BASEMAP_PMTILES: file });
		await use(app);
		await app.close();
	}
});

const doors = (count: number, lat = 53.618) =>
	Array.from({ length: count }, (_, i) => ({
		type: 'Feature',
		properties: {
			'addr:street': lat === 53.618 ? 'Toad Lane' : 'Mill Brow',
			'addr:housenumber': String(i + 1)
		},
		geometry: { type: 'Point', coordinates: [-2.156 + 0.0001 * i, lat + (i % 2) * 0.0002] }
	}));
const geojson = (features: object[], upTo?: number) => ({
	name: 'doors.geojson',
	mimeType: 'application/geo+json',
	buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }).slice(0, upTo))
});

/** How much of the map is wood, 0 to 1: only the operator's ground has any. */
async function woods({ page }: Phone, map: PatchMapScreen): Promise<number> {
	const picture = (await map.map.screenshot()).toString('base64');
	return page.evaluate(async (base64) => {
		const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
		const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
		const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
		pen.drawImage(picture, 0, 0);
		const { data } = pen.getImageData(0, 0, picture.width, picture.height);
		const probe = document.body.appendChild(document.createElement('i'));
		probe.style.color = 'var(--green-tint)';
		const [r = 0, g = 0, b = 0] = getComputedStyle(probe).color.match(/\d+/g)!.map(Number);
		probe.remove();
		let alike = 0;
		for (let i = 0; i < data.length; i += 4) {
			const off = Math.abs(data[i]! - r) + Math.abs(data[i + 1]! - g) + Math.abs(data[i + 2]! - b);
			if (off < 6) alike += 1;
		}
		return (alike * 4) / data.length;
	}, picture);
}

/** Keeps the ground of the patch whose *Take this patch* is open, unless it is kept. */
async function keepOrKept({ page }: Phone, kept: RegExp) {
	const keep = page.getByRole('button', { name: 'Keep the ground' });
	await keep.or(page.getByText(kept)).waitFor();
	if (await keep.isVisible()) await keep.click();
	await expect(page.getByText(kept)).toBeVisible();
}

test('The ground of a patch is kept for a day without a network, and what can’t be kept is said', async ({
	app,
	phone,
	file
}) => {
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Toad Lane', kind: 'Neighbourhood', place: 'Rochdale', person: 'Ann' });
	const group = await start.start();
	const add = await (await group.doors()).newPatch('The Lane');
	await add.choose(geojson(doors(24)));
	await add.add();
	const path = new URL(ann.page.url()).pathname;

	// Without having kept it: doors on plain paper, and the page says why.
	await app.networkOff();
	await ann.open(`${path}/take`);
	await expect(ann.page.getByText(/It isn’t on this phone, and there is no signal/)).toBeVisible();
	await ann.open(`${path}/map`);
	const map = await new PatchMapScreen(ann).ready();
	expect(await woods(ann, map)).toBe(0);

	await app.networkOn();
	await ann.open(`${path}/take`);
	await expect(ann.page.getByText(/Roads, houses and greens around this patch: [\d.]+ KB/)).toBeVisible();
	await expectAccessible(ann, 'taking a patch');
	// The operator's file is cut short while phones read it: nothing is kept by half.
	truncateSync(file, 17_000);
	await ann.page.getByRole('button', { name: 'Keep the ground' }).click();
	await expect(ann.page.getByRole('alert')).toHaveText(
		/didn’t come through.*nothing of it was kept.*as it was/
	);
	writeFileSync(file, whole);
	await ann.page.getByRole('button', { name: 'Look after this patch' }).click();
	const kept = /On this phone, and read back: [\d.]+ KB/;
	await expect(ann.page.getByText(kept)).toBeVisible();

	await app.networkOff();
	await ann.kill();
	await ann.start();
	await ann.open(`${path}/map`);
	await map.ready();
	await expect.poll(() => woods(ann, map)).toBeGreaterThan(0.05);
	await ann.open(`${path}/take`);
	await expect(ann.page.getByText(kept)).toBeVisible();

	await app.networkOn();
	// Started anew on the damaged file, and on one of another schema, the server does without.
	for (const bytes of [whole.subarray(0, 300), makePmtiles({ layers: ['transportation', 'water'] })]) {
		writeFileSync(file, whole);
		await app.crashAndRestart();
		await ann.open(`${path}/take`);
		await keepOrKept(ann, kept);
		writeFileSync(file, bytes);
		await app.crashAndRestart();
		await ann.open(`${path}/map`);
		await map.ready();
		await expect.poll(() => woods(ann, map)).toBeGreaterThan(0.05);
		await ann.open(`${path}/take`);
		await ann.page.getByRole('button', { name: 'Remove it from this phone' }).click();
		await expect(ann.page.getByText(/There is none for this place/)).toBeVisible();
	}

	// A phone that is full says so, and has every door still.
	writeFileSync(file, whole);
	await app.crashAndRestart();
	const devtools = await ann.context!.newCDPSession(ann.page);
	await ann.open(`${path}/take`);
	const keep = ann.page.getByRole('button', { name: 'Keep the ground' });
	await keep.waitFor();
	await devtools.send('Storage.overrideQuotaForOrigin', { origin: app.url, quotaSize: 1 });
	await keep.click();
	await expect(ann.page.getByRole('alert')).toHaveText(/no room.*nothing of it was kept.*visits are safe/);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin: app.url });
	await keep.click();
	await expect(ann.page.getByText(kept)).toBeVisible();
	await expect(ann.page.getByText(/newer map/)).toBeHidden();

	// A newer file is said, and takes the place of what is kept only once all of it is there.
	const renew = ann.page.getByRole('button', { name: 'Renew the ground' });
	writeFileSync(file, renewed);
	await app.crashAndRestart();
	await ann.open(`${path}/take`);
	await expect(ann.page.getByText(/The server has a newer map of this place: [\d.]+ KB/)).toBeVisible();
	await expectAccessible(ann, 'newer ground');
	truncateSync(file, 17_000);
	await renew.click();
	await expect(ann.page.getByRole('alert')).toContainText('What was kept before is still on this phone.');
	await expect(ann.page.getByText(kept)).toBeVisible();
	await app.networkOff();
	await ann.open(`${path}/map`);
	await map.ready();
	await expect.poll(() => woods(ann, map)).toBeGreaterThan(0.05);
	await app.networkOn();
	writeFileSync(file, renewed);
	await app.crashAndRestart();
	await ann.open(`${path}/take`);
	await renew.click();
	await expect(renew).toBeHidden();
	await expect(ann.page.getByText(kept)).toBeVisible();
	await ann.page.reload();
	await expect(ann.page.getByText(kept)).toBeVisible();

	// By itself when the patch is taken again.
	writeFileSync(file, whole);
	await app.crashAndRestart();
	await ann.open(`${path}/take`);
	await ann.page.getByRole('button', { name: 'Give it back' }).click();
	await renew.waitFor();
	await ann.page.getByRole('button', { name: 'Look after this patch' }).click();
	await expect(renew).toBeHidden();
	await expect(ann.page.getByText(kept)).toBeVisible();
});

test('An area is drawn by keyboard and by tapping, and says which doors of a file to take', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	await app.networkOff();
	const { page } = ann;
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Toad Lane', kind: 'Neighbourhood', place: 'Rochdale', person: 'Ann' });
	const group = await start.start();
	const add = await (await group.doors()).newPatch('The Lane');
	await add.choose(geojson(doors(24), 900));
	await expect(page.getByRole('alert')).toHaveText(/breaks off or is damaged.*Nothing was added/);
	await add.choose(geojson(doors(24)));
	await add.add();
	await page.getByRole('link', { name: 'Map', exact: true }).click();
	const map = await new PatchMapScreen(ann).ready();
	await map.followMe();
	await expect(page.getByText('Where you are isn’t known')).toBeVisible();

	await map.draw();
	const corners = page.getByRole('list', { name: 'Corners of the area' }).getByRole('listitem');
	await map.map.focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('ArrowRight');
	await page.waitForTimeout(600);
	await page.keyboard.press('Enter');
	await expect(corners).toHaveCount(2);
	await expect(page.getByRole('status').filter({ hasText: 'Corner 2 added' })).toBeAttached();
	await page.getByRole('button', { name: 'Save the area' }).click();
	await expect(page.getByRole('alert')).toHaveText(/needs three corners/);
	await map.tap(0.5, 0.2);
	await expect(corners).toHaveCount(3);
	await expect(page.getByText(/\d+ doors of this patch lie outside it/)).toBeVisible();
	await expectAccessible(ann, 'drawing an area');
	// Dragged by the mouse; a reload costs none of it.
	const places = () => corners.allInnerTexts();
	const before = await places();
	const box = (await map.map.boundingBox())!;
	const at = (across: number, down: number) =>
		[box.x + box.width * across, box.y + box.height * down] as const;
	await page.mouse.move(...at(0.5, 0.2));
	await page.mouse.down();
	await page.mouse.move(...at(0.6, 0.3), { steps: 4 });
	await page.mouse.up();
	await expect(page.getByRole('status').filter({ hasText: 'Corner 3 moved' })).toBeAttached();
	const dragged = await places();
	expect(dragged.slice(0, 2)).toEqual(before.slice(0, 2));
	expect(dragged[2]).not.toBe(before[2]);
	await map.tap(0.6, 0.3);
	await page.waitForTimeout(1_000);
	await page.reload();
	await map.ready();
	await expect(page.getByText('Not saved yet')).toBeVisible();
	expect(await places()).toEqual(dragged);
	await page.getByRole('button', { name: 'Back to what was saved' }).click();
	await expect(corners).toHaveCount(0);
	await page.waitForTimeout(1_000);
	await page.reload();
	await map.ready();
	await expect(page.getByRole('button', { name: 'Clear all' })).toBeDisabled();
	await map.tap(0.4, 0.4);
	await map.tap(0.6, 0.6);
	await map.tap(0.5, 0.2);
	await page.getByRole('button', { name: 'Undo corner' }).click();
	await expect(corners).toHaveCount(2);
	await page.getByRole('button', { name: 'Clear all' }).click();
	await expect(corners).toHaveCount(0);
	await page.getByRole('button', { name: 'Around its doors' }).click();
	await expect(page.getByText('All doors of this patch that have a place lie in it.')).toBeVisible();
	await page.getByRole('button', { name: 'Save the area' }).click();
	await page.getByRole('link', { name: 'Change its area' }).waitFor();

	// Doors further away are left out of a file until somebody wants them.
	await map.list();
	await page.getByRole('main').getByRole('link', { name: 'Add doors' }).click();
	await add.choose(geojson([...doors(26), ...doors(10, 53.63)]));
	const only = page.getByRole('checkbox', { name: 'Only the 2 doors in the patch’s area' });
	await expect(only).toBeChecked();
	expect(await add.offered()).toBe(2);
	await only.uncheck();
	expect(await add.offered()).toBe(12);
	await add.add();

	// All of it on the map of all patches, whose twin is the list of streets.
	const doorsPage = new URL(page.url()).pathname.replace(/\/[^/]*$/, '');
	await ann.open(`${doorsPage}/coverage`);
	await page.getByRole('link', { name: 'On a map' }).click();
	await map.ready();
	await expect(page.getByText('36 never called on')).toBeVisible();
	await expectAccessible(ann, 'coverage on a map');
	await page.getByRole('main').getByRole('link', { name: 'Street by street' }).click();
	await expect(page.getByText('36 never called on')).toBeVisible();
});

test('A corner is dragged by a finger, and no other moves', async ({ app, phone }) => {
	const ann = await phone({ installed: true });
	await app.networkOff();
	const { page } = ann;
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Toad Lane', kind: 'Neighbourhood', place: 'Rochdale', person: 'Ann' });
	const add = await (await (await start.start()).doors()).newPatch('The Lane');
	await add.choose(geojson(doors(24)));
	await add.add();
	await page.getByRole('link', { name: 'Map', exact: true }).click();
	const map = await new PatchMapScreen(ann).ready();
	await map.draw();
	const places = () =>
		page.getByRole('list', { name: 'Corners of the area' }).getByRole('listitem').allInnerTexts();
	await map.tap(0.2, 0.2);
	await map.tap(0.2, 0.6);
	await map.tap(0.6, 0.3);
	const before = await places();
	const box = (await map.map.boundingBox())!;
	const at = (across: number, down: number) =>
		[box.x + box.width * across, box.y + box.height * down] as const;
	const touch = await ann.context!.newCDPSession(page);
	const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: (readonly [number, number])[]) =>
		touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
	await finger('touchStart', at(0.6, 0.3));
	await finger('touchMove', at(0.55, 0.35));
	await finger('touchMove', at(0.4, 0.4));
	await finger('touchEnd');
	await expect.poll(async () => (await places())[2]).not.toBe(before[2]);
	expect((await places()).slice(0, 2)).toEqual(before.slice(0, 2));
});
