import { startApp } from '../app';
import type { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import type { GroupScreen } from '../screens/group';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test as story } from './story';

/** What an operator sets; changed before the server is started again. */
const settings = { REVIEW: 'off' };
const test = story.extend({
	app: async ({ browserName: _ }, use) => {
		const app = await startApp(settings);
		await use(app);
		await app.close();
	}
});

/** A group that has committed itself in both areas and asked to stand in the registry. */
async function register(phone: Phone, name: string): Promise<GroupScreen> {
	const start = await StartScreen.open(phone);
	const group = await (await start.fill({ name, place: 'Rochdale', person: 'Ann' })).start();
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	for (const [area, title, measure] of [
		['Co-operative action', 'A table in the road', 'People at the table'],
		['Co-operative enterprise', 'Visit a co-op', 'People who visit']
	] as const)
		await commitments.make({ area, title, measure, ...rest });
	await commitments.register();
	await (await group.sync()).now();
	await group.allSent();
	return group;
}

test('A new community waits, two others speak for it, and anybody may report its page', async ({
	phone,
	app
}) => {
	const [ann, ben] = [await phone({ installed: true }), await phone({ installed: true })];
	await register(ben, 'Known to All');
	await register(ben, 'Known to Most');
	settings.REVIEW = 'on';
	await app.crashAndRestart();
	const group = await register(ann, 'Quiet Askers');
	const { page } = ann;
	const read = async (path: string) => {
		const answer = await fetch(`${app.url}${path}`);
		return { status: answer.status, text: await answer.text() };
	};

	await test.step('it waits: the group is told so, and nothing of it is public', async () => {
		await ann.open(group.address);
		await expect(page.getByText('Waiting for a look')).toBeVisible();
		expect((await read('/communities/quiet-askers')).status).toBe(404);
		expect((await read('/communities/quiet-askers.jsonld')).status).toBe(404);
		for (const path of ['/communities', '/communities?q=quiet', '/stories', '/events.ics'])
			expect((await read(path)).text).not.toContain('Quiet Askers');
		expect((await read('/communities')).text).toContain('Known to Most');
		await page.getByRole('link', { name: 'How to get on' }).click();
		await expect(page.getByRole('heading', { name: 'In the registry', level: 1 })).toBeVisible();
		await expectAccessible(ann, 'waiting for a look');
	});

	const link = (await page.getByText(`${app.url}/vouch#`).textContent())?.trim() ?? '';
	await test.step('two communities on one phone speak for it, the first with no network at first', async () => {
		await ben.open(new URL(link).pathname + new URL(link).hash);
		await expect(ben.page.getByRole('heading', { name: 'Quiet Askers' })).toBeVisible();
		await expect(ben.page.getByRole('main')).toContainText('A table in the road');
		await expectAccessible(ben, 'vouching');
		await app.networkOff();
		await ben.page.getByRole('button', { name: 'Vouch as Known to All' }).click();
		await expect(ben.page.getByRole('alert')).toContainText('This needs a network');
		await app.networkOn();
		await ben.page.getByRole('button', { name: 'Try again' }).click();
		await expect(ben.page.getByText('One more community has to vouch')).toBeVisible();
		await ben.page.reload();
		await ben.page.getByRole('radio', { name: 'Known to Most' }).check();
		await ben.page.getByRole('button', { name: 'Vouch as Known to Most' }).click();
		await expect(ben.page.getByText('Quiet Askers is in the public registry now.')).toBeVisible();
	});

	await test.step('it is public, its organiser is told so, and applies to be a pilot', async () => {
		expect((await read('/communities/quiet-askers')).status).toBe(200);
		await (await group.sync()).now();
		await group.allSent();
		await ann.open(`${group.address}/standing`);
		await expect(page.getByText('This community is in the public registry')).toBeVisible();
		await page.getByRole('button', { name: 'Apply to be a pilot' }).click();
		await expect(page.getByText('Write a few words first.')).toBeVisible();
		await page.getByLabel('What would you try, and why?').fill('A tool library, because sheds are full.');
		await page.getByRole('button', { name: 'Apply to be a pilot' }).click();
		await expect(page.getByText('You have applied to be a pilot')).toBeVisible();
	});

	await test.step('a stranger reports the page, with nothing typed lost', async () => {
		await ben.page.goto(`${app.url}/communities/quiet-askers/report`);
		await expectAccessible(ben, 'reporting a page');
		await ben.page.getByLabel('What should the moderator know?').fill('Nobody lives there.');
		await ben.page.getByRole('button', { name: 'Send the report' }).click();
		await expect(ben.page.getByText('Choose what is wrong.')).toBeVisible();
		await expect(ben.page.getByLabel('What should the moderator know?')).toHaveValue('Nobody lives there.');
		await ben.page.getByRole('radio', { name: 'There is no such community' }).check();
		await ben.page.getByRole('button', { name: 'Send the report' }).click();
		await expect(ben.page.getByText('Thank you. A moderator will look at it.')).toBeVisible();
		expect((await read('/communities/quiet-askers')).status).toBe(200);
	});
});
