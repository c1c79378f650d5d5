import type { PlannedEvent, Task } from '../../src/lib/records/index.ts';
import { dayAfter, dueDay } from '../../src/lib/rules/index.ts';
import { expectAccessible } from '../screens/accessible';
import { EventsScreen } from '../screens/events';
import { GroupScreen } from '../screens/group';
import { GuestsScreen } from '../screens/guests';
import { JoinScreen } from '../screens/join';
import { StartScreen } from '../screens/start';
import type { SavedCopy } from '../screens/sync';
import type { Phone } from '../phone';
import { expect, inMonths, test } from './story';

const today = new Date().toISOString().slice(0, 10);

async function start(phone: Phone): Promise<GroupScreen> {
	const screen = await StartScreen.open(phone);
	return (await screen.fill({ name: 'Canal Side', place: 'Rochdale', person: 'Ann' })).start();
}

const living = <R>(copy: SavedCopy, type: string): R[] =>
	copy.documents.filter((doc) => doc.type === type && !doc._deleted) as unknown as R[];

/** Nothing to scroll sideways, and every word of the navigation whole and beside the others. */
async function expectToFit({ page }: Phone) {
	const sideways = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(sideways).toBe(0);
	const words = await page
		.getByRole('navigation')
		.getByRole('link')
		.evaluateAll((links) =>
			links.map((link) => {
				const span = link.querySelector('span')!.getBoundingClientRect();
				return { left: span.left, right: span.right, of: link.textContent.trim() };
			})
		);
	expect(words.map(({ of }) => of)).toEqual(['Doors', 'Commitments', 'Events', 'People', 'Sync']);
	for (const [i, { left, right }] of words.entries()) {
		expect(left).toBeGreaterThanOrEqual(i === 0 ? 0 : words[i - 1]!.right + 2);
		expect(right).toBeLessThanOrEqual(page.viewportSize()!.width);
	}
}

test('A street party is planned on a train: three screens in a minute, and its tasks are there', async ({
	app,
	phone
}) => {
	const ann = await phone({ installed: true });
	const group = await start(ann);
	await (await (await group.doors()).newPatch('North side')).byNumbers('Canal Street', '1-9 odd');
	const { address } = group;
	await ann.switchOff();
	await app.networkOff();
	await ann.start();
	await ann.open(address);
	const { page } = ann;
	const events = await group.events();
	await expect(page.getByRole('heading', { name: 'No event yet' })).toBeVisible();
	await expectAccessible(ann, 'no event yet');
	const day = inMonths(3);

	await test.step('three screens, five taps and a date', async () => {
		const began = Date.now();
		const steps = await events.make({ template: 'Street party', day, road: 'Canal Street' });
		expect(steps).toBeLessThanOrEqual(6);
		expect(Date.now() - began).toBeLessThan(60_000);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Street party');
		await expect(page.getByRole('main')).toContainText('0 of 18 tasks done');
		await expectAccessible(ann, 'an event');
	});
	const event = new URL(page.url()).pathname;

	await test.step('tasks are ticked in one tap, and the tick is taken back', async () => {
		await events.tick('Ask the street: do we want it, and which day?');
		await expect(page.getByRole('main')).toContainText('1 of 18 tasks done');
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(page.getByRole('main')).toContainText('0 of 18 tasks done');
		await events.tick('Ask the street: do we want it, and which day?');
		await events.tasks();
		await expectAccessible(ann, 'tasks');
		await expect(events.task('Ask the street')).toContainText('Done');
	});

	await test.step('the day moves, and with it what is not done', async () => {
		const due = async () => {
			await events.open('Send the council its road closure form');
			const said = await page.getByRole('definition').first().innerText();
			await page.getByRole('link', { name: 'All tasks' }).click();
			return said;
		};
		const before = await due();
		await ann.open(`${event}/change`);
		await page.getByLabel('Day', { exact: true }).fill(dayAfter(day, 14));
		await expect(page.getByRole('main')).toContainText('17 open tasks move along with the day.');
		await expect(page.getByRole('main')).toContainText('1 that is done keeps its day.');
		await expectAccessible(ann, 'changing an event');
		await page.getByRole('button', { name: 'Save the changes' }).click();
		await page.waitForURL(new RegExp(`${event}$`));
		await events.tasks();
		expect(await due()).not.toBe(before);
		const copy = await (await group.sync()).saveCopy();
		const [party] = living<PlannedEvent>(copy, 'event');
		const council = living<Task>(copy, 'task').find(({ step }) => step === 'council')!;
		const asked = living<Task>(copy, 'task').find(({ step }) => step === 'ask_street')!;
		expect(dueDay(council, party!)).toBe(dayAfter(day, 14 - 42));
		expect(dueDay(asked, party!)).toBe(dayAfter(day, -63));
	});

	await test.step('it is called off, and takes place after all', async () => {
		await ann.open(event);
		await page.getByRole('button', { name: 'Cancel the event' }).click();
		await page.getByRole('button', { name: 'Yes, cancel it' }).click();
		await expect(page.getByRole('main')).toContainText('This event is cancelled.');
		await page.getByRole('button', { name: 'It takes place after all' }).click();
		await expect(page.getByRole('main')).not.toContainText('This event is cancelled.');
	});

	await test.step('it fits on the smallest phone', async () => {
		await page.setViewportSize({ width: 360, height: 640 });
		await expectToFit(ann);
		await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
		await expectAccessible(ann, 'an event in the dark');
		for (const where of ['', '/tasks', '/change']) {
			await ann.open(event + where);
			await page.getByRole('heading', { level: 1 }).waitFor();
			await expectToFit(ann);
		}
	});
});

