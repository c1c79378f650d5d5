import type { App } from '../app';
import { expectAccessible } from '../screens/accessible';
import type { CommunitiesAnswer } from '../../src/lib/rules/nation/index.ts';
import { expect, test } from './story';

/** As many as fill two pages of the list. */
const MANY = 80;

const askServer = async (app: App, query = ''): Promise<CommunitiesAnswer> =>
	(await fetch(`${app.url}/api/communities${query}`)).json() as Promise<CommunitiesAnswer>;

test('A stranger without JavaScript chooses from many communities, page by page', async ({ app, phone }) => {
	await app.makeUp(MANY);
	const stranger = await phone({ javaScriptEnabled: false });
	const { page } = stranger;
	const all = await askServer(app);
	const [first] = all.communities;
	await stranger.open('/communities');
	await expect(page.getByText(`${all.total} communities`)).toBeVisible();
	await expect(page.getByRole('button', { name: 'Near me' })).toBeHidden();

	await test.step('with the form', async () => {
		await page.getByText('More ways to choose').click();
		await page.getByLabel('What kind').selectOption({ label: 'Village' });
		await page.getByRole('button', { name: 'Show these' }).click();
		const { total } = await askServer(app, '?kind=village');
		expect(total).toBeLessThan(all.total);
		await expect(page.getByText(`${total} communities`)).toBeVisible();
	});
	await test.step('takes a part of the question away with a tap', async () => {
		await page.getByRole('link', { name: 'of the kind “Village”, take away' }).click();
		await expect(page.getByText(`${all.total} communities`)).toBeVisible();
	});
	await test.step('goes on to the next page', async () => {
		await page.getByRole('link', { name: 'More communities' }).click();
		await expect(page.getByText(/^From /)).toBeVisible();
		await expect(page.getByRole('link', { name: first!.name, exact: true })).toBeHidden();
	});
	await test.step('and an address that makes no sense is answered with a sentence', async () => {
		const answer = await page.goto(`${app.url}/communities?limit=99999&kind=planet`);
		expect(answer?.status()).toBe(400);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'This address asks for something that can’t be answered'
		);
		await expect(page.getByRole('main')).toContainText('kind, limit');
		const refused = await fetch(`${app.url}/api/communities?near=north`);
		expect(refused.status).toBe(400);
		expect(await refused.json()).toMatchObject({ problems: [{ field: 'near', code: 'format' }] });
	});
});

test('Communities are found as one types, near oneself, and with no network from a cold start', async ({
	app,
	phone
}) => {
	await app.makeUp(MANY);
	const ann = await phone({ installed: true });
	const { communities } = await askServer(app);
	const [wanted, unseen] = [communities[3]!, communities[7]!];
	await ann.open('/communities');
	await expectAccessible(ann, 'finding communities');

	await test.step('at every letter, from the directory that comes meanwhile', async () => {
		const { page } = ann;
		const taken = page.waitForResponse((one) => one.url().endsWith('/api/directory'));
		await page.getByLabel('Search communities').pressSequentially(wanted.name.slice(0, 4));
		await (await taken).finished();
		await page.getByLabel('Search communities').pressSequentially(wanted.name.slice(4));
		await expect(page.getByRole('link', { name: wanted.name, exact: true })).toBeVisible();
		await expect(page).toHaveURL(new RegExp(`q=${wanted.name.split(/\W/)[0]}`));
	});
	await test.step('near oneself, once the phone may say where it is', async () => {
		const { page } = ann;
		await ann.open('/communities');
		await page.getByRole('button', { name: 'Near me' }).click();
		await expect(page.getByText('This phone doesn’t say where it is.')).toBeVisible();
		const [longitude, latitude] = communities.find(({ point }) => point)!.point!;
		await ann.context!.grantPermissions(['geolocation']);
		await ann.context!.setGeolocation({ longitude, latitude });
		await page.getByRole('button', { name: 'Near me' }).click();
		await expect(page).toHaveURL(/near=/);
		await expect(page.getByText('less than a mile away').first()).toBeVisible();
		await page.getByRole('link', { name: 'nearest first, take away' }).click();
		await expect(page).toHaveURL(/\/communities$/);
	});
	await ann.kill();
	await app.networkOff();
	await ann.start();
	const { page } = ann;
	await test.step('with no network', async () => {
		await ann.open(`/communities?q=${encodeURIComponent(unseen.name)}`);
		await expect(page.getByText('This is its directory as it stood on')).toBeVisible();
		await page.getByText('More ways to choose').click();
		await page.getByLabel('What kind').selectOption(unseen.kind);
		await expect(page.getByRole('link', { name: 'of the kind' })).toBeVisible();
		await expectAccessible(ann, 'finding communities with no network');
		await page.getByRole('link', { name: unseen.name, exact: true }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(unseen.name);
		await expect(page.getByText('The whole page comes with a signal.')).toBeVisible();
		await expectAccessible(ann, 'what the directory knows of a community');
		await ann.open(`/communities/${wanted.slug}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(wanted.name);
	});
	await test.step('a phone without the directory says what is missing', async () => {
		await page.evaluate(
			() =>
				new Promise((done) => {
					const gone = indexedDB.deleteDatabase('toadlane-reference');
					gone.onsuccess = gone.onblocked = done;
				})
		);
		await ann.open('/communities');
		await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(
			'No network, and no directory on this phone yet'
		);
	});
});
