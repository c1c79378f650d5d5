import type { Tally } from '../../src/lib/records/index.ts';
import type { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import { syncAll, type GroupScreen } from '../screens/group';
import { GuestsScreen } from '../screens/guests';
import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

const TITLE = 'Toad Lane street party';
const STREET = 'Toad Lane';

/** A street party today, with no road chosen. */
async function plan(group: GroupScreen) {
	const day = new Date().toISOString().slice(0, 10);
	await (await group.events()).make({ template: 'Street party', title: TITLE, day });
}

/** From a group's navigation to this page of the event. */
async function open(group: GroupScreen, page: string): Promise<GuestsScreen> {
	const { page: on } = group.phone;
	await group.events();
	await on.getByRole('main').getByRole('link', { name: TITLE }).click();
	await on.getByRole('heading', { level: 1, name: TITLE }).waitFor();
	return GuestsScreen.open(group.phone, page);
}

/** Stands at this house in the walk. */
async function walkTo(group: GroupScreen, house: string) {
	const patch = await (await group.doors()).open('North side');
	return patch.startAt((await patch.find(house))[0]!);
}

test('Two phones count one party with no network, and give away its last place twice: together they say so', async ({
	phone,
	app
}) => {
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Lane Tellers', place: 'Rochdale', person: 'Ann' })).start();
	await (
		await group.commitments()
	).make({
		area: 'Co-operative action',
		title: 'Guests',
		difference: 'Neighbours know each other.',
		counted: 'People who come',
		target: '100',
		by: inMonths(5)
	});
	const add = await (await group.doors()).newPatch('North side');
	await add.byNumbers(STREET, '1-6', 'OL12 0NU');
	await plan(group);
	const coming = await GuestsScreen.open(ann, 'Who is coming');
	await coming.places('4');
	await coming.add('Joyce', '3');
	await expect(coming.main).toContainText('1 place left.');
	await expectAccessible(ann, 'who is coming');
	await syncAll(group);

	const bob = await phone({ installed: true });
	const invite = await (await group.people()).invite();
	const bobs = await (await JoinScreen.byLink(bob, invite.link)).join('Bob');
	await bobs.allSent();
	const { address } = bobs;
	for (const one of [ann, bob]) {
		await one.open(address);
	}
	const both: [Phone, GroupScreen, string][] = [
		[ann, group, `1 ${STREET}`],
		[bob, bobs, `2 ${STREET}`]
	];

	await app.networkOff();
	await test.step('with no network each gives away the last place at a door, with one tap', async () => {
		for (const [{ page }, of, house] of both) {
			const walk = await walkTo(of, house);
			const ask = page.getByRole('group', { name: `Coming to ${TITLE}` });
			await ask.getByRole('button', { name: `Coming to ${TITLE}?` }).click();
			await expect(ask).toContainText('Coming: 1');
			await expect(ask.getByRole('button', { name: 'One more' })).toBeDisabled();
			await walk.tap('Talked');
			await expect(
				ask.getByRole('button', { name: /^Coming to .* Full: 0 on the waiting list/ })
			).toBeVisible();
		}
		await expectAccessible(ann, 'the walk');
	});

	await test.step('and both count, every tap for itself', async () => {
		for (const [one, of, taps] of [[ann, group, 5] as const, [bob, bobs, 7] as const]) {
			const day = await open(of, 'The day');
			for (let i = 0; i < taps; i++) await day.tap('People', 'one more');
			await day.tap('New faces', 'one more');
			await day.tap('People', 'one more');
			await one.page.getByRole('button', { name: 'Undo' }).click();
			await day.counted('People', String(taps));
			await day.amount('Money', 'Pounds', '12,5');
			await expect(one.page.getByText('Is that one figure or two?')).toBeVisible();
			await expect(one.page.getByLabel('Pounds')).toHaveValue('12,5');
			await day.amount('Money', 'Pounds', '12.50');
			await day.counted('Money', '£12.50');
			await expectAccessible(one, 'the day');
		}
	});

	await test.step('what was counted outlives the battery', async () => {
		await bob.kill();
		await bob.start();
		await bob.open(address);
		await (await open(bobs, 'The day')).counted('People', '7');
	});

	await app.networkOn();
	await syncAll(group, bobs);

	await test.step('together they come to the same sums, tap for tap', async () => {
		for (const [, of] of both) {
			const day = await open(of, 'The day');
			await day.counted('People', '12');
			await day.counted('New faces', '2');
			await day.counted('Money', '£25');
		}
		for (const [, of] of both) {
			const copy = await (await of.sync()).saveCopy();
			const tallies = copy.documents.filter(({ type }) => type === 'tally') as unknown as Tally[];
			const people = tallies.filter((one) => one.of === 'person').map(({ amount }) => amount);
			expect(people.filter((amount) => amount === 1)).toHaveLength(14);
			expect(people.filter((amount) => amount === -1)).toHaveLength(2);
		}
	});

	await test.step('the place that was given twice is said on both, and room is made', async () => {
		for (const [, of] of both) {
			const list = await open(of, 'Who is coming');
			await expect(list.main).toContainText('Two phones gave away the last place');
			await expect(list.main).toContainText(`2 ${STREET} (1 person) was told there is room.`);
			await expect(list.main).toContainText('4 of 4 places taken');
		}
		await ann.page.getByRole('button', { name: 'Make room for 5' }).click();
		await expect(ann.page.getByRole('main')).toContainText('5 of 5 places taken');
		await expect(ann.page.getByRole('main')).not.toContainText('gave away');
		await syncAll(group, bobs);
		const list = await open(bobs, 'Who is coming');
		await expect(list.main).toContainText('5 of 5 places taken');
	});

	await test.step('what came of it moves the commitment, and the party is planned again', async () => {
		const after = await open(group, 'After');
		await expect(after.main.getByRole('link', { name: 'Guests' })).toHaveAccessibleDescription(/^12 from/);
		await ann.page.getByLabel('People', { exact: true }).fill('1.5');
		await ann.page.getByRole('button', { name: 'Save what came of it' }).click();
		await expect(ann.page.getByText('Whole ones only, please')).toBeVisible();
		await ann.page.getByLabel('People', { exact: true }).fill('15');
		await ann.page.getByLabel('What went well?').fill('The long table.');
		await ann.page.getByRole('button', { name: 'Save what came of it' }).click();
		await expect(ann.page.getByRole('heading', { name: 'Say thank you' })).toBeVisible();
		await expect(after.main).toContainText('15 people came. 2 of them for the first time.');
		await expectAccessible(ann, 'after');
		await after.main.getByRole('link', { name: 'Guests' }).click();
		await expect(ann.page.getByRole('main')).toContainText('15 people');
		await open(group, 'After');
		await ann.page.getByRole('button', { name: 'Copy for next year' }).click();
		await ann.page.waitForURL(/\/events\/[0-9a-z]{26}$/);
		await ann.page.getByRole('main').getByRole('link', { name: 'Tasks' }).waitFor();
	});
});
