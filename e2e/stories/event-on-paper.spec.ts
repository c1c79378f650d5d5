import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { expectAccessible } from '../screens/accessible';
import { printed } from '../screens/printed';
import { RoadScreen } from '../screens/road';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

const keep = (name: string) => process.env.KEEP_PAPER && `${process.env.KEEP_PAPER}/${name}.pdf`;

/** Houses on both sides of a lane, as OpenStreetMap has them. */
const lane = Array.from({ length: 24 }, (_, i) => ({
	type: 'Feature',
	properties: { building: 'house', 'addr:street': 'Toad Lane', 'addr:housenumber': String(i + 1) },
	geometry: { type: 'Point', coordinates: [-2.156 + 0.00008 * i, 53.618 + (i % 2) * 0.00018] }
}));

test('A street party goes on paper with no network: the road, the council, the letter, the plan, the poster', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (
		await start.fill({ name: 'Canal Side', kind: 'Neighbourhood', place: 'Rochdale', person: 'Ann' })
	).start();
	const add = await (await group.doors()).newPatch('The Lane');
	await add.choose({
		name: 'lane.geojson',
		mimeType: 'application/geo+json',
		buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: lane }))
	});
	const walk = await (await add.add()).startKnocking();
	await walk.tap("Please don't call again");

	const road = await RoadScreen.plan(ann, group.address, {
		title: 'Lane party',
		day: inMonths(7),
		place: 'Between the chapel and the bridge'
	});
	/** What is typed is kept a moment after the last letter. */
	const reload = async () => {
		await page.waitForTimeout(600);
		await page.reload();
	};

	await test.step('a street is chosen, some of its numbers, and a house is left out', async () => {
		await road.open('', 'The road');
		await road.add('Toad Lane', { from: '20', to: '2' });
		await expect(page.getByText('This number comes before the first one.')).toBeVisible();
		await expect(page.getByLabel('From number')).toHaveValue('20');
		await road.add('Toad Lane', { from: '1', to: '20' });
		await expect(page.getByText('20 homes.')).toBeVisible();
		await expect(page.getByText(/1 of them asked not to be called on/)).toContainText('19 homes to call on');
		await page.getByText('Toad Lane: 20 of 20').click();
		await road.house('7 Toad Lane').uncheck();
		await road.house('9 Toad Lane').uncheck();
		await road.house('9 Toad Lane').check();
		await expect(page.getByText('19 homes.')).toBeVisible();
		await expect(page.getByText('1 is left out.')).toBeVisible();
		await page.getByLabel('Closed from').fill('12:00');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Say both, or neither.')).toBeVisible();
		await page.getByLabel('Open again at').fill('19:30');
		await page.getByLabel('Who decides about the road').fill('Rochdale Borough Council');
		await reload();
		await expect(page.getByText('This is where you left off.')).toBeVisible();
		await expect(page.getByLabel('Open again at')).toHaveValue('19:30');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Saved on this phone.')).toBeVisible();
		await expectAccessible(ann, 'the road');
	});

	await test.step('for the council: when to ask, and a sheet with addresses and no names', async () => {
		await road.open('/closure', 'Asking the council');
		await expect(page.getByText(/^Six weeks before is \w{3} \d+ \w+: in \d+ days\.$/)).toBeVisible();
		await expect(page.getByText(/temporary event notice by \w{3} \d+ \w+: ten working days/)).toBeVisible();
		await expectAccessible(ann, 'asking the council');
		const { words, pages } = await printed(page, keep('council'));
		for (const said of ['Rochdale Borough Council', 'noon – 7.30 pm', 'Toad Lane, 1–20', 'Signed', '3.7'])
			expect(words).toContain(said);
		expect(words).toMatch(/19 homes touched/);
		expect(words).toMatch(/^8$/m);
		expect(words).not.toMatch(/^7$/m);
		expect(words).not.toMatch(/Ann|asked not/);
		expect(pages).toBe(1);
	});

	await test.step('for the neighbours: a letter in the group’s words, two to a page, and how many', async () => {
		await road.open('/letter', 'Letter to the neighbours');
		await expect(page.getByText('You need 19 letters. That is 10 sheets of A4.')).toBeVisible();
		const letter = page.getByRole('textbox', { name: 'The letter' });
		await expect(letter).toHaveValue(/Toad Lane, 1–20 will be closed to cars from noon to 7.30 pm/);
		await letter.fill(`${await letter.inputValue()}\n\nBring a spoon.`);
		await reload();
		await expect(letter).toHaveValue(/Bring a spoon\.$/);
		await page.getByRole('button', { name: 'Keep for the group' }).click();
		await expect(page.getByText('Changed on this phone only')).toBeHidden();
		await page.reload();
		await expect(letter).toHaveValue(/Bring a spoon\.$/);
		await expect(page.getByText('Changed on this phone only')).toBeHidden();
		await expectAccessible(ann, 'the letter');
		const two = await printed(page, keep('letter-a5'));
		expect(two.words.match(/Bring a spoon/g)).toHaveLength(2);
		expect(two.pages).toBe(1);
		await page.getByRole('radio', { name: 'One, A4' }).check();
		const one = await printed(page, keep('letter-a4'));
		expect(one.words.match(/Bring a spoon/g)).toHaveLength(1);
		expect(one.pages).toBe(1);
		await letter.fill('A short line.\n'.repeat(80));
		await expect(page.getByText(/don’t fit on one page/)).toBeVisible();
		await page.getByRole('button', { name: 'Back to the kept words' }).click();
		await expect(letter).toHaveValue(/Bring a spoon\.$/);
	});

	await test.step('the plan: by keyboard and by house, taken back and taken off, read out and printed', async () => {
		await road.open('/plan', 'Plan of the street');
		await road.choose('Something else');
		await road.putByKeyboard();
		await expect(page.getByText('Say what it is.')).toBeVisible();
		await road.choose('Stall', 'Cakes');
		await road.putByKeyboard();
		await expect(road.planned).toHaveCount(1);
		await expect(road.planned.first()).toContainText(/1\. Stall: Cakes\s*by 1[0-4] Toad Lane/);
		await road.choose('Way for a fire engine');
		await road.putByKeyboard(['ArrowLeft']);
		await expect(road.planned).toHaveCount(2);
		await road.putByKeyboard(['ArrowRight', 'ArrowRight']);
		await expect(road.planned.nth(1)).toContainText(/from \d+ Toad Lane to \d+ Toad Lane, \d+\sm/);
		await road.choose('Table');
		await page.getByLabel('Outside which house').selectOption({ label: '3 Toad Lane' });
		await page.getByRole('button', { name: 'Put it there' }).click();
		await expect(road.planned.nth(2)).toContainText(/3\. Table\s*by [34] Toad Lane/);
		await page.getByRole('button', { name: 'Remove 1, Stall: Cakes' }).click();
		await expect(road.planned).toHaveCount(2);
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(road.planned).toHaveCount(3);
		await expectAccessible(ann, 'the plan');
		const { words, pages } = await printed(page, keep('plan'));
		expect(words).toContain('Stall: Cakes, by ');
		expect(words).toContain('Lane party: plan of the street');
		expect(words).not.toContain('What goes there');
		expect(pages).toBe(1);
		await page.reload();
		await expect(road.planned).toHaveCount(3);
	});

	await test.step('posters and invitations, on A4, A5 and A6, with a word when the title is too long', async () => {
		await road.paper('Poster');
		await expect(page.getByText(/can’t be read from three metres/)).toBeHidden();
		await expect(page.getByText('No QR code yet')).toBeVisible();
		await page.getByLabel('One more line').fill('Bring a chair.');
		await expectAccessible(ann, 'the poster');
		const one = await printed(page, keep('poster-a4'));
		expect(one.pages).toBe(1);
		expect(one.words).toMatch(/Lane\s+party\s[\s\S]*2–6 pm[\s\S]*Bring a chair\./);
		await page.getByRole('radio', { name: 'Two, A5' }).check();
		const two = await printed(page, keep('poster-a5'));
		expect(two.pages).toBe(1);
		expect(two.words.match(/Bring a chair/g)).toHaveLength(2);
		await road.paper('Invitation');
		const four = await printed(page, keep('invitation'));
		expect(four.pages).toBe(1);
		expect(four.words.match(/You’re invited/g)).toHaveLength(4);
		await expectAccessible(ann, 'the invitation');
	});

	await test.step('once the community is registered the code on the picture leads there', async () => {
		// As if the community stood in the registry.
		await page.evaluate(async () => {
			const open = indexedDB.open('toadlane-device');
			const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
			const groups = db.transaction('groups', 'readwrite').objectStore('groups');
			const all = groups.getAll();
			await new Promise((done) => (all.onsuccess = done));
			groups.put({ ...all.result[0], slug: 'canal-side' });
			await new Promise((done) => (groups.transaction.oncomplete = done));
			db.close();
		});
		await road.paper('Poster');
		await expect(page.getByText('The code leads to your community’s page')).toBeVisible();
		const [saved] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('button', { name: 'Share as a picture' }).click()
		]);
		const file = readFileSync(await saved.path());
		expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1080, 1350]);
		const read = await page.evaluate(async (base64) => {
			const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
			const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
			const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
			pen.drawImage(picture, 0, 0);
			const corner = pen.getImageData(680, 950, 400, 400);
			return { data: [...corner.data], width: corner.width, height: corner.height };
		}, file.toString('base64'));
		const found = jsQR(Uint8ClampedArray.from(read.data), read.width, read.height)?.data;
		expect(found).toBe(`${app.url}/communities/canal-side`);
	});
});

