import { createHash } from 'node:crypto';
import type { Phone } from '../phone';
import type { GroupScreen } from '../screens/group';
import { PatchMapScreen } from '../screens/patch-map';
import { StartScreen } from '../screens/start';
import { expect, inMonths, test } from './story';

/** Watches a phone: whom its pages, workers and service worker ask, and what its pages try against the content policy. */
async function watch({ context }: Phone) {
	const asked = new Set<string>();
	/** Who asks, so that it can be told that none of them went unseen. */
	const askers = new Set<string>();
	const broken: string[] = [];
	context!.on('request', (request) => {
		const { protocol, origin, pathname } = new URL(request.url());
		if (!/^(https?|wss?):/.test(protocol)) return;
		asked.add(origin);
		askers.add(request.serviceWorker() ? 'service worker' : pathname.startsWith('/sync/') ? 'sync' : 'page');
	});
	context!.on('page', (page) => page.on('websocket', (socket) => asked.add(new URL(socket.url()).origin)));
	context!.on('console', (message) => {
		if (/content security policy/i.test(message.text())) broken.push(message.text());
	});
	await context!.exposeBinding('tellBroken', (_, what: string) => broken.push(what));
	await context!.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) => {
			const { documentURI, effectiveDirective, blockedURI, sample } = event;
			void (window as never as { tellBroken(what: string): Promise<void> }).tellBroken(
				`${documentURI}: ${effectiveDirective} stopped ${blockedURI} ${sample}`
			);
		});
	});
	return { asked, askers, broken };
}

/** Makes use of every page of a group, and gives the addresses that it came by. */
async function walkThrough(group: GroupScreen): Promise<void> {
	const { page } = group.phone;
	const commitments = await group.commitments();
	const rest = { difference: 'We know each other.', now: '0', unit: 'people', target: '10', by: inMonths(5) };
	await page.getByRole('link', { name: 'New commitment' }).first().click();
	await page.getByRole('main').getByRole('button').first().click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
	await group.commitments();
	await commitments.make({
		area: 'Co-operative action',
		title: 'Street meet-up',
		measure: 'People who come',
		...rest
	});
	await commitments.make({
		area: 'Co-operative enterprise',
		title: 'Visit a co-op',
		measure: 'People who visit',
		...rest
	});
	await commitments.register();
	await page.getByRole('main').getByRole('link', { name: 'Visit a co-op' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Visit a co-op');
	await page.getByRole('link', { name: 'Print or share how it stands' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('For the notice board');
	for (const path of ['stories', 'stories/new', 'review']) {
		await group.phone.open(`${group.address}/${path}`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}

	const add = await (await group.doors()).newPatch('Mill Lane');
	await add.choose({
		name: 'doors.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from('street,number,latitude,longitude\nMill Lane,1,53.6187,-2.1565\n')
	});
	const patch = await add.add();
	await patch.openDoor('1 Mill Lane');
	await page.getByRole('link', { name: 'Start knocking here' }).click();
	for (const opener of ['More', 'Add a missing door', 'How to walk it']) {
		await page.getByRole('button', { name: opener, exact: true }).click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
	}
	await page.getByRole('button', { name: 'Talked' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('That’s the patch');
	await page.goBack();
	await (await group.doors()).open('Mill Lane');
	await page.getByRole('link', { name: 'Map' }).click();
	await new PatchMapScreen(group.phone).ready();
	await (await group.doors()).open('Mill Lane');
	await page.getByRole('link', { name: 'Take this patch' }).click();
	await expect(page.getByRole('list', { name: 'Before you go' })).toBeVisible();
	for (const link of ['Due now', 'How far you’ve got']) {
		await group.doors();
		await page.getByRole('link', { name: link }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(link);
	}
	for (const [link, title] of [
		['Hand over to another phone', 'Hand over'],
		['Take over from another phone', 'Take over']
	] as const) {
		await group.sync();
		await page.getByRole('link', { name: link }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	}
	await (await group.people()).invite({ confirmed: false });
	const sync = await group.sync();
	await sync.now();
	await group.allSent();
	await sync.saveCopy();
}

test('A walk through every page asks nobody else for anything, and nothing on it breaks the content policy', async ({
	app,
	phone
}) => {
	const ann = await phone();
	const { page } = ann;
	const { asked, askers, broken } = await watch(ann);
	await ann.install();
	const start = await StartScreen.open(ann);
	const group = await (
		await start.fill({ name: 'Paper Mill', place: 'Rochdale', person: 'Ann', tags: ['food'] })
	).start();
	await walkThrough(group);
	for (const path of [
		'/join',
		'/demo',
		'/offline',
		'/communities',
		'/communities?q=paper',
		'/stories',
		'/nowhere'
	]) {
		await ann.open(path);
		await expect(page.getByRole('heading').first()).toBeVisible();
	}
	await ann.open('/communities');
	await page.getByRole('link', { name: 'Paper Mill' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paper Mill');
	expect([...askers].sort()).toEqual(['page', 'service worker', 'sync']);
	expect([...asked]).toEqual([app.url]);
	expect(broken).toEqual([]);

	await test.step('and what would is seen', async () => {
		await page.evaluate(() => {
			document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/' }));
			document.body.append(Object.assign(document.createElement('script'), { text: 'window.bad = 1' }));
		});
		await expect.poll(() => broken.join('\n')).toContain('img-src stopped https://elsewhere.example/');
		await expect.poll(() => broken.join('\n')).toContain('script-src-elem stopped inline');
	});
});

/** What may come from where. Scripts and styles have the page's own hashes beside `'self'`. */
const POLICY: Record<string, string[]> = {
	'default-src': ["'none'"],
	// One attribute, and no other: SvelteKit's own element that reads a new page's title out.
	'style-src-attr': ["'unsafe-hashes'", "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='"],
	'img-src': ["'self'", 'data:', 'blob:'],
	'connect-src': ["'self'"],
	'worker-src': ["'self'"],
	'manifest-src': ["'self'"],
	'font-src': ["'self'"],
	'form-action': ["'self'"],
	'base-uri': ["'none'"]
};

function readPolicy(policy: string): Record<string, string[]> {
	const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
	return Object.fromEntries(parts.map(([name = '', ...sources]) => [name, sources]));
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('Every page has the whole content policy, and neither script nor style in it without a hash', async ({
	app
}) => {
	for (const path of ['/', '/start', '/join', '/demo', '/offline', '/communities', '/map', '/nowhere']) {
		const answer = await fetch(app.url + path);
		const html = await answer.text();
		const sent = answer.headers.get('content-security-policy');
		const written = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
		const { 'script-src': scripts, 'style-src': styles, ...others } = readPolicy(sent ?? written ?? '');
		const looks = [...html.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, style]) => hashOf(style!));
		expect(styles, path).toEqual(["'self'", ...looks]);
		const policy = { ...POLICY, 'style-src-attr': [...POLICY['style-src-attr']!, ...looks] };
		// What a page says of itself can't speak of frames: there the older header does.
		expect(others, path).toEqual(sent ? { ...policy, 'frame-ancestors': ["'none'"] } : policy);
		expect(answer.headers.get('x-frame-options'), path).toBe('DENY');
		const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>(.*?)<\/script>/gs)]
			.filter(([, attributes]) => !attributes?.includes('json'))
			.map(([, , script]) => hashOf(script!));
		expect(scripts, path).toEqual(["'self'", ...inline]);
		expect(html, path).not.toMatch(/<[a-z][^>]*\son[a-z]+\s*=|javascript:/i);
	}
});
