import { FirefoxPhone, hasFirefox } from '../firefox';
import {
	beginKnocking,
	fill,
	install,
	makePatch,
	press,
	says,
	startGroup,
	STATUS
} from '../screens/by-script';
import { hasWebKit, WebKitPhone } from '../webkit';
import { test } from './story';

/** Whether the registry's directory has been kept on this phone. */
const DIRECTORY_KEPT = `if (!(await indexedDB.databases()).some(({ name }) => name === 'toadlane-reference')) return false;
	const database = await new Promise((done) => {
		const opening = indexedDB.open('toadlane-reference');
		opening.onsuccess = () => done(opening.result);
	});
	const counting = database.transaction('marks').objectStore('marks').count();
	const kept = await new Promise((done) => (counting.onsuccess = () => done(counting.result > 0)));
	database.close();
	return kept`;

for (const [engine, there, Kind] of [
	['Firefox', hasFirefox, FirefoxPhone],
	['WebKit', hasWebKit, WebKitPhone]
] as const) {
	test(`${engine} opens cold with no network: communities are found, and a group can be started and walked`, async ({
		app,
		handset
	}) => {
		test.skip(!there, `there is no ${engine} on this machine`);
		const ann = await handset(Kind.unbox);
		await app.makeUp(3);
		const first = await install(ann);
		await first.open('/communities');
		await fill(first, { 'Search communities': 'a' });
		await first.until(DIRECTORY_KEPT);
		const name = await first.run<string>(
			`return (await (await fetch('/api/communities?dormant=yes')).json()).communities[0].name`
		);
		await ann.kill();
		await app.networkOff();
		const [tab] = await ann.start(`/communities?dormant=yes&q=${encodeURIComponent(name)}`);
		await says(tab!, 'This is its directory as it stood on');
		await says(tab!, name);
		await tab!.open('/start');
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
