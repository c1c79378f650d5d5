import { readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { expectAccessible } from '../screens/accessible';
import { JoinScreen } from '../screens/join';
import { printed } from '../screens/printed';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

test('Cards in the group’s own words and the doors not to knock at are printed with no network', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const doors = await (await group.doors()).newPatch('North side');
	const patch = await doors.byNumbers('Canal Street', '1-9 odd');
	await app.networkOff();
	const walk = await patch.startKnocking();
	const blocked = await walk.tap("Please don't call again");
	const sign = await walk.tap('Sign on door');
	await walk.tap('Talked');

	const paper = async (name: string) => {
		await group.doors();
		await page.getByRole('link', { name: 'Cards and paper' }).click();
		await page.getByRole('link', { name }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	};

	await test.step('cards: eight to a page, in her own words, which stay, and are the group’s once she says so', async () => {
		await paper('Cards to leave at the door');
		await expect(page.getByText('No QR code yet')).toBeVisible();
		await page.getByLabel('In your words').fill('Bread on Saturdays, by all of us.');
		await page.getByLabel('How to reach you').fill('Ann at No. 3');
		const { words, pages } = await printed(page);
		expect(words.match(/Bread on Saturdays/g)).toHaveLength(8);
		expect(words).not.toContain('Print');
		expect(pages).toBe(1);
		await page.getByRole('radio', { name: '2 leaflets' }).check();
		expect((await printed(page)).words.match(/Bread on Saturdays/g)).toHaveLength(2);
		await page.getByRole('button', { name: 'Show it on this phone' }).click();
		await expect(page.getByRole('dialog')).toContainText('Bread on Saturdays');
		await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
		await group.doors();
		await paper('Cards to leave at the door');
		await expect(page.getByLabel('In your words')).toHaveValue('Bread on Saturdays, by all of us.');
		await expect(page.getByText('Changed on this phone only')).toBeVisible();
		await expectAccessible(ann, 'cards');
		await page.getByRole('button', { name: 'Keep for the group' }).click();
		await expect(page.getByText('Changed on this phone only')).toBeHidden();
		await page.reload();
		await expect(page.getByLabel('How to reach you')).toHaveValue('Ann at No. 3');
		await expect(page.getByText('Changed on this phone only')).toBeHidden();
		await page.getByLabel('How to reach you').fill('Ann at No. 5');
		await page.getByRole('button', { name: 'Back to the group’s words' }).click();
		await expect(page.getByLabel('How to reach you')).toHaveValue('Ann at No. 3');
	});

	await test.step('a card as a picture: saved, or through the phone’s own sheet, or a word why not', async () => {
		// As if the community stood in the registry.
		const address = await page.evaluate(async () => {
			const open = indexedDB.open('toadlane-device');
			const db = await new Promise<IDBDatabase>((done) => (open.onsuccess = () => done(open.result)));
			const groups = db.transaction('groups', 'readwrite').objectStore('groups');
			const all = groups.getAll();
			await new Promise((done) => (all.onsuccess = done));
			groups.put({ ...all.result[0], slug: 'canal-side' });
			await new Promise((done) => (groups.transaction.oncomplete = done));
			db.close();
			return `${location.origin}/communities/canal-side`;
		});
		await page.reload();
		await expect(page.getByRole('img', { name: 'QR code of our page' }).first()).toBeVisible();
		const share = page.getByRole('button', { name: 'Share a picture' });
		const [saved] = await Promise.all([page.waitForEvent('download'), share.click()]);
		expect(saved.suggestedFilename()).toBe('card.png');
		const png = readFileSync(await saved.path()).toString('base64');
		const { data, width, height } = await page.evaluate(async (base64) => {
			const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
			const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
			const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
			pen.drawImage(picture, 0, 0);
			const half = pen.getImageData(picture.width / 2, picture.height / 2, 740, 525);
			return { data: [...half.data], width: half.width, height: half.height };
		}, png);
		expect(jsQR(Uint8ClampedArray.from(data), width, height)?.data).toBe(address);

		await page.evaluate(() => {
			const shared: string[] = [];
			Object.assign(window, { shared });
			navigator.canShare = () => true;
			navigator.share = async ({ files = [] } = {}) => void shared.push(...files.map(({ type }) => type));
		});
		await share.click();
		await expect.poll(() => page.evaluate(() => (window as never)['shared'])).toEqual(['image/png']);
		await page.evaluate(() => (HTMLCanvasElement.prototype.toBlob = (done) => done(null)));
		await share.click();
		await expect(page.getByRole('alert')).toContainText('can’t make a picture');
	});

	await test.step('the doors not to knock at, and nothing of anybody', async () => {
		await paper('Doors not to knock at');
		await expect(page.getByRole('heading', { name: 'Canal Street' })).toBeVisible();
		const { words, pages } = await printed(page);
		expect(words).toContain(blocked);
		expect(words).toContain(sign);
		expect(words).not.toContain('5 Canal Street');
		expect(words).not.toContain('Sync');
		expect(pages).toBe(1);
	});

	await test.step('the walk on paper, with the doors in its order', async () => {
		await (await group.doors()).open('North side');
		await page.getByRole('link', { name: 'Walk sheet' }).click();
		const rows = page.getByRole('table', { name: 'Canal Street' }).getByRole('row');
		await expect(rows).toHaveCount(6);
		await expect(rows.nth(1)).toContainText('Do not knock');
		const { words, pages } = await printed(page);
		expect(words).toContain('Canal Side, North side');
		expect(pages).toBe(1);
	});

	await test.step('what is noted down, for whoever asks', async () => {
		await paper('What we note down');
		const { words, pages } = await printed(page);
		expect(words).toContain('The door, not you');
		expect(pages).toBe(1);
	});

	await app.networkOn();
	await test.step('another phone prints the same words', async () => {
		await (await group.sync()).now();
		await group.allSent();
		const { link } = await (await group.people()).invite();
		const bob = await phone({ installed: true });
		const bobs = await (await JoinScreen.byLink(bob, link)).join('Bob');
		await bob.open(`${bobs.address}/doors/paper/cards`);
		await expect(async () => {
			await bob.page.reload();
			await expect(bob.page.getByLabel('In your words')).toHaveValue('Bread on Saturdays, by all of us.', {
				timeout: 3_000
			});
		}).toPass();
		await bob.page.getByLabel('In your words').fill('Cake on Sundays.');
		await expect(bob.page.getByText('An organiser can keep words for the whole group.')).toBeVisible();
		await expect(bob.page.getByRole('button', { name: 'Keep for the group' })).toHaveCount(0);
	});
});

test('A sheet from the pocket is keyed in with its own time, and keying it in twice changes nothing', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const { page } = ann;
	const main = page.getByRole('main');
	await app.networkOff();
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-9 odd');
	const open = async () => {
		await page.getByRole('link', { name: 'Walk sheet' }).click();
		await page.getByRole('link', { name: 'Key a sheet in' }).click();
	};
	const box = (address: string, result: string) =>
		page.getByRole('group', { name: address }).getByRole('button', { name: result });

	await open();
	await box('1 Canal Street', 'Talked').click();
	await page.getByRole('button', { name: 'Save 1 visit' }).click();
	await expect(main).toContainText('Say on which day and at what time it was walked.');
	await page.getByLabel('Walked on').fill('2099-07-18');
	await page.getByLabel('At about').fill('14:30');
	await expect(main).toContainText('That is still to come.');
	await page.getByLabel('Walked on').fill('2026-07-18');
	await box('3 Canal Street', 'No answer').focus();
	for (const key of ['1', '5', '2']) await page.keyboard.press(key);
	await expect(box('5 Canal Street', 'Please don’t call again')).toHaveAttribute('aria-pressed', 'true');
	await expectAccessible(ann, 'keying a sheet in');
	await page.getByRole('button', { name: 'Save 4 visits' }).click();
	await expect(main).toContainText('4 of 5 doors');
	await page.getByRole('link', { name: '5 Canal Street: ' }).click();
	await expect(main).toContainText(/July|months? ago/);

	await page.getByRole('link', { name: 'List of doors' }).click();
	await open();
	await page.getByLabel('Walked on').fill('2026-07-18');
	await page.getByLabel('At about').fill('14:30');
	await expect(main.getByRole('button')).toHaveCount(6 + 1);
	await box('9 Canal Street', 'Talked').click();
	await page.getByRole('button', { name: 'Save 1 visit' }).click();
	await expect(main).toContainText('5 of 5 doors');
});
