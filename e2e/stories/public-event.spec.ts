import ICAL from 'ical.js';
import type { Page } from '@playwright/test';
import type { Phone } from '../phone';
import { expectAccessible } from '../screens/accessible';
import { EventShareScreen } from '../screens/event-share';
import type { GroupScreen } from '../screens/group';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

/** A registered community. */
async function register(ann: Phone): Promise<GroupScreen> {
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Lane Planners', place: 'Rochdale', person: 'Ann' })).start();
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	const areas = ['Co-operative action', 'Co-operative enterprise'] as const;
	for (const area of areas)
		await commitments.make({ area, title: `A promise: ${area}`, measure: 'People', ...rest });
	await commitments.register();
	await (await group.sync()).now();
	return group.allSent();
}

const eventsIn = (text: string) =>
	new ICAL.Component(ICAL.parse(text) as unknown[])
		.getAllSubcomponents('vevent')
		.map((one) => ({ event: new ICAL.Event(one), status: one.getFirstPropertyValue('status') }));

async function fetched(page: Page, address: string) {
	const answer = await page.request.get(address);
	expect(answer.status()).toBe(200);
	expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
	return eventsIn(await answer.text());
}

test('A party is shown in public from a phone with no network, a stranger comes, and everybody hears that it is off', async ({
	phone,
	app
}) => {
	const ann = await phone({ installed: true });
	const group = await register(ann);
	const { page } = ann;
	const { address } = group;
	await ann.open(address);
	const day = inMonths(2);
	const title = 'Party; “Lane”, 🎉';
	let eventAddress = '';

	await test.step('planned and told with no network', async () => {
		await app.networkOff();
		const events = await group.events();
		await events.make({ template: 'Street party', day, title, place: 'Toad Lane' });
		eventAddress = new URL(page.url()).pathname;
		const share = await EventShareScreen.open(ann);
		const [own] = eventsIn(await share.file('Add to calendar'));
		expect(own?.event.summary).toBe(title);
		expect(own?.status).toBe('CONFIRMED');
		expect(eventsIn(await share.file('All events of the group, one file'))).toHaveLength(1);
		await share.showInPublic();
		await share.takeAnswers();
		await expectAccessible(ann, 'telling people of an event');
		await app.networkOn();
		await (await group.sync()).now();
		await group.allSent();
	});

	const stranger = await phone({ javaScriptEnabled: false });
	let before = -1;
	await test.step('found by a stranger without JavaScript, also in a calendar', async () => {
		await stranger.open('/communities/lane-planners');
		await stranger.page.getByRole('link', { name: title, exact: true }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText(title);
		await expect(stranger.page.getByRole('main')).toContainText('Toad Lane');
		const linked = await stranger.page.locator('script[type="application/ld+json"]').textContent();
		expect(JSON.parse(linked ?? '')).toMatchObject({ '@type': 'Event', name: title });
		const feeds = [`${stranger.page.url()}.ics`, `${app.url}/communities/lane-planners/events.ics`];
		for (const feed of [...feeds, `${app.url}/events.ics`]) {
			const [found] = await fetched(stranger.page, feed);
			expect(found?.event.summary).toBe(title);
			expect(found?.status).toBe('CONFIRMED');
			before = found?.event.sequence ?? -1;
		}
	});

	await test.step('who is told at the field what is not right, and then has a place', async () => {
		const form = stranger.page.getByRole('main');
		await form.getByLabel('Your name').fill('Joyce');
		await form.getByLabel('How many are you?').fill('three');
		await form.getByRole('button', { name: 'Tell them' }).click();
		await expect(form).toContainText('Please write a whole number');
		await expect(form.getByLabel('Your name')).toHaveValue('Joyce');
		await form.getByLabel('How many are you?').fill('3');
		await form.getByText('Food and access').click();
		await form.getByLabel('Vegan').fill('1');
		await form.getByRole('button', { name: 'Tell them' }).click();
		await expect(form).toContainText('You have a place');
		await (await group.sync()).now();
		await group.allSent();
		const { documents } = await (await group.sync()).saveCopy();
		const told = { type: 'rsvp', name: 'Joyce', people: 3, needs: { vegan: 1 }, source: 'public' };
		expect(documents.filter(({ type }) => type === 'rsvp')).toMatchObject([told]);
	});

	await test.step('as is one with JavaScript, who stays on the page', async () => {
		const cem = await phone();
		await cem.open(new URL(stranger.page.url()).pathname);
		const form = cem.page.getByRole('main');
		await expectAccessible(cem, 'a public event');
		await form.getByLabel('Your name').fill('Cem');
		await form.getByRole('button', { name: 'Tell them' }).click();
		await expect(form).toContainText('Please say how many you are');
		await expect(form.getByLabel('Your name')).toHaveValue('Cem');
		await form.getByLabel('How many are you?').fill('2');
		await form.getByRole('radio', { name: 'Perhaps' }).check();
		await form.getByRole('button', { name: 'Tell them' }).click();
		await expect(form).toContainText('Noted as perhaps');
		await expectAccessible(cem, 'an answer to a public event');
		await cem.close();
	});

	await test.step('who can take it back', async () => {
		await stranger.page.getByRole('link', { name: 'Take my answer back' }).click();
		await stranger.page.getByRole('button', { name: 'Take it back' }).click();
		await expect(stranger.page.getByRole('heading', { level: 1 })).toHaveText('Taken back');
		await (await group.sync()).now();
		await group.allSent();
		const { documents } = await (await group.sync()).saveCopy();
		const answers = documents.filter(({ type }) => type === 'rsvp');
		expect(answers.map(({ answer }) => answer).sort()).toEqual(['maybe', 'no']);
		expect(JSON.stringify(answers.find(({ answer }) => answer === 'no'))).not.toContain('Joyce');
	});

	await test.step('cancelled: the page and the calendars say so', async () => {
		await ann.open(eventAddress);
		await page.getByRole('button', { name: 'Cancel the event' }).click();
		await page.getByRole('button', { name: 'Yes, cancel it' }).click();
		await expect(page.getByRole('main')).toContainText('Cancelled');
		await (await group.sync()).now();
		await group.allSent();
		await stranger.open('/events');
		await expect(stranger.page.getByRole('listitem').filter({ hasText: title })).toContainText('Cancelled');
		await stranger.page.getByRole('link', { name: title, exact: true }).click();
		await expect(stranger.page.getByRole('main')).toContainText('This is cancelled');
		await expect(stranger.page.getByLabel('Your name')).toHaveCount(0);
		const [found] = await fetched(stranger.page, `${app.url}/communities/lane-planners/events.ics`);
		expect(found?.status).toBe('CANCELLED');
		expect(found?.event.sequence).toBeGreaterThan(before);
	});
});

test('A calendar’s file is taken over with no network, once, and a bad one changes nothing', async ({
	phone,
	app
}) => {
	const ann = await phone({ installed: true });
	const start = await StartScreen.open(ann);
	const group = await (await start.fill({ name: 'Takers', place: 'Rochdale', person: 'Ann' })).start();
	const { page } = ann;
	const { address } = group;
	await ann.open(address);
	await app.networkOff();
	await group.events();
	await page.getByRole('link', { name: 'Take over a calendar file' }).click();
	const day = inMonths(2).replaceAll('-', '');
	const vevent = (uid: string, ...lines: string[]) =>
		['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');
	const calendar = [
		'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x',
		vevent(
			'1@x',
			`DTSTART:${day}T190000`,
			`DTEND:${day}T210000`,
			'SUMMARY:Talk\\, with slides',
			'LOCATION:Hall'
		),
		vevent('2@x', `DTSTART;VALUE=DATE:${day}`, 'SUMMARY:Market'),
		vevent('3@x', 'DTSTART:20200101T190000Z', 'SUMMARY:Long ago'),
		'END:VCALENDAR'
	].join('\r\n');
	const choose = (text: string) =>
		page
			.getByLabel('Calendar file')
			.setInputFiles({ name: 'my.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });

	for (const [text, word] of [
		['Dear all', 'not a calendar file'],
		[calendar.slice(0, -40), 'stops in the middle'],
		['x'.repeat(5_000_001), 'larger than 5 MB']
	] as const) {
		await choose(text);
		await expect(page.getByRole('main')).toContainText(word);
		await expect(page.getByRole('button', { name: /^Take over/ })).toHaveCount(0);
	}
	await choose(calendar);
	await expect(page.getByRole('main')).toContainText('2 events to take over');
	await expect(page.getByRole('main')).toContainText('1 is over or cancelled');
	await expectAccessible(ann, 'taking over a calendar');
	await page.getByLabel('Talk, with slides').check();
	await page.getByRole('button', { name: 'Take over 1 event' }).click();
	await expect(page.getByRole('main').getByRole('link', { name: 'Talk, with slides' })).toBeVisible();

	await page.getByRole('link', { name: 'Take over a calendar file' }).click();
	await choose(calendar);
	await expect(page.getByRole('list', { name: 'Here already' })).toContainText('Talk, with slides');
	await expect(page.getByLabel('Market')).toBeVisible();
});