test('What can’t be is said at its field, and what was typed stays', async ({ app, phone }) => {
	const ann = await phone({ installed: true });
	const group = await start(ann);
	await app.networkOff();
	const { page } = ann;
	const events = await group.events();
	await page.getByRole('link', { name: 'New event' }).click();
	await page.getByRole('button', { name: 'Street party' }).click();
	const day = page.getByLabel('Day', { exact: true });
	const next = page.getByRole('button', { name: 'Next: the road' });

	await test.step('no day, an end before the start, a day that is over', async () => {
		await next.click();
		await expect(page.getByText('Please choose a day.')).toBeVisible();
		await expect(day).toBeFocused();
		await day.fill(inMonths(4));
		await page.getByLabel('Ends at').fill('13:00');
		await next.click();
		await expect(page.getByText('It ends before it starts.')).toBeVisible();
		await expect(page.getByLabel('Ends at')).toHaveValue('13:00');
		await page.getByLabel('Ends at').fill('18:00');
		await day.fill(dayAfter(today, -7));
		await next.click();
		await expect(page.getByText('That day is over.')).toBeVisible();
		await expectAccessible(ann, 'a day that is over');
		await page.getByRole('checkbox', { name: 'It has been already' }).check();
		await expect(page.getByText('comes without tasks')).toBeVisible();
		await page.getByRole('checkbox', { name: 'It has been already' }).uncheck();
		await page.getByLabel('Title').fill('');
		await day.fill(inMonths(4));
		await next.click();
		await expect(page.getByText('Please fill this in.')).toBeVisible();
		await page.getByLabel('Title').fill('Our street party');
	});

	await test.step('31 February is no day', async () => {
		await day.fill('');
		await day.pressSequentially('31022028');
		await expect(page.getByText('There is no such day in the calendar.')).toBeVisible();
		await next.click();
		await expect(page).toHaveURL(/step=2/);
	});

	await test.step('what is late is said plainly, and a bank holiday named', async () => {
		await day.fill(dayAfter(today, 21));
		await expect(page.getByText(/road closure form” was due 3 weeks ago/)).toBeVisible();
		await expect(page.getByText('Ring the council today and ask anyway')).toBeVisible();
		await day.fill('2028-05-01');
		await expect(page.getByText('the Early May bank holiday')).toBeVisible();
		await expectAccessible(ann, 'when and where');
	});

	await test.step('the battery goes, and what was typed is still there', async () => {
		await page.waitForTimeout(1000);
		const { pathname, search } = new URL(page.url());
		await ann.kill();
		await ann.start();
		await ann.open(pathname + search);
		await expect(ann.page.getByLabel('Title')).toHaveValue('Our street party');
		await expect(ann.page.getByLabel('Day', { exact: true })).toHaveValue('2028-05-01');
		await ann.page.getByRole('button', { name: 'Next: the road' }).click();
		await expectAccessible(ann, 'on which road');
		await ann.page.getByRole('button', { name: 'Save the event' }).click();
		await ann.page.waitForURL(/\/events\/[0-9a-z]{26}$/);
	});

	await test.step('five thousand tasks are refused at once, and nothing is added', async () => {
		const { page } = ann;
		await events.tasks();
		await page.getByRole('button', { name: 'Paste a list' }).click();
		const sheet = page.getByRole('dialog', { name: 'Paste a list' });
		const list = sheet.getByLabel('One task a line');
		const began = Date.now();
		await list.evaluate((field) => {
			const clipboardData = new DataTransfer();
			const lines = Array.from({ length: 5000 }, (_, i) => `Task ${i}`);
			clipboardData.setData('text/plain', lines.join('\n'));
			field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
		});
		await sheet.getByRole('button', { name: 'Add these tasks' }).click();
		await expect(sheet).toContainText('That is 5,000 tasks, and there is room for 182');
		expect(Date.now() - began).toBeLessThan(5_000);
		await expectAccessible(ann, 'a list that is too long');
		await list.fill('- Borrow a gazebo\n- Ask Joyce for her tins');
		await sheet.getByRole('button', { name: 'Add these tasks' }).click();
		await expect(events.task('Ask Joyce for her tins')).toBeVisible();
		await expect(page.getByRole('main')).toContainText('0 of 20 tasks done');
	});
});

