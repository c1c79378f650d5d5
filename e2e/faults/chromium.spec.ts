/** Faults of a phone's storage, as Chromium has them. */
import {
	closeSync,
	fstatSync,
	openSync,
	readdirSync,
	readFileSync,
	truncateSync,
	writeFileSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';
import type { Visit } from '../../src/lib/records/index.ts';
import type { Phone } from '../phone';
import { GroupScreen } from '../screens/group';
import { storeApp } from '../screens/by-script';
import { StartScreen } from '../screens/start';
import { WalkScreen } from '../screens/walk';
import { expect, test } from '../stories/story';
import { report } from './browser';
import { openPlace, type FaultPlace } from './place';
import { tabOn } from '../handset';
import type { App } from '../app';

const tabOf = (phone: Phone) => tabOn(phone.origin, (expression) => phone.page.evaluate(expression));

/** A group with a patch half walked: three doors sent, three on this phone only. */
async function walked(
	app: App,
	phone: Phone
): Promise<{ place: FaultPlace; walk: WalkScreen; group: GroupScreen }> {
	const place = await openPlace(app, 400);
	const tab = tabOf(phone);
	await tab.open('/');
	await storeApp(tab);
	await place.letIn(tab);
	await phone.open(place.walk());
	const walk = await new WalkScreen(phone).ready();
	const group = new GroupScreen(phone);
	await walk.knock(3, ['Talked']);
	await group.allSent();
	await app.networkOff();
	await walk.knock(3, ['No answer']);
	await expect(group.status).toHaveText(/3 on this phone/);
	return { place, walk, group };
}

/** Sends all, and answers how many of the visits made here the server lacks. */
async function lostOf(made: number, app: App, place: FaultPlace, group: GroupScreen): Promise<number> {
	await app.networkOn();
	await group.phone.open(`/g/${place.group}/sync`);
	await (await group.sync()).now();
	await group.allSent();
	const visits = (await place.records<Visit>('visit')).filter((one) => one.patch === place.unwalked[0]);
	expect(visits.length).toBeLessThanOrEqual(made);
	return made - visits.length;
}

test('fault 16: the phone is full: it says what is safe and what to free, and the tap is saved when there is room', async ({
	app,
	phone
}, info) => {
	const ann = await phone();
	const { page } = ann;
	const line = await ann.context!.newCDPSession(page);
	await ann.open('/');
	await line.send('Storage.overrideQuotaForOrigin', { origin: app.url, quotaSize: 16_000_000 });
	const { place, walk, group } = await walked(app, ann);
	const fill = () =>
		page.evaluate(async () => {
			const database = await new Promise<IDBDatabase>((done) => {
				const opening = indexedDB.open('filler', 1);
				opening.onupgradeneeded = () => opening.result.createObjectStore('junk', { autoIncrement: true });
				opening.onsuccess = () => done(opening.result);
			});
			for (let size = 1_000_000; size >= 500;) {
				const kept = await new Promise<boolean>((done) => {
					const writing = database.transaction('junk', 'readwrite');
					const junk = new Uint8Array(size);
					for (let at = 0; at < size; at += 65_536)
						crypto.getRandomValues(junk.subarray(at, Math.min(size, at + 65_536)));
					writing.objectStore('junk').add(junk);
					writing.oncomplete = () => done(true);
					writing.onabort = () => done(false);
				});
				if (!kept) size = Math.floor(size / 2);
			}
			database.close();
		});
	await fill();
	const at = await walk.address();
	await page.getByRole('button', { name: 'Talked' }).click();
	const said = page.getByRole('alert');
	await expect(said).toContainText('The phone is full');
	await expect(said).toContainText('This tap is not saved yet');
	await expect(said).toContainText('Delete photos or apps');
	await expect(said).toContainText('What was saved is still here');
	expect(await walk.address()).toBe(at);
	await page.getByRole('link', { name: 'Save a copy' }).click();
	const copy = await (await group.sync()).saveCopy();
	expect(
		copy.documents.filter((doc) => doc.patch === place.unwalked[0] && doc.type === 'visit')
	).toHaveLength(6);

	await ann.open(place.walk());
	await walk.ready();
	await page.getByRole('button', { name: 'Talked' }).click();
	await expect(said).toContainText('The phone is full');
	await page.evaluate(
		() => new Promise((done) => (indexedDB.deleteDatabase('filler').onsuccess = () => done(undefined)))
	);
	await line.send('Storage.overrideQuotaForOrigin', { origin: app.url });
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(at);
	await expect(said).toBeHidden();
	const lost = await lostOf(7, app, place, group);
	expect(lost).toBe(0);
	report(info, { fault: 16, runs: 1, lost, figure: '7 taps, one of them while the phone was full' });
});

test('a tap that waits for the storage is said to be not saved yet, and the next door comes once it is', async ({
	app,
	phone
}) => {
	const ann = await phone();
	const { page } = ann;
	const { place, walk, group } = await walked(app, ann);
	// Another tab holds it, so that this one has nothing to do but to wait.
	const other = await ann.context!.newPage();
	await other.goto(`${app.url}/favicon.svg`);
	await other.evaluate(async (name) => {
		const database = await new Promise<IDBDatabase>((done) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => done(opening.result);
		});
		const holding = database.transaction('docs', 'readwrite').objectStore('docs');
		await new Promise<unknown>((begun) => {
			const holdOn = (event?: Event) => {
				if (event) begun(event);
				if (!('letGo' in window)) holding.count().onsuccess = holdOn;
			};
			holdOn();
		});
	}, `toadlane-group-${place.group}`);
	await page.bringToFront();
	const at = await walk.address();
	await page.getByRole('button', { name: 'Talked' }).click();
	const said = page.getByRole('alert');
	await expect(said).toContainText('Still saving');
	await expect(said).toContainText('This tap is not saved yet');
	await expect(said).toContainText('What was saved before is still here');
	expect(await walk.address()).toBe(at);
	await other.evaluate(() => Object.assign(window, { letGo: true }));
	await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(at);
	await expect(said).toBeHidden();
	expect(await lostOf(7, app, place, group)).toBe(0);
});

