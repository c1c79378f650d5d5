import type { Page } from '@playwright/test';
import { chunksOf, makeNextRelease } from '../release';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

/** A second build may have to be made first. */
const BUILDING = 600_000;

/** The chunks that the next release has no more. */
function replaced(next: string): Set<string> {
	const there = new Set(chunksOf(next));
	return new Set(chunksOf('build').filter((chunk) => !there.has(chunk)));
}

/** What a page loads of those chunks from now on, and what came of it. The page is marked: a reload takes the mark away. */
async function follow(page: Page, chunks: ReadonlySet<string>) {
	const loaded: string[] = [];
	page.on('response', (answer) => {
		const chunk = answer.url().split('/_app/immutable/')[1];
		if (chunk && chunks.has(chunk)) loaded.push(`${answer.status()} ${chunk}`);
	});
	await page.evaluate(() => Object.assign(window, { same: true }));
	return {
		loaded,
		stays: () => page.evaluate(() => 'same' in window)
	};
}

const banner = (page: Page) => page.getByText('A new version is ready');

async function changeOver(page: Page) {
	const reloaded = page.waitForEvent('load');
	await page.getByRole('button', { name: 'Use it now' }).click();
	await reloaded;
}

test('A new version arrives while forms are half filled in three tabs, and costs nothing that was typed', async ({
	app,
	phone
}) => {
	test.setTimeout(BUILDING);
	const next = makeNextRelease();
	const old = replaced(next);
	expect(old.size, 'chunks that the next build has no more').toBeGreaterThan(10);

	const ann = await phone();
	await ann.install();
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' })
	).start();
	const form = ann.page;
	await group.commitments();
	await form.getByRole('link', { name: 'New commitment' }).first().click();
	await form.getByRole('radio', { name: 'Co-operative enterprise' }).check();
	await form.getByLabel('What will you do?').fill('Visit a co-op');
	await form.getByLabel('Target').fill('12');
	const start = await ann.context!.newPage();
	await start.goto(`${app.url}/start`);
	await start.getByLabel('Group name').fill('Half a name');
	const idle = await ann.context!.newPage();
	await idle.goto(app.url + group.address);
	await expect(idle.getByRole('heading', { level: 1 })).toContainText('Paper Mill');
	const [ofStart, ofIdle] = [await follow(start, old), await follow(idle, old)];

	await app.release(next);
	await form.evaluate(async () => {
		await (await navigator.serviceWorker.ready).update();
	});
	for (const page of [form, start, idle]) await expect(banner(page)).toBeVisible();
	await expect(form.getByLabel('What will you do?')).toHaveValue('Visit a co-op');
	await form.getByLabel('What will be different?').fill('We know them.');
	await changeOver(form);
	await expect(form.getByRole('radio', { name: 'Co-operative enterprise' })).toBeChecked();
	await expect(form.getByLabel('What will you do?')).toHaveValue('Visit a co-op');
	await expect(form.getByLabel('What will be different?')).toHaveValue('We know them.');
	await expect(form.getByLabel('Target')).toHaveValue('12');
	await expect(banner(form)).toBeHidden();

	await test.step('the other tabs stay as they are, on the old version, until somebody wants the new one', async () => {
		await app.networkOff();
		await idle.getByRole('navigation').getByRole('link', { name: 'Doors' }).click();
		await idle.getByRole('link', { name: 'New patch' }).click();
		await expect(idle.getByLabel('Patch name')).toBeVisible();
		await idle.getByRole('navigation').getByRole('link', { name: 'People' }).click();
		await idle.getByRole('button', { name: 'Invite someone' }).click();
		await expect(idle.getByRole('dialog')).toBeVisible();
		expect(await ofIdle.stays()).toBe(true);
		expect(ofIdle.loaded.length, 'parts that this tab had not loaded before the release').toBeGreaterThan(0);
		expect(ofIdle.loaded.filter((one) => !one.startsWith('200'))).toEqual([]);
		await app.networkOn();

		expect(await ofStart.stays()).toBe(true);
		await expect(start.getByLabel('Group name')).toHaveValue('Half a name');
		await start.getByLabel('Your name').fill('Ann');
		await changeOver(start);
		await expect(start.getByLabel('Group name')).toHaveValue('Half a name');
		await expect(start.getByLabel('Your name')).toHaveValue('Ann');
		await expect(banner(start)).toBeHidden();
	});
});

test('A page of the old version that no service worker helps still gets its parts from the server after a release', async ({
	app,
	phone
}) => {
	test.setTimeout(BUILDING);
	const next = makeNextRelease();
	const old = replaced(next);
	const ann = await phone({ serviceWorkers: 'block' });
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann' });
	const { loaded, stays } = await follow(ann.page, old);
	await app.release(next);
	const group = await start.start();
	await (await (await group.doors()).newPatch('Mill Lane')).byNumbers('Mill Lane', '1-9 odd');
	await group.people();
	await ann.page.getByRole('button', { name: 'Invite someone' }).click();
	await expect(ann.page.getByRole('dialog')).toBeVisible();
	expect(await stays()).toBe(true);
	expect(loaded.length).toBeGreaterThan(0);
	expect(loaded.filter((one) => !one.startsWith('200'))).toEqual([]);
});
