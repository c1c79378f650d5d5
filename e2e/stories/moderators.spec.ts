import { startApp } from '../app';
import type { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import { ModerateScreen } from '../screens/moderate';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test as story } from './story';

const test = story.extend({
	app: async ({ browserName: _ }, use) => {
		const app = await startApp({ REVIEW: 'on' });
		await use(app);
		await app.close();
	}
});

const NAME = 'Lane Menders';
const PAGE = '/communities/lane-menders';

/** A group that has promised both things and asks to be shown. */
async function register(ann: Phone) {
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: NAME, place: 'Rochdale', person: 'Ann' })).start();
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	await commitments.make({
		area: 'Co-operative action',
		title: 'A table in the road',
		measure: 'People at the table',
		...rest
	});
	await commitments.make({
		area: 'Co-operative enterprise',
		title: 'Visit a co-op',
		measure: 'People who visit',
		...rest
	});
	await commitments.register();
	await (await group.sync()).now();
	await group.allSent();
}

test('A community waits until a moderator, who comes in by a code and then by a passkey, has looked at it', async ({
	phone,
	app
}) => {
	const stranger = await phone({ javaScriptEnabled: false });
	async function strangerSees(shown: boolean) {
		await stranger.open('/communities');
		await expect(stranger.page.getByRole('main').getByRole('link', { name: NAME })).toHaveCount(
			shown ? 1 : 0
		);
	}
	await register(await phone({ installed: true }));
	await strangerSees(false);
	const [forBo = '', forCem = ''] = await app.moderators('Bo', 'Cem');

	await test.step('without JavaScript: a wrong code, the right one, a removal that needs a reason', async () => {
		const cem = await ModerateScreen.open(await phone({ javaScriptEnabled: false }));
		const { page } = cem.phone;
		await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeHidden();
		await cem.typeCode('ABCD-EFGH-JKLM-NPQR');
		await expect(page.getByLabel('One-time code', { exact: true })).toHaveAccessibleDescription(
			/This code doesn’t work/
		);
		await cem.typeCode(forCem);
		await cem.at('Add a passkey');
		await page.getByRole('link', { name: 'To what waits' }).click();
		await cem.at('What waits');
		await cem.look(NAME);
		await expect(page.getByRole('table', { name: 'What the group says' })).toContainText(
			'A table in the road'
		);
		await page.getByText('Refuse, hide or remove').click();
		await cem.decide('Remove it');
		await expect(page.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/);
		await cem.signOut();
		await cem.phone.open('/moderate');
		await cem.at('Sign in to moderate');
	});

	const laptop = await phone({ installed: true });
	const bo = await (await ModerateScreen.open(laptop)).withDeviceLock();
	const { page } = bo.phone;
	await test.step('by a code, which works once, and a passkey is added', async () => {
		await expectAccessible(bo.phone, 'signing in to moderate');
		await bo.typeCode(forBo);
		await bo.at('Add a passkey');
		await expectAccessible(bo.phone, 'adding a passkey');
		await page.getByRole('button', { name: 'Add a passkey' }).click();
		await bo.at('What waits');
		await bo.signOut();
		await bo.typeCode(forBo);
		await expect(page.getByRole('main')).toContainText('This code doesn’t work');
	});

	await test.step('by the passkey alone, what waits is approved', async () => {
		await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
		await bo.at('What waits');
		await expectAccessible(bo.phone, 'what waits');
		await bo.look(NAME);
		await expect(page.getByRole('main')).toContainText('Not public yet');
		await expectAccessible(bo.phone, 'a community that waits');
		await bo.decide('Approve: show it');
		await bo.at('What waits');
		await expect(page.getByRole('alert')).toContainText(`${NAME} is public.`);
		await expect(page.getByRole('main')).toContainText('Nothing waits');
		await expectAccessible(bo.phone, 'nothing waits');
		await strangerSees(true);
	});

	await test.step('of public pages the browser keeps a copy, of these none', async () => {
		await bo.phone.open(PAGE);
		const kept = await page.evaluate(async () => {
			const names = await caches.keys();
			const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
			return all.flat().map(({ url }) => new URL(url).pathname);
		});
		expect(kept).toContain(PAGE);
		expect(kept.filter((path) => path.startsWith('/moderate'))).toEqual([]);
	});
});
