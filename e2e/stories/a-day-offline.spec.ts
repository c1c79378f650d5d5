import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

test('A day offline: everything before the first contact with any server, then one contact', async ({
	app,
	phone
}) => {
	const ann = await phone();
	await ann.install();
	await app.networkOff();
	await ann.kill();
	await ann.start();

	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Moss Side gardeners', kind: 'Neighbourhood', place: 'M14 4XX', person: 'Ann' });
	const group = await start.start();
	const commitments = await group.commitments();
	await commitments.make({
		area: 'Co-operative action',
		title: 'Talk to our neighbours',
		difference: 'People know who lives here.',
		counted: 'Talks on doorsteps',
		target: '50',
		by: inMonths(3)
	});
	await commitments.make({
		area: 'Co-operative enterprise',
		title: 'Order food together',
		difference: 'Food costs less.',
		measure: 'Households who order',
		unit: 'households',
		now: '0',
		target: '20',
		by: inMonths(9)
	});
	await commitments.register();
	const patch = await (
		await (await group.doors()).newPatch('Our street')
	).byNumbers('Great Western Street', '1-39 odd, 40, 42a');
	await patch.counts('0 of 22 doors');
	const walk = await patch.startKnocking();
	const knocked = await walk.knock(12, ['Talked', 'No answer', 'Not for me']);
	expect(new Set(knocked).size).toBe(12);
	// What opens over the walk is fetched when it is first asked for: from the phone itself.
	const { page } = ann;
	await walk.tap('Come back');
	await page.getByRole('button', { name: 'Another day' }).click();
	await page.getByLabel('Which day?').fill(inMonths(1));
	await page.getByRole('button', { name: 'Come back then' }).click();
	await page.getByText('More to note').click();
	await expect(page.getByLabel('Note', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: 'Add a missing door' }).click();
	await expect(page.getByLabel('Number or name')).toBeVisible();
	await page.getByRole('button', { name: 'Close' }).click();
	await walk.knock(9, ['No answer']);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('That’s the patch');
	await ann.page.goBack();
	await expect(group.status).toContainText('on this phone');

	const { address } = group;
	await ann.kill();
	await ann.start();
	await ann.open(address);
	await (await (await group.doors()).open('Our street')).counts('22 of 22 doors');

	await app.networkOn();
	await (await group.sync()).now();
	await group.allSent();

	const stranger = await phone();
	await stranger.open('/communities/moss-side-gardeners');
	await expect(stranger.page.getByRole('main')).toContainText('Talk to our neighbours');
	await expect(stranger.page.getByRole('main')).toContainText('4 talks');
	await expect(stranger.page.getByRole('main')).not.toContainText('Great Western Street');
	await expect(stranger.page.getByRole('main')).not.toContainText('4XX');
});
