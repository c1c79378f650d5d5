import type { Page } from '@playwright/test';
import type { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import type { GroupScreen } from '../screens/group';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

const CANARY = 'canary-7d1f';
const HOME = '/communities/spotland-reached';

/** A registered community. */
async function register(ann: Phone): Promise<GroupScreen> {
	const start = await StartScreen.open(ann);
	const filled = await start.fill({ name: 'Spotland Reached', place: 'Rochdale', person: 'Ann' });
	const group = await filled.start();
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	const areas = ['Co-operative action', 'Co-operative enterprise'] as const;
	for (const area of areas)
		await commitments.make({ area, title: `A promise: ${area}`, measure: 'People', ...rest });
	await commitments.register();
	await (await group.sync()).now();
	return group.allSent();
}

const heading = (page: Page, name: string) =>
	expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();

/** Everything that is public, as text. */
async function allPublic(page: Page, origin: string): Promise<string> {
	const paths = ['/communities', HOME, `${HOME}.jsonld`, `${HOME}/contact`, '/events.ics', '/stories'];
	const answers = await Promise.all(paths.map((path) => page.request.get(origin + path)));
	for (const answer of answers) expect(answer.status(), answer.url()).toBe(200);
	return (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
}

test('Partners and links are set with no network and stand in public; a stranger without JavaScript writes, and is answered and erased', async ({
	phone,
	app
}) => {
	const ann = await phone({ installed: true });
	const group = await register(ann);
	const { page } = ann;
	const { address } = group;
	await ann.open(address);

	await test.step('what is shown is changed with no network, and outlasts the app', async () => {
		await app.networkOff();
		await group.commitments();
		await page.getByRole('link', { name: 'Your public page' }).click();
		await heading(page, 'Your public page');
		await page.getByLabel('About you').fill('Neighbours by the bridge.');
		await page.getByRole('button', { name: 'Add a partner' }).click();
		await page.getByLabel('Name of partner 1').fill('Rochdale Borough Council');
		await page.getByRole('button', { name: 'Add a link' }).click();
		await page.getByRole('textbox', { name: 'Link 1' }).fill('our page');
		await expectAccessible(ann, 'changing what is shown');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('This is no web address')).toBeVisible();
		// A draft is kept a moment after the last letter.
		await page.getByRole('textbox', { name: 'Link 1' }).fill('www.spotland.example');
		await expect(page.getByText('Shown as spotland.example')).toBeVisible();
		await page.waitForTimeout(600);
		await page.reload();
		await expect(page.getByText('This is where you left off')).toBeVisible();
		await expect(page.getByLabel('Name of partner 1')).toHaveValue('Rochdale Borough Council');
		await page.getByLabel('Tags').fill('allot');
		await page.getByRole('button', { name: '+ growing' }).click();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await heading(page, 'Commitments');
		await app.networkOn();
		await (await group.sync()).now();
		await group.allSent();
	});

	const stranger = await phone({ javaScriptEnabled: false });
	await test.step('and stands in public, where a stranger finds how to reach them', async () => {
		await stranger.open(HOME);
		const main = stranger.page.getByRole('main');
		await expect(main).toContainText('Neighbours by the bridge.');
		await expect(main.getByRole('listitem').filter({ hasText: 'Rochdale Borough Council' })).toContainText(
			'Council'
		);
		const link = main.getByRole('link', { name: 'spotland.example' });
		await expect(link).toHaveAttribute('href', 'https://www.spotland.example');
		await expect(link).toHaveAttribute('rel', 'nofollow ugc noopener');
		await expect(main.getByRole('link', { name: 'growing', exact: true })).toBeVisible();
		await expect(main.getByRole('link', { name: 'Report this page' })).toBeVisible();
		await main.getByRole('link', { name: 'Contact', exact: true }).click();
		await heading(stranger.page, 'Write to Spotland Reached');
	});

	await test.step('and is told at the field what is not right, with nothing lost', async () => {
		const form = stranger.page.getByRole('main');
		await form.getByLabel('Your message').fill(`I have a van. ${CANARY} <b>&`);
		await form.getByLabel('Your name').fill('Rafiq');
		await form.getByLabel('Your e-mail address or phone number').fill('next door');
		await form.getByRole('radio', { name: 'I can help' }).check();
		await form.getByRole('button', { name: 'Send' }).click();
		await expect(form).toContainText('neither an e-mail address nor a phone number');
		await expect(form.getByLabel('Your message')).toHaveValue(`I have a van. ${CANARY} <b>&`);
		await expect(form.getByRole('radio', { name: 'I can help' })).toBeChecked();
		await form.getByLabel('Your e-mail address or phone number').fill('rafiq@example.org');
		await form.getByRole('button', { name: 'Send' }).click();
		await expect(form).toContainText('It is on its way');
	});

	await test.step('with JavaScript the form is the same', async () => {
		const cem = await phone();
		await cem.open(`${HOME}/contact`);
		await expectAccessible(cem, 'writing to a community');
		await cem.page.getByRole('button', { name: 'Send' }).click();
		await expect(cem.page.getByText('Please write a few words.')).toBeVisible();
		await expectAccessible(cem, 'a message that is not right');
		await cem.open(HOME);
		await expectAccessible(cem, 'a community’s page');
		await cem.close();
	});

	await test.step('an organiser reads it with no network, marks it and erases it', async () => {
		await (await group.sync()).now();
		await ann.open(address);
		const waiting = page.getByRole('link', { name: '1 message waits for an answer' });
		await expect(waiting).toBeVisible();
		await app.networkOff();
		await ann.open(address);
		await waiting.click();
		await heading(page, 'Messages');
		await page.getByRole('link', { name: 'Rafiq' }).click();
		await heading(page, 'From Rafiq');
		await expect(page.getByRole('main')).toContainText(`I have a van. ${CANARY} <b>&`);
		await expect(page.getByRole('link', { name: 'Write to rafiq@example.org' })).toHaveAttribute(
			'href',
			/^mailto:rafiq@example\.org\?subject=/
		);
		await expectAccessible(ann, 'a message');
		await page.getByRole('button', { name: 'Answered', exact: true }).click();
		await expect(page.getByRole('main')).toContainText('Answered on');
		await page.getByRole('button', { name: 'Erase', exact: true }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Erase', exact: true }).click();
		await heading(page, 'Messages');
		await expect(page.getByRole('heading', { name: 'No messages' })).toBeVisible();
		await app.networkOn();
		await (await group.sync()).now();
		await group.allSent();
	});

	await test.step('nothing of it is anywhere any more, and never was in public', async () => {
		const copy = JSON.stringify(await (await group.sync()).saveCopy());
		for (const trace of [CANARY, 'rafiq', 'Rafiq']) expect(copy).not.toContain(trace);
		const shown = await allPublic(stranger.page, app.url);
		for (const trace of [CANARY, 'rafiq', 'Rafiq']) expect(shown).not.toContain(trace);
		expect(shown).toContain('Rochdale Borough Council');
	});
});
