import type { Page } from '@playwright/test';
import { expectAccessible } from '../screens/accessible';
import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { WalkScreen } from '../screens/walk';
import { expect, test } from './story';

/** All that the browser keeps for the app where a page can read it, and what the page shows. */
const everything = (page: Page) =>
	page.evaluate(async () => {
		const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML];
		for (const { name = '' } of await indexedDB.databases()) {
			const db = await new Promise<IDBDatabase>((resolve, reject) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error(name));
			});
			for (const store of db.objectStoreNames) {
				const request = db.transaction(store).objectStore(store).getAll();
				await new Promise((resolve) => (request.onsuccess = resolve));
				kept.push(name, store, request.result);
			}
			db.close();
		}
		for (const name of await caches.keys())
			for (const { url } of await (await caches.open(name)).keys()) kept.push(url);
		return JSON.stringify(kept);
	});

test('Bob signs out of a shared phone with no network: nobody sees anything of it, and with the code all of it is sent', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-9 odd');
	await (await group.sync()).now();
	await group.allSent();
	const { link } = await (await group.people()).invite();
	const bob = await phone({ installed: true });
	const bobs = await (await JoinScreen.byLink(bob, link)).join('Bob');
	await (await (await bobs.doors()).open('North side')).counts('0 of 5 doors');
	const { address } = bobs;
	const gid = address.split('/').at(-1)!;

	await test.step('a form half filled in, and ground that was kept', async () => {
		await bob.page.getByRole('main').getByRole('link', { name: 'Add doors' }).click();
		await bob.page.getByText('Add a block of flats').first().click();
		await bob.page.getByLabel('Number or name of the block').fill('Canal Wharf');
		await bob.page.evaluate(async (group) => {
			const cache = await caches.open('toadlane-ground');
			await cache.put(`/kept-ground/of/${group}%2Fpatch`, Response.json({ tiles: [], bytes: 0, at: '' }));
		}, gid);
		await expect.poll(() => everything(bob.page)).toContain('Canal Wharf');
		await bob.page.getByRole('link', { name: 'North side' }).click();
	});

	await app.networkOff();
	await bob.page.getByRole('link', { name: 'Start knocking' }).click();
	await (await new WalkScreen(bob).ready()).knock(3, ['Talked', 'No answer', 'Not for me']);
	const walk = bob.page.url();
	const other = await bob.context!.newPage();
	await other.goto(walk);
	await expect(other.getByRole('heading', { level: 1 })).toContainText('Canal Street');

	await bob.open(`${address}/sync`);
	const { page } = bob;
	await page.getByRole('link', { name: 'Sign out of this phone' }).click();
	await expect(page.getByRole('main')).toContainText('only on this phone');
	const code = await page.getByText(/^[A-Z]{4} [A-Z]{4} [A-Z]{4}$/).innerText();
	await page.getByLabel('The last four letters').fill('BBBB');
	await page.getByRole('button', { name: 'Seal my work and sign out' }).click();
	await expect(page.getByText('Those are not the last four letters of the code.')).toBeVisible();
	await page.getByLabel('The last four letters').fill(code.slice(-4).toLowerCase());
	await page.getByRole('button', { name: 'Seal my work and sign out' }).click();
	await expect(page.getByText('Signed out. Your work is sealed on this phone')).toBeVisible();
	await expect(page.getByRole('link', { name: /Somebody’s work is kept here, sealed/ })).toBeVisible();

	const hidden = async (one: Page) => {
		await expect(one.locator('body')).not.toContainText(/Canal|North side|Bob|Ann\b/);
		const traces = async () => {
			// The names of the app's own parts are made by chance, and may hold anything.
			const kept = (await everything(one)).replaceAll(/_app\/immutable\/[\w./-]+/g, '');
			// With what stands around it, so that it can be found.
			return ['Canal', 'North side', 'Bob', gid]
				.filter((trace) => kept.includes(trace))
				.map((trace) => kept.slice(kept.indexOf(trace) - 100).slice(0, 250));
		};
		await expect.poll(traces).toEqual([]);
	};
	await test.step('the other tab, the way back, the address, a reload and a cold start show nothing', async () => {
		await expect(other).toHaveURL(/\/$/);
		await hidden(other);
		await hidden(page);
		await page.goBack();
		await hidden(page);
		await bob.open(address);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/doesn’t know that group/);
		await hidden(page);
		await page.goto(walk);
		await hidden(page);
		await page.reload();
		await hidden(page);
		await bob.kill();
		await bob.start();
		// A browser that is killed may bring back what was deleted from localStorage a moment before.
		await bob.page.goto(walk);
		await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText(/doesn’t know that group/);
		await hidden(bob.page);
		await bob.open('/');
		await expect(bob.page.getByRole('link', { name: /Somebody’s work is kept here/ })).toBeVisible();
		await hidden(bob.page);
		expect(
			await bob.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
		).toEqual(['toadlane-device']);
	});

	await bob.page.getByRole('link', { name: /Somebody’s work is kept here/ }).click();
	await bob.page.getByLabel('Code', { exact: true }).fill('BBBB BBBB BBBB');
	await bob.page.getByRole('button', { name: 'Open' }).click();
	await expect(bob.page.getByRole('alert')).toContainText('The code opens nothing here');
	await bob.page.getByLabel('Code', { exact: true }).fill(code.toLowerCase());
	await bob.page.getByRole('button', { name: 'Open' }).click();
	await expect(bob.page.getByText(/records? (is|are) back/)).toBeVisible();
	await expect(bobs.status).toHaveText(/on this phone/);

	await app.networkOn();
	await (await bobs.sync()).now();
	await bobs.allSent();
	await ann.open(`${group.address}/sync`);
	await (await group.sync()).now();
	await (await (await group.doors()).open('North side')).counts('3 of 5 doors');

	await test.step('what nobody has the code of is thrown away, once it has been said what is lost', async () => {
		const cara = await phone({ installed: true });
		const caras = await (
			await JoinScreen.byLink(cara, (await (await group.people()).invite()).link)
		).join('Cara');
		await (await (await caras.doors()).open('North side')).counts('3 of 5 doors');
		await app.networkOff();
		await cara.page.getByRole('link', { name: 'Start knocking' }).click();
		await (await new WalkScreen(cara).ready()).knock(1, ['Talked']);
		await cara.open(`${caras.address}/sync`);
		await cara.page.getByRole('link', { name: 'Sign out of this phone' }).click();
		const last = (await cara.page.getByText(/^[A-Z]{4} [A-Z]{4} [A-Z]{4}$/).innerText()).slice(-4);
		await cara.page.getByLabel('The last four letters').fill(last);
		await cara.page.getByRole('button', { name: 'Seal my work and sign out' }).click();
		const row = cara.page.getByRole('link', { name: /Somebody’s work is kept here/ });
		await row.click();
		await cara.page.getByText('The code is gone?').click();
		await cara.page.getByRole('button', { name: 'Throw away' }).click();
		const sheet = cara.page.getByRole('dialog', { name: 'Throw this work away?' });
		await expect(sheet).toContainText('is lost for good');
		await expectAccessible(cara, 'throwing sealed work away');
		await sheet.getByRole('button', { name: 'Keep it' }).click();
		await cara.page.reload();
		await cara.page.getByText('The code is gone?').click();
		await cara.page.getByRole('button', { name: 'Throw away' }).click();
		await sheet.getByRole('button', { name: 'Throw it away for good' }).click();
		await expect(cara.page.getByText('Nothing is sealed on this phone')).toBeVisible();
		await cara.open('/');
		await expect(row).toHaveCount(0);
		await expect.poll(() => everything(cara.page)).not.toMatch(/"sealed \w|toadlane\.sealed/);
		await app.networkOn();
	});

	await test.step('with everything sent nothing is left at all', async () => {
		await (await bobs.sync()).now();
		await bob.page.getByRole('link', { name: 'Sign out of this phone' }).click();
		await expect(bob.page.getByText('Everything is sent')).toBeVisible();
		await bob.page.getByRole('button', { name: 'Sign out', exact: true }).click();
		await expect(bob.page.getByText('Nothing of the group is on this phone any more')).toBeVisible();
		await hidden(bob.page);
		await expect(bob.page.getByRole('link', { name: /sealed/ })).toHaveCount(0);
	});
});