test('fault 17: the browser takes the storage away under a live page', async ({ app, phone }, info) => {
	const ann = await phone();
	const { page } = ann;
	const { place, walk, group } = await walked(app, ann);
	const line = await ann.context!.newCDPSession(page);
	await line.send('Storage.clearDataForOrigin', { origin: app.url, storageTypes: 'indexeddb' });
	await expect(page.getByRole('alert')).toContainText('The browser lost what was stored here');
	await expect(page.getByRole('alert')).toContainText('What could be saved has been put back');
	await expect(async () => {
		await walk.tap('Talked');
	}).toPass();
	await app.networkOn();
	await page.getByRole('link', { name: 'What was put back, and what was not' }).click();
	await expect(page.getByRole('main')).toContainText('3 records that had not been sent were put back');
	const lost = await lostOf(7, app, place, group);
	expect(lost).toBe(0);
	await ann.open(place.walk().replace(/\/walk$/, ''));
	await expect(page.getByText('7 of 125 doors').first()).toBeVisible();
	report(info, { fault: 17, runs: 1, lost, figure: '3 visits sent, 3 unsent and one made afterwards' });
});

const damages: Record<string, (file: string) => void> = {
	'overwritten at their beginning'(file) {
		const open = openSync(file, 'r+');
		writeSync(open, Buffer.alloc(Math.min(4096, fstatSync(open).size), 0xa5), 0, undefined, 0);
		closeSync(open);
	},
	'cut in half'(file) {
		truncateSync(file, Math.floor(readFileSync(file).length / 2));
	},
	emptied(file) {
		writeFileSync(file, '');
	}
};

test('fault 18: the files of the store are damaged while the app is closed', async ({ app, phone }, info) => {
	const ann = await phone();
	const { place, group } = await walked(app, ann);
	const kinds = Object.entries(damages);
	let told = 0;
	for (const [how, damage] of kinds) {
		await test.step(how, async () => {
			await ann.switchOff();
			const folder = join(ann.profile, 'Default', 'IndexedDB');
			for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
				if (/(MANIFEST-\d+|CURRENT|\.log|\.ldb)$/.test(name)) damage(join(folder, name));
			await ann.start();
			await ann.open(`/g/${place.group}/sync`);
			await expect(group.status).toHaveText(/on this phone/);
			await expect(ann.page.getByRole('main')).toContainText('3 visits');
			if (await ann.page.getByText('The browser lost what was stored here').first().isVisible()) told++;
		});
	}
	expect(told).toBe(kinds.length);
	const lost = await lostOf(6, app, place, group);
	expect(lost).toBe(0);
	await ann.open(place.walk().replace(/\/walk$/, ''));
	await expect(ann.page.getByText('6 of 125 doors').first()).toBeVisible();
	report(info, { fault: 18, runs: kinds.length, lost, figure: `files ${Object.keys(damages).join(', ')}` });
});

