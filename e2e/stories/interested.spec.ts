import type { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import { spotOf } from '../screens/britain';
import type { GroupScreen } from '../screens/group';
import { StartScreen } from '../screens/start';
import { provingAddress, testWithMail } from './letters';
import { expect, inMonths } from './story';

const test = testWithMail();

async function start(ann: Phone): Promise<GroupScreen> {
	const form = await StartScreen.open(ann);
	return (await form.fill({ name: 'Lane Menders', place: 'OL12', person: 'Ann' })).start();
}

async function register(group: GroupScreen) {
	const commitments = await group.commitments();
	const rest = { difference: 'Things last.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	for (const area of ['Co-operative action', 'Co-operative enterprise'] as const)
		await commitments.make({ area, title: `A promise: ${area}`, measure: 'People', ...rest });
	await commitments.register();
	await (await group.sync()).now();
	await group.allSent();
}

/** Where the middle of a postcode district is that the operator imported, and how far above it the count stands on the map. */
const OL12 = { middle: [-2.16, 53.62], csv: 'postcode,lat,lon\nOL12 6AA,53.62,-2.16\n' } as const;
const ABOVE = 30;

test('Strangers without a group say so without JavaScript, are counted, invited and forgotten', async ({
	app,
	mail,
	phone
}) => {
	await app.importFacts(['postcodes', OL12.csv]);
	const stranger = await phone({ javaScriptEnabled: false });
	const main = stranger.page.getByRole('main');
	const links: string[] = [];

	/** Fills the form in; answers the link to the page that follows. */
	async function say(postcode: string, email = '', name = '') {
		await stranger.open('/interested');
		await main.getByLabel('Postcode').fill(postcode);
		await main.getByLabel('What are you interested in?').fill('Repair cafe, bees');
		await main.getByLabel('E-mail address').fill(email);
		await main.getByLabel('First name').fill(name);
		await main.getByLabel('Yes, keep this for 90 days').check();
		await main.getByRole('button', { name: 'Say that I’m interested' }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Thank you. You are counted');
		const link = await main.getByLabel('Link to this page').inputValue();
		links.push(link);
		return link;
	}

	await test.step('told at the field what is not right, with all that was typed still there', async () => {
		await stranger.open('/interested?at=OL12');
		await expect(main.getByLabel('Postcode')).toHaveValue('OL12');
		await main.getByLabel('Postcode').fill('Rochdale');
		await main.getByLabel('First name').fill('Joyce');
		await main.getByRole('button', { name: 'Say that I’m interested' }).click();
		await expect(main).toContainText('We can’t read this postcode');
		await expect(main).toContainText('only if you agree');
		await expect(main.getByLabel('Postcode')).toHaveValue('Rochdale');
		await expect(main.getByLabel('First name')).toHaveValue('Joyce');
	});

	await test.step('four in one district, the first of whom starts nothing yet', async () => {
		await say('ol12 6aa', 'joyce@example.org', 'Joyce');
		await expect(main).toContainText('You are the first near OL12');
		await expect(main.getByRole('link', { name: 'Start a group' })).toBeVisible();
		await expect(main).not.toContainText('6AA');
		await say('OL12');
		await say('OL12 0AB');
		await expect(main).toContainText('A few other people near OL12 are interested');
		await say('OL12');
		await expect(main).toContainText('3 other people near OL12 are interested');
	});

	await test.step('whom everybody finds counted beside the list of a place, and on the map', async () => {
		await stranger.open('/communities?q=OL12+0AB');
		await expect(main).toContainText('4 people near here are interested.');
		await main.getByRole('link', { name: 'I’m interested too' }).click();
		await expect(main.getByLabel('Postcode')).toHaveValue('OL12');
		const dot = await phone();
		await dot.open('/communities');
		await dot.page.getByRole('button', { name: 'Near me' }).waitFor();
		await dot.page.getByRole('button', { name: 'Show the map' }).click();
		const map = dot.page.getByRole('region', { name: 'Map of the communities in the list' });
		await expect(dot.page.getByText('People who are interested')).toBeVisible({ timeout: 60_000 });
		await expectAccessible(dot, 'the map of communities');
		const { x, y } = spotOf((await map.boundingBox())!, [...OL12.middle]);
		await expect(async () => {
			await map.click({ position: { x, y: y - ABOVE } });
			await expect(dot.page.getByText('In the postcode district OL12')).toBeVisible({ timeout: 500 });
		}).toPass({ timeout: 60_000 });
		const panel = dot.page.getByRole('listitem').filter({ hasText: 'In the postcode district OL12' });
		await expect(panel).toContainText('4 people near here are interested');
		await panel.getByRole('link', { name: 'I’m interested too' }).click();
		await expect(dot.page.getByRole('heading', { level: 1 })).toHaveText('I’m interested');
		await expect(dot.page.getByLabel('Postcode')).toHaveValue('OL12');
		await dot.close();
	});

	await test.step('one of whom says that the e-mail address is theirs', async () => {
		await expect.poll(() => mail.letters.length).toBe(1);
		const [letter] = mail.letters;
		expect(letter?.to).toEqual(['joyce@example.org']);
		const address = provingAddress(letter?.text);
		expect(address).toContain(links[0]);
		await stranger.page.goto(address);
		await main.getByRole('button', { name: 'Yes, write to me there' }).click();
		await expect(main).toContainText('Invitations come by e-mail');
	});

	const ann = await phone();
	const group = await start(ann);
	const near = ann.page.getByRole('region', { name: 'People near you' });
	await test.step('seen by organisers nearby once their community is registered, and invited', async () => {
		await group.people();
		await expect(near).toContainText('Once your community is registered');
		await register(group);
		await group.people();
		await expect(near).toContainText('4 people near you');
		await near.getByRole('button', { name: 'Invite people near you' }).click();
		const sheet = ann.page.getByRole('dialog');
		await expectAccessible(ann, 'inviting people nearby');
		await expect(sheet).not.toContainText('Joyce');
		await sheet.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(sheet).toContainText('Please choose at least one person');
		for (const box of await sheet.getByRole('checkbox').all()) await box.check();
		await sheet.getByLabel('What do you want to say?').fill('We mend things on Sundays.\nCome & see <us>.');
		await sheet.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(ann.page.getByText('4 people invited')).toBeVisible();
	});

	await test.step('who see it on their page, and by e-mail where they wanted that', async () => {
		await expect.poll(() => mail.letters.length).toBe(2);
		expect(mail.letters[1]?.to).toEqual(['joyce@example.org']);
		expect(mail.letters[1]?.text).toContain('> Come & see <us>.');
		expect(mail.letters[1]?.text).toContain(`${app.url}/communities/lane-menders`);
		const answer = await stranger.page.goto(links[1] ?? '');
		expect(answer?.headers()['cache-control']).toContain('no-store');
		expect(answer?.headers()['x-robots-tag']).toBe('noindex');
		const invitations = main.getByRole('list', { name: 'Invitations' });
		await expect(invitations).toContainText('Lane Menders invites you');
		await expect(invitations).toContainText('Come & see <us>.');
		await invitations.getByRole('link', { name: 'Look at Lane Menders and answer' }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Lane Menders');
	});

	await test.step('and keep it, or withdraw: then it is gone, and one fewer is counted', async () => {
		await stranger.page.goto(links[1] ?? '');
		await main.getByRole('button', { name: 'Keep for another 90 days' }).click();
		await expect(main).toContainText('Kept until');
		await main.getByRole('button', { name: 'Withdraw' }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Withdrawn');
		expect((await stranger.page.goto(links[1] ?? ''))?.status()).toBe(404);
		await stranger.page.goto(links[0] ?? '');
		await expect(main).toContainText('A few other people near OL12 are interested');
		await ann.page.reload();
		await expect(near).toContainText('3 people near you');
	});

	await test.step('what is filled in before the script has come stays', async () => {
		const slow = await phone({ serviceWorkers: 'block' });
		let come!: () => void;
		const scripts = new Promise<void>((done) => (come = done));
		await slow.page.route('**/_app/immutable/**/*.js', async (route) => {
			await scripts;
			await route.continue();
		});
		await slow.page.goto(`${app.url}/interested`, { waitUntil: 'commit' });
		const form = slow.page.getByRole('main');
		await form.getByLabel('Postcode').fill('Rochdale');
		await form.getByText('Choose from a list').click();
		await form.getByLabel('repair', { exact: true }).check();
		await form.getByLabel('Yes, keep this for 90 days').check();
		come();
		await slow.page.waitForLoadState('networkidle');
		await form.getByRole('button', { name: 'Say that I’m interested' }).click();
		await expect(form).toContainText('We can’t read this postcode');
		await expect(form).not.toContainText('only if you agree');
		await expect(form.getByLabel('repair', { exact: true })).toBeChecked();
		await expect(form.getByLabel('Yes, keep this for 90 days')).toBeChecked();
	});

	await test.step('with JavaScript as well; without a network nothing is sent, and what was typed stays', async () => {
		const cem = await phone();
		await cem.install();
		await cem.open('/interested');
		const form = cem.page.getByRole('main');
		await expectAccessible(cem, 'saying that one is interested');
		await form.getByText('Choose from a list').click();
		await form.getByLabel('repair', { exact: true }).check();
		await form.getByLabel('Yes, keep this for 90 days').check();
		await app.networkOff();
		await form.getByRole('button', { name: 'Say that I’m interested' }).click();
		await expect(form).toContainText('Nothing was sent: this needs a network');
		await expect(form.getByLabel('repair', { exact: true })).toBeChecked();
		await app.networkOn();
		await form.getByRole('button', { name: 'Say that I’m interested' }).click();
		await expect(cem.page.getByRole('heading', { level: 1 })).toHaveText('Thank you. You are counted');
		await expect(form).toContainText('share an interest with you');
		await expectAccessible(cem, 'the page of one’s own');
		const own = cem.page.url();
		const kept = await cem.page.evaluate(async () => {
			const names = await caches.keys();
			const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
			return all.flat().map(({ url }) => url);
		});
		expect(kept.filter((url) => /\/interested\/./.test(url))).toEqual([]);
		await form.getByRole('button', { name: 'Withdraw' }).click();
		await expect(cem.page.getByRole('heading', { level: 1 })).toHaveText('Withdrawn');
		await cem.page.goto(own);
		await expect(cem.page.getByRole('heading', { level: 1 })).not.toHaveText('Thank you. You are counted');
	});

	await test.step('and is not told that nobody is near where nobody knows the place', async () => {
		await app.letPass({ days: 2 });
		await say('ZZ99');
		await expect(main).toContainText('You are the first in ZZ99');
		await expect(main).toContainText('This site doesn’t know where ZZ99 is');
		await expect(main).not.toContainText('Nobody has started near here');
		await main.getByRole('link', { name: 'Look at all communities' }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Co-operative communities');
	});
});