test('Without a patch there is still a letter, a sheet for the council and a poster whose long title is told', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const road = await RoadScreen.plan(ann, group.address, {
		title: 'Neighbourhood remembrance, thanksgiving and celebration afternoon',
		day: inMonths(1)
	});
	await road.open('', 'The road');
	await expect(page.getByText('You have no patch yet')).toBeVisible();
	await road.open('/closure', 'Asking the council');
	await expect(page.getByText(/days? ago\. Ask anyway: many say yes\.$/)).toBeVisible();
	await expect(page.getByText('Not said yet')).toHaveCount(3);
	expect((await printed(page)).pages).toBe(1);
	await road.open('/letter', 'Letter to the neighbours');
	await expect(page.getByText('With a road chosen this page says how many you need.')).toBeVisible();
	expect((await printed(page)).pages).toBe(1);
	await road.open('/plan', 'Plan of the street');
	await expect(page.getByText(/None of the houses on its roads has a place/)).toBeVisible();
	await road.paper('Poster');
	await expect(page.getByText(/can’t be read from three metres/)).toBeVisible();
	expect((await printed(page, keep('poster-long'))).pages).toBe(1);
	await ann.open(`${group.address}/events/01k0toad0ane000000000000e1/road`);
	await expect(page.getByText('This event isn’t on this phone')).toBeVisible();
});
