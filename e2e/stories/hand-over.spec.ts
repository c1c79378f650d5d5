import { readFile } from 'node:fs/promises';
import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { WalkScreen } from '../screens/walk';
import { expect, test } from './story';

test('Bob hands his round over with no network; Ann’s phone takes it twice, sends it, and nothing is there twice', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
	const { address } = group;
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-9 odd');
	await (await group.sync()).now();
	await group.allSent();
	const { link } = await (await group.people()).invite();
	const bob = await phone({ installed: true });
	const bobs = await (await JoinScreen.byLink(bob, link)).join('Bob');
	await (await (await bobs.doors()).open('North side')).counts('0 of 5 doors');

	await app.networkOff();
	await bob.page.getByRole('link', { name: 'Start knocking' }).click();
	await (await new WalkScreen(bob).ready()).knock(3, ['Talked', 'No answer', 'Not for me']);
	const patch = bob.page.url().replace(/\/walk.*$/, '');
	await bob.page.getByRole('button', { name: 'More', exact: true }).click();
	await bob.page.getByRole('button', { name: 'End the round' }).click();
	await expect(bob.page.getByRole('main')).toContainText('3 visits are safe on this phone');
	await bob.page.getByRole('link', { name: 'Hand over with no network' }).click();
	await expect(bob.page.getByRole('list', { name: 'What is handed over' })).toContainText('3 visits');
	const code = await bob.page.getByText(/^[A-Z]{4} [A-Z]{4} [A-Z]{4}$/).innerText();
	const downloading = bob.page.waitForEvent('download');
	await bob.page.getByRole('button', { name: 'Save the file' }).click();
	const download = await downloading;
	const file = { name: download.suggestedFilename(), path: await download.path() };
	expect(file.name).toMatch(/^toad-lane-hand-over-canal-side-.*\.txt$/);
	const text = await readFile(file.path, 'utf8');
	expect(text, 'nobody can read it on the way').not.toContain('Canal');

	await test.step('the same goes by pictures', async () => {
		await bob.page.getByRole('button', { name: 'Show QR codes' }).click();
		await expect(bob.page.getByRole('img', { name: /^Code 1 of \d+$/ })).toBeVisible();
		await expect(bob.page.getByRole('img', { name: /^Code 2 of \d+$/ })).toBeVisible();
		await bob.page.getByRole('button', { name: 'Pause' }).click();
		await bob.page.getByRole('button', { name: 'Next code' }).click();
		await bob.page.getByRole('button', { name: 'Done' }).click();
	});

	const { page } = ann;
	await ann.open(`${address}/sync`);
	await page.getByRole('link', { name: 'Take over from another phone' }).click();
	const give = (content: string) =>
		page.getByLabel('File from the other phone').setInputFiles({
			...{ name: file.name, mimeType: 'text/plain', buffer: Buffer.from(content) }
		});
	const take = () => page.getByRole('button', { name: 'Take over', exact: true }).click();
	for (const [content, typed, said] of [
		['1,2,3', code, 'That is not a hand-over'],
		[text.slice(0, -40), code, 'The file is damaged or cut short'],
		[text, 'BBBB BBBB BBBB', 'The code doesn’t fit']
	] as const) {
		await give(content);
		await page.getByLabel('Code', { exact: true }).fill(typed);
		await take();
		await expect(page.getByRole('alert')).toContainText(said);
		await expect(group.status).toHaveText(/All sent|No network|Nothing/);
	}
	await page.getByLabel('Code', { exact: true }).fill(code.toLowerCase());
	await take();
	await expect(page.getByText('Taken over: 3 visits')).toBeVisible();
	await take();
	await expect(page.getByText('Nothing new')).toBeVisible();
	await expect(group.status).toHaveText(/3 on this phone/);

	await bob.kill();
	await app.networkOn();
	await ann.open(`${address}/sync`);
	await page.getByRole('button', { name: 'Sync now' }).click();
	await group.allSent();
	const cem = await phone({ installed: true });
	const { link: second } = await (await group.people()).invite();
	const cems = await (await JoinScreen.byLink(cem, second)).join('Cem');
	await (await (await cems.doors()).open('North side')).counts('3 of 5 doors');

	await bob.start();
	await bob.page.goto(patch);
	await bobs.allSent();
	await (await cems.sync()).now();
	await cem.page.goto(patch);
	await cem.page.getByRole('link', { name: /^1 Canal Street/ }).click();
	await expect(cem.page.getByRole('list', { name: 'What happened here' }).getByRole('listitem')).toHaveCount(
		1
	);
});
