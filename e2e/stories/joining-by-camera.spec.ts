import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { film } from './film';
import { expect, test } from './story';

test('An invite is scanned off another phone’s screen by the camera, and lets in', async ({
	phone
}, info) => {
	const ann = await phone();
	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })
	).start();
	await (await group.sync()).now();
	await group.allSent();
	const screen = info.outputPath('screen.y4m');
	await (await group.people()).invite({ scan: (code) => film(code, screen) });

	const bob = await phone({
		permissions: ['camera'],
		args: [
			'--use-fake-ui-for-media-stream',
			'--use-fake-device-for-media-stream',
			`--use-file-for-fake-video-capture=${screen}`
		]
	});
	await bob.open('/join');
	await bob.page.getByRole('button', { name: 'Scan a QR code' }).click();
	await expect(bob.page.getByRole('heading', { name: 'You’re invited to Canal Side' })).toBeVisible();
	await (await JoinScreen.on(bob).join('Bob')).allSent();
});

test('A phone without a camera says so, and the code can be typed instead', async ({ phone }) => {
	const bob = await phone();
	await bob.open('/join');
	await bob.page.getByRole('button', { name: 'Scan a QR code' }).click();
	await expect(bob.page.getByRole('alert')).toContainText('The code or the link does the same');
	await bob.page.getByRole('button', { name: 'Type the code instead' }).click();
	await expect(bob.page.getByLabel('Invite code')).toBeVisible();
});
