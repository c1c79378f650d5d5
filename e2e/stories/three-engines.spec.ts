import { FirefoxPhone, hasFirefox } from '../firefox';
import {
	beginKnocking,
	fill,
	install,
	makePatch,
	press,
	says,
	startGroup,
	STATUS,
	valueOf
} from '../screens/by-script';
import { Crafted } from '../crafted';
import type { CommunitiesAnswer } from '../../src/lib/rules/nation/index.ts';
import { pause } from '../handset';
import { hasWebKit, WebKitPhone } from '../webkit';
import { expect, test } from './story';

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
	test(`${engine} loses nothing that a stranger types, and opens cold with no network: communities are found, and a group can be started and walked`, async ({
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
		const answer = await fetch(`${app.url}/api/communities?dormant=yes`);
		const [{ name, kind }] = ((await answer.json()) as CommunitiesAnswer).communities as [
			CommunitiesAnswer['communities'][number]
		];
		await (await Crafted.start(app.url, 'Known Lane', 'Bea')).register({ name: 'Known Lane' });
		await first.open('/communities/known-lane');
		await press(first, 'Contact');
		await says(first, 'Write to Known Lane');
		await fill(first, { 'Your message': 'I have a van.', 'Your name': 'Rafiq' });
		// Nobody types so fast: by the end of a message the page's scripts have come.
		await pause(2_000);
		await app.networkOff();
		await press(first, 'Send');
		await says(first, 'What you typed is still here');
		expect(await valueOf(first, 'Your message')).toBe('I have a van.');
		await ann.kill();
		const [tab] = await ann.start(`/communities?dormant=yes&kind=${kind}&q=${encodeURIComponent(name)}`);
		await says(tab!, 'This is its directory as it stood on');
		await press(tab!, name);
		await says(tab!, 'This is what its directory on this phone knows');
		await says(tab!, name, 'h1');
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
