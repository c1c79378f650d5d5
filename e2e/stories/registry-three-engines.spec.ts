import { Crafted } from '../crafted';
import { FirefoxPhone, hasFirefox } from '../firefox';
import { fill, install, join, press, pressRow, says, tick, valueOf } from '../screens/by-script';
import { hasWebKit, WebKitPhone } from '../webkit';
import { provingAddress, testWithMail } from './letters';
import { expect } from './story';

const test = testWithMail({ REVIEW: 'on' });

const NAME = 'Spotland Reached';
const HOME = '/communities/spotland-reached';

for (const [engine, there, Kind] of [
	['Firefox', hasFirefox, FirefoxPhone],
	['WebKit', hasWebKit, WebKitPhone]
] as const) {
	test(`The registry's public face in ${engine}: a moderator approves, strangers find, write, report and say that they are interested`, async ({
		app,
		mail,
		handset
	}) => {
		test.skip(!there, `there is no ${engine} on this machine`);
		const [code = ''] = await app.moderators('Bo');
		const group = await Crafted.start(app.url, NAME, 'Bea');
		await group.register({
			name: NAME,
			kind: 'village',
			postcode: 'OL12',
			point: [-2.17, 53.62],
			tags: ['bees']
		});
		const ann = await handset(Kind.unbox);
		const tab = await install(ann);

		await test.step('what waits is shown to nobody until a moderator has looked at it', async () => {
			await tab.open('/communities');
			await says(tab, 'No community stands here yet');
			await tab.open('/moderate');
			await fill(tab, { 'One-time code': 'ABCD-EFGH-JKLM-NPQR' });
			await press(tab, 'Sign in');
			await says(tab, 'This code doesn’t work');
			await fill(tab, { 'One-time code': code });
			await press(tab, 'Sign in');
			await says(tab, 'Add a passkey', 'h1');
			await press(tab, 'To what waits');
			await says(tab, 'What waits', 'h1');
			await pressRow(tab, NAME);
			await says(tab, 'Not public yet');
			await press(tab, 'Approve: show it');
			await says(tab, `${NAME} is public.`);
			await press(tab, 'Sign out');
			await says(tab, 'Sign in to moderate', 'h1');
		});

		await test.step('it is found by its name, kind, tag and postcode, and not by others', async () => {
			await tab.open('/communities');
			await says(tab, NAME, 'main');
			await fill(tab, { 'Search communities': 'spotl' });
			await tab.until('return location.search.includes("q=spotl")');
			await says(tab, NAME, 'main');
			await fill(tab, { 'What kind': 'city' });
			await tab.until('return location.search.includes("kind=city")');
			await says(tab, 'Nothing found for that');
			for (const asked of ['q=OL12+6AA&tag=bees&kind=village', 'q=OL13', 'tag=ants']) {
				await tab.open(`/communities?${asked}`);
				await says(tab, asked.includes('OL12') ? '1 community' : 'Nothing found for that');
			}
			await tab.open('/communities');
			await press(tab, 'Near me');
			await tab.until(
				`return [...document.querySelectorAll('[role=status]')].some((one) => /where (it|this phone) is/.test(one.textContent))`
			);
		});

		await test.step('the map is drawn, or the small one stands in its place with a sentence', async () => {
			await press(tab, 'Show the map');
			await tab.until(
				`const map = document.querySelector('main section[aria-label="Map"]');
				if (map.innerText.includes('can’t draw the large map')) return Boolean(map.querySelector('svg'));
				return map.querySelector('canvas')?.getBoundingClientRect().height > 200 && !map.querySelector('.locator')`
			);
		});

		await test.step('on its page stands what it promised; a message goes from there to the group', async () => {
			await press(tab, NAME);
			await says(tab, NAME, 'h1');
			await says(tab, 'Knock on every door of the six streets');
			await press(tab, 'Contact');
			await says(tab, `Write to ${NAME}`, 'h1');
			await fill(tab, {
				'Your message': 'I have a van.',
				'Your name': 'Rafiq',
				'Your e-mail address': 'next door'
			});
			await tick(tab, 'I can help');
			await press(tab, 'Send');
			await says(tab, 'neither an e-mail address nor a phone number');
			expect(await valueOf(tab, 'Your message')).toBe('I have a van.');
			await fill(tab, { 'Your e-mail address': 'rafiq@example.org' });
			await press(tab, 'Send');
			await says(tab, 'It is on its way');
			await join(tab, await group.invite('organiser'), 'Ann');
			await press(tab, '1 message waits for an answer');
			await pressRow(tab, 'Rafiq');
			await says(tab, 'From Rafiq', 'h1');
			await says(tab, 'I have a van.');
		});

		await test.step('the page is reported', async () => {
			await tab.open(`${HOME}/report`);
			await press(tab, 'Send the report');
			await says(tab, 'Choose what is wrong.');
			await tick(tab, 'There is no such community');
			await press(tab, 'Send the report');
			await says(tab, 'Thank you. A moderator will look at it.');
		});

		await test.step('somebody says that they are interested, that the address is theirs, and withdraws', async () => {
			await tab.open('/interested');
			await fill(tab, {
				Postcode: 'OL12 6AA',
				'What are you interested in?': 'bees',
				'E-mail address': 'joyce@example.org'
			});
			await tick(tab, 'Yes, keep this for 90 days');
			await press(tab, 'Say that I’m interested');
			await says(tab, 'Thank you. You are counted', 'h1');
			await expect.poll(() => mail.letters.length).toBe(1);
			await tab.open(provingAddress(mail.letters[0]?.text).replace(app.url, ''));
			await press(tab, 'Yes, write to me there');
			await says(tab, 'Invitations come by e-mail');
			await says(tab, NAME, 'main');
			await press(tab, 'Withdraw');
			await says(tab, 'Withdrawn', 'h1');
		});

		await test.step('the nation counts it, and it can be shown in frames of other sites', async () => {
			await tab.open('/nation');
			expect(
				await tab.run(
					`const [first] = document.querySelectorAll('main dl > div'); return [first.querySelector('dt').innerText, first.querySelector('dd').innerText]`
				)
			).toEqual(['Communities', '1']);
			for (const frame of ['/embed/map', `/embed${HOME}`]) {
				await tab.open(frame);
				await says(tab, NAME, 'main');
				await says(tab, 'CC BY 4.0', 'main footer');
			}
		});
	});
}
