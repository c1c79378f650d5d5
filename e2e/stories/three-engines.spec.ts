import { hasFirefox } from '../browsers';
import { StartScreen } from '../screens/start';
import { hasWebKit, startWebKit } from '../webkit';
import { expect, test } from './story';

test('Firefox opens cold with no network, and a group can be started and walked', async ({ app, phone }) => {
	test.skip(!hasFirefox, 'there is no Firefox on this machine');
	const ann = await phone({ engine: 'firefox' });
	await ann.install();
	await ann.switchOff();
	await app.networkOff();
	await ann.start();
	const start = await StartScreen.open(ann);
	await start.fill({ name: 'Fox Lane', place: 'Rochdale', person: 'Ann' });
	const group = await start.start();
	const patch = await (await (await group.doors()).newPatch('Fox Lane')).byNumbers('Fox Lane', '1-9 odd');
	await (await patch.startKnocking()).knock(3, ['Talked', 'No answer', 'Talked']);
	const { address } = group;
	await ann.switchOff();
	await ann.start();
	await ann.open(address);
	await (await (await group.doors()).open('Fox Lane')).counts('3 of 5 doors');
	await app.networkOn();
	await (await group.sync()).now();
	await group.allSent();
});

test('WebKit opens with no network, and what it saved is sent when there is one', async ({ app }) => {
	test.skip(!hasWebKit, 'there is no WebKitGTK with its driver on this machine');
	const phone = await startWebKit(Number(new URL(app.url).port) + 1);
	try {
		await phone.open(`${app.url}/`);
		await phone.until(
			'return Boolean((await navigator.serviceWorker.ready) && navigator.serviceWorker.controller)'
		);
		await app.networkOff();
		await phone.open(`${app.url}/start`);
		await phone.until('return Boolean(document.querySelector("form#start"))');
		await phone.run(
			`for (const [label, value] of Object.entries(args[0])) {
				const field = [...document.querySelectorAll('label')].find((one) => one.textContent.includes(label)).control;
				field.value = value;
				field.dispatchEvent(new Event('input', { bubbles: true }));
				field.dispatchEvent(new Event('change', { bubbles: true }));
			}`,
			{
				'Group name': 'Webb Street',
				'Kind of place': 'town',
				'Postcode or place': 'Rochdale',
				'Your name': 'Ann'
			}
		);
		await phone.run(
			'[...document.querySelectorAll("button")].find((b) => b.textContent.includes("Start the group")).click()'
		);
		await phone.until('return /\\/g\\/[0-9a-z]{26}$/.test(location.pathname)');
		await phone.until('return /on this phone/.test(document.querySelector("[role=status]").textContent)');
		await phone.open(`${app.url}/start`);
		await phone.run('history.back()');
		await phone.until('return /Webb Street/.test(document.body.textContent)');
		await app.networkOn();
		await phone.until('return /All sent/.test(document.querySelector("[role=status]").textContent)');
	} finally {
		await phone.close();
	}
	expect((await fetch(`${app.url}/api/health`)).ok).toBe(true);
});
