import { expectAccessible } from '../screens/accessible';
import { JoinScreen } from '../screens/join';
import { ReviewScreen } from '../screens/review';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

const DAY = 86_400_000;
const SIZES = [
	{ width: 390, height: 844 },
	{ width: 1280, height: 800 }
];

test('A year of two phones, half of it with no network, is looked back at together and told to everybody', async ({
	app,
	phone
}, report) => {
	const began = Date.now();
	const [ann, bob] = [await phone({ installed: true }), await phone({ installed: true })];
	let passed = 0;
	/** Time passes for both phones and for the server. */
	async function untilDay(day: number) {
		await app.letPass({ days: day - passed });
		passed = day;
		for (const { page } of [ann, bob]) await page.clock.setFixedTime(new Date(began + day * DAY));
	}

	const group = await (
		await (await StartScreen.open(ann)).fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })
	).start();
	const home = group.address;

	await test.step('commitments in both areas, and the group is registered', async () => {
		const commitments = await group.commitments();
		await commitments.make({
			area: 'Co-operative action',
			title: 'Knock on every door',
			difference: 'Everybody has been asked once.',
			counted: 'Doors knocked',
			target: '5',
			by: inMonths(14)
		});
		await commitments.make({
			area: 'Co-operative action',
			title: 'Hold a street party',
			difference: 'The street meets at one table.',
			measure: 'Guests',
			unit: 'guests',
			target: '60',
			by: inMonths(13)
		});
		await commitments.make({
			area: 'Co-operative enterprise',
			title: 'Open a food club',
			difference: 'Forty households pay less for food.',
			measure: 'Households',
			unit: 'households',
			target: '40',
			by: inMonths(15)
		});
		await commitments.register();
		await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-19 odd');
		await (await group.sync()).now();
		await group.allSent();
	});
	const invite = await (await group.people()).invite();
	const bobs = await (await JoinScreen.byLink(bob, invite.link)).join('Bob');
	await bobs.allSent();

	await app.networkOff();
	await test.step('half a year with no network: doors on one phone, the food club on the other', async () => {
		await ann.page.clock.setFixedTime(new Date(began + 90 * DAY));
		await bob.page.clock.setFixedTime(new Date(began + 120 * DAY));
		const walk = await (await (await group.doors()).open('North side')).startKnocking();
		await walk.knock(6, ['No answer', 'Talked']);
		await bobs.commitments();
		await bob.page.getByRole('main').getByRole('link', { name: 'Open a food club' }).click();
		await bob.page.getByRole('button', { name: 'Log progress' }).click();
		await bob.page.getByRole('dialog').getByRole('textbox').first().fill('18');
		await bob.page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click();
		await expect(bob.page.getByRole('dialog')).toBeHidden();
	});
	await app.networkOn();

	await test.step('not a word of the review before eleven months, then a calm one', async () => {
		await untilDay(300);
		await ann.open(home);
		await expect(ann.page.getByRole('heading', { level: 2, name: 'Commitments' })).toBeVisible();
		await expect(ann.page.getByText('Your year is nearly round')).toBeHidden();
		await untilDay(350);
		await ann.open(home);
		await expect(ann.page.getByText('Your year is nearly round')).toBeVisible();
		await expectAccessible(ann, 'the home with its reminder');
	});
	for (const one of [group, bobs, group]) {
		await one.phone.open(home);
		await (await one.sync()).now();
		await one.allSent();
	}

	await app.networkOff();
	const [anns, bobsReview] = [await ReviewScreen.open(ann, home), await ReviewScreen.open(bob, home)];
	await test.step('both hold it at once with no network', async () => {
		await anns.begin();
		await bobsReview.begin();
		await ann.page.getByRole('checkbox', { name: 'Ann' }).check();
		await bob.page.getByRole('checkbox', { name: 'Bob' }).check();
		await ann.page.getByLabel('How many others are here?').fill('4');
		await ann.page.getByLabel('How many others are here?').blur();

		await anns.go('The year');
		await expect(ann.page.getByRole('main')).toContainText('6 doors knocked on');
		await expect(ann.page.getByRole('main')).toContainText('0 → 18 households');
		await anns.go('Commitments');
		await (await anns.commitment('Knock on every door')).decide('Keep');
		await (await anns.commitment('Open a food club')).decide('Change', 'Fewer, but every week.');
		await anns.target('30', inMonths(24));

		await bobsReview.go('Commitments');
		await (await bobsReview.commitment('Hold a street party')).decide('Drop', 'The road can’t be closed.');
		await bobsReview.go('How we are');
		await bobsReview.answer('Do we enjoy it?', 5);
		await bobsReview.answer('Is the work shared fairly?', 2);
		await bob.page.reload();
		await bobsReview.at('How we are');
		await expect(bobsReview.score('Is the work shared fairly?', 2)).toBeChecked();
	});

	await test.step('a volunteer prepares, and can’t close', async () => {
		await bobsReview.go('Close');
		await expect(bob.page.getByText('An organiser closes it')).toBeVisible();
		await expect(bob.page.getByRole('button', { name: /Close/ })).toHaveCount(1);
	});

	await app.networkOn();
	await test.step('the two halves come together on both', async () => {
		for (const one of [group, bobs, group]) {
			await one.phone.open(home);
			await (await one.sync()).now();
			await one.allSent();
		}
		for (const one of [ann, bob]) {
			const review = await ReviewScreen.open(one, home);
			await review.go('Who is here');
			for (const name of ['Ann', 'Bob']) await expect(one.page.getByRole('checkbox', { name })).toBeChecked();
			await review.go('How we are');
			await expect(review.score('Do we enjoy it?', 5)).toBeChecked();
		}
	});

	await app.networkOff();
	await test.step('it looks right on a phone and on a wall, by day and by night', async () => {
		const review = await ReviewScreen.open(ann, home);
		for (const step of ['Who is here', 'The year', 'Commitments', 'New ones', 'How we are', 'Close']) {
			await review.go(step);
			for (const viewport of SIZES) {
				await ann.page.setViewportSize(viewport);
				for (const theme of ['light', 'dark']) {
					await ann.page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
					const screen = `${step} at ${viewport.width} by ${viewport.height}, ${theme}`;
					const sideways = await ann.page.evaluate(
						() => document.documentElement.scrollWidth - document.documentElement.clientWidth
					);
					expect(sideways, `${screen}: no scrolling sideways`).toBe(0);
					await expectAccessible(ann, screen);
					const body = await ann.page.screenshot({ fullPage: true });
					await report.attach(`${screen}.png`, { body, contentType: 'image/png' });
				}
			}
		}
		await ann.page.evaluate(() => delete document.documentElement.dataset.theme);
		await ann.page.setViewportSize(SIZES[0]!);
	});

	await test.step('what closing does is said, and then done', async () => {
		const main = ann.page.getByRole('main');
		await expect(main).toContainText('“Knock on every door” goes on as it is.');
		await expect(main).toContainText('“Open a food club” gets a new target: 30 households');
		await expect(main).toContainText('“Hold a street party” is dropped: “The road can’t be closed.”');
		const summary = ann.page.getByLabel('Summary for everybody');
		await expect(summary).toHaveValue(/^We knocked on 6 doors and had 3 talks\./);
		await summary.fill(`${await summary.inputValue()} The kettle never went cold.`);
		await ann.page.getByRole('button', { name: 'Close and publish' }).click();
		await expect(main.getByRole('heading', { name: /^Closed on/ })).toBeVisible();
		await expect(main).toContainText('1 kept, 1 changed, 1 dropped');
	});

	await app.networkOn();
	await test.step('the same report on each phone, on one page', async () => {
		for (const one of [group, bobs]) {
			await one.phone.open(home);
			await (await one.sync()).now();
			await one.allSent();
		}
		const sheets: string[] = [];
		for (const one of [ann, bob]) {
			await one.open(`${home}/review`);
			await one.page.getByRole('link', { name: 'The year on one page' }).click();
			await expect(one.page.getByRole('heading', { name: 'Canal Side: our year' })).toBeVisible();
			await one.page.emulateMedia({ media: 'print' });
			sheets.push(await one.page.locator('body').innerText());
			const pdf = await one.page.pdf({ preferCSSPageSize: true });
			await one.page.emulateMedia({ media: null });
			expect(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
			await report.attach('the year on one page.pdf', { body: pdf, contentType: 'application/pdf' });
		}
		expect(sheets[1]).toBe(sheets[0]);
		for (const words of ['6 doors knocked on', '0 → 18 households', 'The kettle never went cold', 'Bob'])
			expect(sheets[0]).toContain(words);
		await expectAccessible(ann, 'the report');
	});

	await test.step('what was decided stands, and the old target stays', async () => {
		await bobs.commitments();
		await expect(bob.page.getByRole('main')).toContainText('18 of 30 households');
		await bob.open(home);
		await expect(bob.page.getByText('Your year is nearly round')).toBeHidden();
	});

	await test.step('the registry is told, and finds the group fresh for another year', async () => {
		const stranger = await phone({ javaScriptEnabled: false });
		const look = async () => {
			await stranger.open('/communities/canal-side');
			return stranger.page.getByRole('main');
		};
		await expect(await look()).toContainText('The kettle never went cold.');
		await expect(await look()).toContainText('1 kept, 1 changed, 1 dropped');
		await expect(await look()).not.toContainText('The road can’t be closed');
		await untilDay(350 + 360);
		await expect(await look()).not.toContainText('Not heard of');
		await untilDay(350 + 400);
		await expect(await look()).toContainText('Not heard of for more than a year.');
		await untilDay(350 + 560);
		await stranger.open('/communities');
		await expect(stranger.page.getByRole('link', { name: 'Canal Side' })).toBeHidden();
		await stranger.page.getByRole('link', { name: /^Show also communities/ }).click();
		await expect(stranger.page.getByRole('link', { name: 'Canal Side' })).toBeVisible();
	});
});
