import { expectAccessible } from '../screens/accessible';
import { PatchMapScreen } from '../screens/patch-map';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

const file = (name: string, text: string) => ({
	name,
	mimeType: 'application/geo+json',
	buffer: Buffer.from(text)
});

/** A house with a place: a point, or the corners of its walls. */
function house(street: string, number: string, lon: number, lat: number, rest: object = {}) {
	const walls = [0, 1, 2, 3, 0].map((corner) => [
		lon + (corner === 1 || corner === 2 ? 0.00004 : -0.00004),
		lat + (corner > 1 ? 0.00003 : -0.00003)
	]);
	return {
		type: 'Feature',
		properties: { building: 'house', 'addr:street': street, 'addr:housenumber': number, ...rest },
		geometry: { type: 'Polygon', coordinates: [walls] }
	};
}

const street = { type: 'Feature', properties: { highway: 'residential', name: 'Toad Lane' }, geometry: null };
const extract = (features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const lane = Array.from({ length: 24 }, (_, i) =>
	house('Toad Lane', String(i + 1), -2.156 + 0.0001 * i, 53.618 + (i % 2) * 0.0002)
);

test('A patch on a map: doors from an OpenStreetMap extract, seen and opened with no network', async ({
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

	const refusals: [string, string, RegExp][] = [
		['half.geojson', extract(lane).slice(0, 900), /breaks off or is damaged.*Nothing was added.*again/],
		['streets.geojson', extract([street]), /no addresses in it.*Nothing was added/],
		[
			'grid.geojson',
			extract([house('Toad Lane', '1', 389_700, 413_600)]),
			/another system than longitude and latitude.*Nothing was added.*WGS 84/
		],
		[
			'list.geojson',
			'<!DOCTYPE html><title>Sign in to the café</title>',
			/page of the web.*Nothing was added/
		]
	];
	for (const [name, text, words] of refusals) {
		await add.choose(file(name, text));
		await expect(page.getByRole('alert')).toHaveText(words);
		await expect(page.getByRole('alert')).toContainText(name);
	}

	await add.choose(
		file(
			'lane.geojson',
			extract([
				street,
				...lane,
				house('Mill Brow', '2', -2.1545, 53.6195, { 'addr:flats': '1-3' }),
				{ ...house('Mill Brow', '4', 0, 0), geometry: null }
			])
		)
	);
	await expect(page.getByText('1 other thing in the file has no address')).toBeVisible();
	expect(await add.offered()).toBe(28);
	const patch = await add.add();

	await page.getByRole('link', { name: 'Map', exact: true }).click();
	const map = await new PatchMapScreen(ann).ready();
	await expect(page.getByText('1 door has no place on the map')).toBeVisible();
	await expectAccessible(ann, 'the map');
	await expect(page.getByRole('list', { name: 'What the marks mean' })).toHaveText(/Not knocked yet/);

	await map.followMe();
	await expect(page.getByText('Where you are isn’t known')).toBeVisible();
	await expect(page.getByText('Everything else works without')).toBeVisible();
	await ann.context!.grantPermissions(['geolocation'], { origin: app.url });
	await ann.context!.setGeolocation({ longitude: -2.155, latitude: 53.6181, accuracy: 8 });
	await map.followMe();
	await expect(page.getByText('The dot is you, give or take 8 m')).toBeVisible();

	await map.list();
	await patch.openDoor('3 Toad Lane');

	// Cold, still without a network, straight to the map; a door is a tap away.
	const { pathname } = new URL(page.url());
	await ann.kill();
	await ann.start();
	await ann.open(pathname.replace(/\/door\/.*/, '/map'));
	await map.ready();
	await map.list();
	await patch.counts('0 of 28 doors');
	const { page: again } = ann;
	await ann.open(pathname.replace(/\/doors\/.*/, '/doors'));
	await (
		await (await group.doors()).newPatch('One house')
	).choose(file('house.geojson', extract([house('Mill Brow', '9', -2.15, 53.62)])));
	await add.add();
	await again.getByRole('link', { name: 'Map', exact: true }).click();
	await (await map.ready()).tapMiddle();
	await expect(again.getByRole('heading', { level: 1, name: '9 Mill Brow' })).toBeVisible();

	// Doors typed as numbers have no place, and the page says what to do.
	await ann.open(pathname.replace(/\/doors\/.*/, '/doors'));
	await (await (await group.doors()).newPatch('By hand')).byNumbers('High Street', '1-5');
	await again.getByRole('link', { name: 'Map', exact: true }).click();
	await expect(
		again.getByRole('heading', { name: 'None of these doors has a place on the map' })
	).toBeVisible();
	await map.list();
	await patch.counts('0 of 5 doors');
});