test('Two organisers plan one event with no network for a week, and everything that both wrote is there', async ({
	app,
	phone
}) => {
	test.setTimeout(300_000);
	const began = Date.now();
	const [ann, bob] = [await phone({ installed: true }), await phone({ installed: true })];
	const isDay = (day: number, ...phones: Phone[]) =>
		Promise.all(phones.map(({ page }) => page.clock.setFixedTime(new Date(began + day * 86_400_000))));
	const anns = await start(ann);
	await (await anns.sync()).now();
	await anns.allSent();
	const annEvents = await anns.events();
	await annEvents.make({ template: 'Street party', day: inMonths(3), title: 'Canal Street party' });
	const { link } = await (await anns.people()).invite({ role: 'Organiser' });
	await (await anns.sync()).now();
	await anns.allSent();
	const bobs = await (await JoinScreen.byLink(bob, link)).join('Bob');
	await bobs.allSent();
	const bobEvents = await bobs.events();
	await bobEvents.see('Canal Street party');
	await ann.open(new URL(bob.page.url()).pathname);
	await app.networkOff();

	await test.step('Ann: ticks, a note, an owner, a task, another title', async () => {
		await annEvents.tasks();
		await annEvents.tick('Ask the street: do we want it, and which day?');
		await annEvents.add('Ask the chapel for its long tables');
		await annEvents.open('Send the council its road closure form');
		await annEvents.edit({ Note: 'Ask for the events team.' });
		await annEvents.allTasks();
		await annEvents.open('Plan games and music');
		await annEvents.edit({ 'What is to be done?': 'Plan games and a band' });
		await annEvents.allTasks();
		await annEvents.open('Borrow tables and chairs');
		await ann.page.getByRole('button', { name: 'Take it on' }).click();
		await expect(ann.page.getByRole('definition').nth(1)).toHaveText('You');
	});
	await isDay(3, ann, bob);

	await test.step('Bob: the same tasks in other fields, others, and one in the same field', async () => {
		await bobEvents.tasks();
		await bobEvents.tick('Put a letter through every door');
		await bobEvents.tick('Ask the street: do we want it, and which day?');
		await bobEvents.add('Borrow the school’s gazebo');
		await bobEvents.open('Send the council its road closure form');
		await bob.page.getByRole('button', { name: 'Take it on' }).click();
		await bobEvents.edit({ 'How many days?': '56' });
		await bobEvents.allTasks();
		await bobEvents.open('Plan games and music');
		await bobEvents.edit({ 'What is to be done?': 'Plan games and a choir' });
	});

	await test.step('Bob’s phone is switched off and on in between', async () => {
		const { address } = bobs;
		await bob.kill();
		await bob.start();
		await isDay(7, ann, bob);
		await bob.open(address);
	});

	await test.step('both count who is there', async () => {
		for (const [one, events, taps] of [
			[anns, annEvents, 5],
			[bobs, bobEvents, 4]
		] as const) {
			await one.events();
			await events.see('Canal Street party');
			const day = await GuestsScreen.open(one.phone, 'The day');
			for (let i = 0; i < taps; i++) await day.tap('People', 'one more');
		}
	});

	await app.networkOn();
	await app.letPass({ days: 7 });
	const groups = [anns, new GroupScreen(bob)];
	const copies: SavedCopy[] = [];
	for (let round = 0; round < 2; round++)
		for (const one of groups) {
			await (await one.sync()).now();
			await one.allSent();
		}
	await expect
		.poll(
			async () => {
				copies.length = 0;
				for (const one of groups) copies.push(await (await one.sync()).saveCopy());
				return copies.map((copy) => living(copy, 'task').length);
			},
			{ timeout: 60_000 }
		)
		.toEqual([20, 20]);

	await test.step('both phones hold the same, and every edit is there', async () => {
		const tasksOf = (copy: SavedCopy) =>
			living<Task>(copy, 'task').sort((one, other) => (one._id < other._id ? -1 : 1));
		expect(tasksOf(copies[1]!)).toEqual(tasksOf(copies[0]!));
		const tasks = tasksOf(copies[0]!);
		const step = (name: string) => tasks.find((task) => task.step === name)!;
		const [ownAnn, ownBob] = [step('tables').owner, step('council').owner];
		expect(ownAnn).toMatch(/^member:/);
		expect(ownBob).not.toBe(ownAnn);
		expect(step('council')).toMatchObject({ note: 'Ask for the events team.', due: { days: -56 } });
		expect([step('ask_street').state, step('letter').state]).toEqual(['done', 'done']);
		const games = step('games');
		const titles = [games.title, ...(games.also?.title ?? []).map(({ value }) => value)];
		expect(titles.sort()).toEqual(['Plan games and a band', 'Plan games and a choir']);
		const words = tasks.map(({ title }) => title);
		expect(words).toContain('Ask the chapel for its long tables');
		expect(words).toContain('Borrow the school’s gazebo');
		for (const copy of copies) expect(living(copy, 'tally')).toHaveLength(9);
		for (const [one, events] of [
			[anns, annEvents],
			[groups[1]!, new EventsScreen(bob)]
		] as const) {
			await one.events();
			await events.see('Canal Street party');
			await (await GuestsScreen.open(one.phone, 'The day')).counted('People', '9');
		}
	});

	await test.step('what both named otherwise is put to them as a choice', async () => {
		await anns.events();
		await ann.page.getByRole('link', { name: 'Canal Street party' }).click();
		await annEvents.tasks();
		await annEvents.task('Plan games and').getByRole('link').click();
		await expect(ann.page.getByRole('main')).toContainText('Two phones changed the same thing');
		await expectAccessible(ann, 'a task that two phones changed');
		await ann.page.getByRole('button', { name: /“Plan games and a choir”/ }).click();
		await expect(ann.page.getByRole('heading', { level: 1 })).toHaveText('Plan games and a choir');
		await expect(ann.page.getByText('Two phones changed the same thing')).toBeHidden();
	});
});

