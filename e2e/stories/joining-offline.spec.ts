import { GroupScreen } from '../screens/group';
import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { expect, test } from './story';

test('An invite link opened with no network lets somebody start at once, and sends it all when there is one', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '2-8 even');
	const north = new URL(ann.page.url()).pathname;
	await (await group.sync()).now();
	await group.allSent();
	const { link } = await (await group.people()).invite();

	const bob = await phone({ installed: true });
	await bob.switchOff();
	await app.networkOff();
	await bob.start();
	const join = await JoinScreen.byLink(bob, link);
	await expect(bob.page.getByRole('heading', { name: 'You’re invited to Canal Side' })).toBeVisible();
	const bobs = await join.join('Bob');
	await expect(bob.page.getByRole('main')).toBeVisible();
	await test.step('what is done meanwhile waits, and the status line says so', async () => {
		const patch = await (await (await bobs.doors()).newPatch('South side')).byNumbers('Tow Path', '1-9 odd');
		await (await patch.startKnocking()).knock(4, ['Talked', 'No answer']);
		await bob.page.goBack();
		await expect(bobs.status).toHaveText(/10 on this phone/);
		const { address } = bobs;
		await bob.kill();
		await bob.start();
		await bob.open(address);
		await expect(new GroupScreen(bob).status).toHaveText(/10 on this phone/);
		await (await (await bobs.doors()).open('South side')).counts('4 of 5 doors');
	});

	await test.step('the walk of a patch that is not here yet opens by itself when it comes', async () => {
		await bob.open(`${north}/walk`);
		await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('This patch isn’t on this phone');
		await app.networkOn();
		await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('8 Canal Street', {
			timeout: 90_000
		});
	});
	await (await bobs.sync()).now();
	await bobs.allSent();
	await (await (await bobs.doors()).open('North side')).counts('0 of 4 doors');

	await (await group.sync()).now();
	await (await (await group.doors()).open('South side')).counts('4 of 5 doors');
	await group.people();
	await expect(ann.page.getByRole('main')).toContainText('Bob');
});