/** A form that can't be kept says so and stays as it is; answers how many of its fields were lost. */
async function cannotStart(ann: Phone): Promise<number> {
	await ann.open('/');
	await expect(ann.page.getByText('The groups on this phone could not be read')).toBeVisible();
	const start = await StartScreen.open(ann);
	const typed = { 'Group name': 'Nowhere', 'Your name': 'Ann' };
	await start.fill({ name: typed['Group name'], place: 'Rochdale', person: typed['Your name'] });
	await ann.page.getByRole('button', { name: 'Start the group' }).click();
	const said = ann.page.getByRole('alert');
	await expect(said).toContainText('This browser gives no storage');
	await expect(said).toContainText('Open Toad Lane in an ordinary window');
	const kept = await Promise.all(
		Object.entries(typed).map(
			async ([label, text]) => (await ann.page.getByLabel(label).inputValue()) === text
		)
	);
	await ann.open('/communities');
	await expect(ann.page.getByRole('heading', { level: 1 })).toBeVisible();
	return kept.filter((one) => !one).length;
}

test('fault 19: a browser that gives no storage says so, and the public pages work', async ({
	app,
	phone
}, info) => {
	await openPlace(app, 400);
	const ann = await phone();
	await ann.switchOff();
	const file = join(ann.profile, 'Default', 'Preferences');
	const preferences = JSON.parse(readFileSync(file, 'utf8')) as { profile?: object };
	// "Don't allow sites to save data on your device."
	preferences.profile = { ...preferences.profile, default_content_setting_values: { cookies: 2 } };
	writeFileSync(file, JSON.stringify(preferences));
	await ann.start();
	const lost = await cannotStart(ann);
	expect(lost).toBe(0);
	report(info, { fault: 19, runs: 1, lost, figure: 'nothing is called saved, and what was typed stays' });
});

test('fault 19: a browser without IndexedDB says so, and the public pages work', async ({
	app,
	phone
}, info) => {
	await openPlace(app, 400);
	const ann = await phone();
	await ann.context!.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
	const lost = await cannotStart(ann);
	expect(lost).toBe(0);
	report(info, { fault: 19, runs: 1, lost, figure: 'nothing is called saved, and what was typed stays' });
});

test('fault 22: a newer version takes the store over while a form is half filled here', async ({
	app,
	phone
}, info) => {
	const ann = await phone();
	const { place } = await walked(app, ann);
	const { page } = ann;
	await ann.open(`/g/${place.group}/doors/new`);
	await page.getByLabel('Patch name').fill('Half a patch');
	const newer = await ann.context!.newPage();
	await newer.goto(`${app.url}/start`);
	const upgraded = await newer.evaluate(
		(name) =>
			new Promise<number>((done) => {
				const opening = indexedDB.open(name, 1000);
				opening.onupgradeneeded = () => opening.result.createObjectStore('of_the_newer_version');
				opening.onsuccess = () => {
					done(opening.result.version);
					opening.result.close();
				};
			}),
		`toadlane-group-${place.group}`
	);
	expect(upgraded, 'the upgrade was not blocked').toBe(1000);
	const said = page.getByRole('alert').first();
	await expect(said).toContainText('Toad Lane was updated in another tab');
	await expect(said).toContainText('Nothing is lost');
	await page.getByRole('button', { name: 'Load again' }).click();
	await expect(said).toContainText('This app is too old to send');
	await expect(page.getByLabel('Patch name')).toHaveValue('Half a patch');
	await page.getByRole('button', { name: 'Save and add doors' }).click();
	await expect(page.getByRole('alert').last()).toContainText('This app is too old');
	const copy = await (await new GroupScreen(ann).sync()).saveCopy();
	const visits = copy.documents.filter((doc) => doc.patch === place.unwalked[0] && doc.type === 'visit');
	expect(visits).toHaveLength(6);
	report(info, { fault: 22, runs: 1, lost: 6 - visits.length, figure: 'the upgrade went through at once' });
});