test('A task is handed to somebody by link, also to somebody who has to join first', async ({ phone }) => {
	const ann = await phone({ permissions: ['clipboard-read', 'clipboard-write'] });
	const group = await start(ann);
	await (await group.sync()).now();
	await group.allSent();
	const events = await group.events();
	await events.make({ template: 'Clean-up', day: inMonths(2) });
	await (await events.tasks()).open('Gather gloves, pickers and bags');
	await expectAccessible(ann, 'a task');
	await ann.page.getByRole('button', { name: 'Copy link' }).click();
	await expect(ann.page.getByText('The link is copied.')).toBeVisible();
	const link = await ann.page.evaluate(() => navigator.clipboard.readText());
	const { code } = await (await group.people()).invite();
	await (await group.sync()).now();
	await group.allSent();

	const bob = await phone();
	await bob.page.goto(link);
	await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('This phone doesn’t know that group');
	await expect(bob.page.getByRole('main')).toContainText('Ask whoever sent it for an invite');
	await expectAccessible(bob, 'a link of a group that somebody is not in');
	await bob.page.getByRole('link', { name: 'Join a group' }).click();
	await bob.page.getByLabel('Invite code').fill(code);
	await JoinScreen.on(bob).try('Bob');
	await bob.page.waitForURL(link);
	await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('Gather gloves, pickers and bags', {
		timeout: 60_000
	});
	await bob.page.getByRole('button', { name: 'Take it on' }).click();
	const bobs = new GroupScreen(bob);
	await (await bobs.sync()).now();
	await bobs.allSent();

	await (await group.sync()).now();
	await ann.page.goto(link);
	await expect(ann.page.getByRole('definition').nth(1)).toHaveText('Bob', { timeout: 30_000 });
	const list = new EventsScreen(ann);
	await ann.page.getByRole('link', { name: 'All tasks' }).click();
	await expect(list.task('Gather gloves')).toContainText('Bob');
});
