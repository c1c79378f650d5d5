import { FirefoxPhone, hasFirefox } from '../firefox';
import { beginKnocking, install, makePatch, press, says, startGroup, STATUS } from '../screens/by-script';
import { hasWebKit, WebKitPhone } from '../webkit';
import { test } from './story';

for (const [engine, there, Kind] of [
	['Firefox', hasFirefox, FirefoxPhone],
	['WebKit', hasWebKit, WebKitPhone]
] as const) {
	test(`${engine} opens cold with no network, and a group can be started and walked`, async ({
		app,
		handset
	}) => {
		test.skip(!there, `there is no ${engine} on this machine`);
		const ann = await handset(Kind.unbox);
		await install(ann);
		await ann.kill();
		await app.networkOff();
		const [tab] = await ann.start('/start');
		await startGroup(tab!, 'Fox Lane');
		await makePatch(tab!, 'Fox Lane', '1-9 odd');
		await press(tab!, 'Start knocking');
		await beginKnocking(tab!, 3);
		await tab!.until('return window.knocked');
		const patch = (await tab!.run<string>('return location.pathname')).replace(/\/walk$/, '');
		await ann.kill();
		const [again] = await ann.start(patch);
		await says(again!, '3 of 5 doors');
		await says(again!, 'on this phone', STATUS);
		await app.networkOn();
		await again!.open(`${patch.slice(0, 29)}/sync`);
		await press(again!, 'Sync now');
		await says(again!, 'All sent', STATUS);
	});
}
