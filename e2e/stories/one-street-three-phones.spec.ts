import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import type { SavedCopy } from '../screens/sync';
import type { ResultButton } from '../screens/walk';
import { GroupScreen } from '../screens/group';
import { addresses } from './addresses';
import { expect, inMonths, test } from './story';

const RESULTS: ResultButton[] = ['No answer', 'Talked', 'No answer', 'Not for me', 'Talked'];

function living(copy: SavedCopy, type: string) {
	return copy.documents.filter((doc) => doc.type === type && !doc._deleted);
}

test('One street, three phones: 150 doors with no network, and everybody sees the same afterwards', async ({
	app,
	phone
}) => {
	test.setTimeout(600_000);
	const streets = addresses();
	console.log(`Doors from ${streets.source}: ${streets.doors} on ${streets.streets.length} streets`);
	// Of the sixty awkward addresses all that are there are walked; of the published ones, 150.
	const each = Math.min(50, Math.floor(streets.doors / 3));
	const shared = Math.min(20, each);

	const ann = await phone();
	await ann.install();
	await app.networkOff();
	const start = await StartScreen.open(ann);
	await start.fill({
		name: 'Albany Road and about',
		place: 'Douglas',
		person: 'Ann',
		tags: ['food', 'street party']
	});
	await ann.page
		.getByRole('radio', { name: /Isle of Man/ })
		.or(ann.page.getByText(/Found: .*Isle of Man/))
		.first()
		.click();
	const group = await start.start();
	await expect(group.status).toContainText('on this phone');

	await test.step('a commitment in each area, one of them fed by the doors', async () => {
		const commitments = await group.commitments();
		await commitments.make({
			area: 'Co-operative action',
			title: 'Knock on every door',
			difference: 'Everybody has been asked once.',
			counted: 'Doors knocked',
			target: '1000',
			by: inMonths(6)
		});
		await commitments.make({
			area: 'Co-operative enterprise',
			title: 'Find the co-ops we can use',
			difference: 'Neighbours know them by name.',
			measure: 'Co-ops found',
			unit: 'co-ops',
			now: '2',
			target: '12',
			by: inMonths(6)
		});
		await commitments.register();
	});
	const doors = await test.step(`${streets.doors} doors from a file`, async () => {
		const add = await (await group.doors()).newPatch('North side');
		await add.choose({ name: 'addresses.csv', mimeType: 'text/csv', buffer: Buffer.from(streets.csv) });
		await expect.poll(() => add.offered()).toBeGreaterThan(streets.doors * 0.9);
		const offered = await add.offered();
		const patch = await add.add();
		await patch.counts(`0 of ${offered} doors`);
		return offered;
	});

	await app.networkOn();
	await (await group.sync()).now();
	await group.allSent();

	const people = await group.people();
	const invite = await people.invite();
	const [bob, cat] = [await phone(), await phone()];
	await bob.install();
	await cat.install();
	const bobs = await (await JoinScreen.byLink(bob, invite.link)).join('Bob');
	const cats = await (await JoinScreen.byCode(cat, (await people.invite()).code)).join('Cat');
	for (const one of [bobs, cats]) {
		await one.allSent();
		await (await (await one.doors()).open('North side')).counts(`0 of ${doors} doors`);
	}

	await app.networkOff();
	const [first, second] = streets.streets as [string, string];
	let bobKnocked: string[] = [];
	let catKnocked: string[] = [];
	let snubbed = '';
	await test.step('all three knock with no network', async () => {
		const annWalk = await (await (await group.doors()).open('North side')).startKnocking();
		await annWalk.knock(each, RESULTS);

		const bobPatch = await (await bobs.doors()).open('North side');
		const bobWalk = await bobPatch.startAt((await bobPatch.find(second))[0]!);
		snubbed = await bobWalk.tap("Please don't call again");
		bobKnocked = [snubbed, ...(await bobWalk.knock(each - 1, RESULTS))];

		const catPatch = await (await cats.doors()).open('North side');
		const catWalk = await catPatch.startAt(snubbed);
		catKnocked = await catWalk.knock(10, ['Talked']);
		const { address } = cats;
		await cat.kill();
		await cat.start();
		await cat.open(address);
		const again = await (await (await new GroupScreen(cat).doors()).open('North side')).startKnocking();
		catKnocked.push(...(await again.knock(each - 10, ['Talked'])));
	});
	expect(catKnocked.slice(0, shared)).toEqual(bobKnocked.slice(0, shared));
	expect(first).not.toBe(second);

	await app.networkOn();
	const groups = [group, bobs, new GroupScreen(cat)];
	const copies: SavedCopy[] = [];
	for (let round = 0; round < 2; round++) {
		for (const one of groups) {
			await (await one.sync()).now();
			await one.allSent();
		}
	}
	await expect
		.poll(
			async () => {
				copies.length = 0;
				for (const one of groups) copies.push(await (await one.sync()).saveCopy());
				return copies.map((copy) => living(copy, 'visit').length);
			},
			{ timeout: 90_000 }
		)
		.toEqual([each * 3, each * 3, each * 3]);

	const visits = (copy: SavedCopy) =>
		living(copy, 'visit')
			.map((doc) => doc._id)
			.sort();
	expect(visits(copies[1]!)).toEqual(visits(copies[0]!));
	expect(visits(copies[2]!)).toEqual(visits(copies[0]!));
	expect(living(copies[0]!, 'suppression')).toHaveLength(1);

	await test.step('all three lists show the same states, and the suppression wins', async () => {
		const lists: string[][] = [];
		for (const one of groups) {
			const patch = await (await one.doors()).open('North side');
			lists.push(await patch.states(doors));
			await patch.find(second);
			await expect(patch.row(snubbed)).toHaveAccessibleName(/Do not knock/);
			await patch.openDoor(snubbed);
			await expect(one.phone.page.getByText('Talked')).toBeVisible();
		}
		expect(lists[1]).toEqual(lists[0]);
		expect(lists[2]).toEqual(lists[0]);
	});

	await test.step('the public page shows what the visits fed', async () => {
		await (await group.sync()).now();
		await group.allSent();
		const stranger = await phone();
		await stranger.open('/communities/albany-road-and-about');
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Albany Road and about');
		const knocked = new Set(living(copies[0]!, 'visit').map((doc) => doc.door)).size;
		await expect(stranger.page.getByRole('main')).toContainText(`${knocked} doors`);
	});
});
