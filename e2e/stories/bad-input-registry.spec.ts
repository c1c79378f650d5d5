/** What somebody hostile or careless can send to the registry: it answers in clear words, and nothing is lost or leaked. */
import ICAL from 'ical.js';
import Papa from 'papaparse';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Crafted, sound } from '../crafted';
import type { App } from '../app';
import { event, listing, story } from '../../src/lib/records/index.ts';
import { expect, test } from './story';

/** What no public answer may hold. */
const CANARY = 'canary-5e0c';
const KEY = 'ab'.repeat(16);
const LEFT_TO_RIGHT = '\u200f';
const NAME = `</script><b data-hurt>A&B "'${LEFT_TO_RIGHT} ]]>`;
const LINE = `=HYPERLINK("http://x","y") <img src=x onerror="document.body.dataset.hurt=1" data-hurt>`;
const TEXT = `${LINE}\n\n]]></summary><script data-hurt>1</script>\nEND:VCALENDAR\n${'{{7*7}} ${1}'} %s`;
const TAGS = [
	'=1+1',
	'@SUM(1)',
	'<b data-hurt>',
	'-2',
	'__proto__',
	'constructor',
	'x" data-hurt="1',
	'food'
];
const measure = {
	...{ label: LINE, unit: '<b data-hurt>', kind: 'count' as const, adds: 'latest' as const },
	better: 'up' as const
};

const HOSTILE: Partial<ReturnType<typeof listing.sample>> = {
	...{ name: NAME, about: TEXT, place: '=1+1 <b data-hurt>', display_area: NAME, tags: TAGS },
	links: ['https://x.example/#&lt;script&gt;%22onclick=1', 'tel:0170600'],
	partners: ['a', 'b'].map((note) => ({ ...{ name: NAME, role: 'council' as const }, note })),
	commitments: listing.sample().commitments.flatMap((one) =>
		['constructor', '__proto__'].map((example, n) => {
			const id = `${one.id.slice(0, -1)}${n}`;
			return { ...one, id, title: LINE, difference: TEXT, measure, example };
		})
	),
	review: { to: '2026-07-01', kept: 1, changed: 0, dropped: 0, summary: TEXT }
};

interface Answer {
	status: number;
	text: string;
	headers: Headers;
}

/** Speaks to the server, and remembers all that it answered. */
function asker({ url }: App) {
	const heard: string[] = [];
	const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
		const { status, headers, ...answer } = await send(path, init);
		heard.push(`${path}\n${answer.text}`);
		return { status, headers, ...answer };
	};
	async function send(path: string, init: RequestInit) {
		const answer = await fetch(url + path, { redirect: 'manual', ...init });
		return { status: answer.status, headers: answer.headers, text: await answer.text() };
	}
	const form = (path: string, fields: Record<string, string>, more: Record<string, string> = {}) =>
		ask(path, {
			method: 'POST',
			headers: { origin: url, accept: 'text/html', ...more },
			body: new URLSearchParams(fields)
		});
	return { ask, form, heard };
}

/** What a page says, without its marks. */
const words = (html: string) =>
	html
		.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');

const SEARCH = [
	...[`q=${'x'.repeat(101)}`, 'kind=planet', 'status=1', 'area=%00', 'near=1e999,0', 'near=181,0'],
	...['within=-1', 'within=1.5', 'limit=0', 'limit=99999999999', 'dormant=1', 'placeless=no'],
	...[`after=${'a'.repeat(101)}`, `tag=${'%F0%9F%90%B8'.repeat(60)}`, 'council=%3Cb%3E'.repeat(20)]
];
const SEARCHED = ['/communities', '/api/communities', '/communities.json', '/communities.csv', '/embed/map'];
const FIGURED = ['/nation', '/nation.csv', '/nation/totals.csv'];
const FIGURE = ['nation=Atlantis', 'region=__proto__', 'council=%3Cscript%3E'];
const LISTED = ['/api/stories', '/api/events'];
const LIST = ['limit=0', 'limit=51', 'limit=x', 'after=%00', `after=${'0'.repeat(26)}`];
const PAGED = ['/stories', '/events'].flatMap((path) => [
	`${path}?after=%3Cb%3E`,
	`${path}?after=${'a'.repeat(99)}`
]);
const DESERTS = ['page=-1', 'page=x', 'class=sea', 'need=gold', 'order=up'].map((one) => `/deserts?${one}`);

const ABSURD = [
	...SEARCHED.flatMap((path) => SEARCH.map((one) => `${path}?${one}`)),
	...FIGURED.flatMap((path) => FIGURE.map((one) => `${path}?${one}`)),
	...LISTED.flatMap((path) => LIST.map((one) => `${path}?${one}`)),
	...PAGED,
	...DESERTS
];

const STRANGE = ['nobody', '__proto__', 'constructor', '%00', 'A', 'x'.repeat(4000), '%E0%A4%A', '🐸'];
const OF_A_COMMUNITY = [
	'',
	'.jsonld',
	'/murmurations.json',
	'/stories.atom',
	'/events.ics',
	'/contact',
	'/report'
];
const UNKNOWN = [
	...STRANGE.flatMap((slug) => OF_A_COMMUNITY.map((rest) => `/communities/${slug}${rest}`)),
	...STRANGE.flatMap((slug) => [`/api/communities/${slug}`, `/embed/communities/${slug}`]),
	...STRANGE.flatMap((key) => [`/interested/${key}`, `/nation/${key}.csv`, `/sitemap/${key}.xml`]),
	...STRANGE.map((code) => `/deserts/${code}`),
	...[
		'/sitemap/communities-0.xml',
		'/sitemap/communities-1e9.xml',
		'/pictures/a/b',
		'/api/nothing',
		'/sync/x'
	],
	...['/api/stories?community=nobody', '/communities/known-lane/events/nothing']
];
const READ_ONLY = [
	...['/communities', '/communities.json', '/api/communities', '/api/directory', '/nation', '/stories.atom'],
	...['/events.ics', '/sitemap.xml', '/embed/map', '/api/stories', '/deserts.csv', '/communities/known-lane']
];

test('Whatever is sent to the registry is answered in clear words, and nothing is lost or leaked', async ({
	app,
	phone
}) => {
	const { ask, form, heard } = asker(app);
	const known = await Crafted.start(app.url, 'Known Lane', `Ann ${CANARY}`);
	const hostile = await Crafted.start(app.url, NAME, `Eve ${CANARY}`);
	const twin = await Crafted.start(app.url, 'Known Lane', `Bob ${CANARY}`);
	const home = '/communities/known-lane';
	const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
	const party = sound(
		event.make(
			{
				...{ kind: 'other', title: LINE, place: NAME, about: TEXT, shown: true, sign_up: true },
				...{ letter: CANARY, council: CANARY },
				when: { start: `${day}T10:00`, end: `${day}T12:00`, zone: 'Europe/London' }
			},
			hostile.author
		)
	);
	const told = { ...sound(story.make({ title: LINE, text: TEXT }, hostile.author)), state: 'published' };

	await test.step('records that the app would not make are refused by their fields, and the others stand', async () => {
		expect(await known.register({ name: 'Known Lane' })).toEqual([]);
		expect(await twin.register({ name: 'Known Lane' })).toEqual([]);
		expect(await hostile.register(HOSTILE)).toEqual([]);
		expect(await hostile.push(party, { ...told, note: CANARY })).toEqual([]);
		const crafted = await Crafted.start(app.url, 'Crafted Lane', CANARY);
		const never = {
			tags: Array.from({ length: 2000 }, (_, n) => `${CANARY} ${n}`),
			point: [200, 100],
			name: `${CANARY} \u202egnal`,
			links: ['javascript:alert(1)'],
			about: `${CANARY} \ud83d`,
			partners: [{ name: CANARY, role: 'king' }],
			commitments: [0, 1].flatMap(() => listing.sample().commitments)
		};
		for (const [field, value] of Object.entries(never)) {
			const [refused, ...others] = await crafted.register({ [field]: value });
			expect([refused?.id, refused?.reason, others], field).toEqual([
				`listing:${crafted.group}`,
				expect.stringMatching(/./),
				[]
			]);
		}
		expect((await ask('/communities/crafted-lane')).status).toBe(404);
		expect((await ask(home)).status).toBe(200);
		expect(words((await ask(`${home}-2`)).text)).toContain('Known Lane');
	});

	const all = JSON.parse((await ask('/communities.json')).text) as {
		communities: { slug: string; name: string }[];
	};
	const slug = all.communities.find(({ name }) => name === NAME)!.slug;
	const theirs = `/communities/${slug}`;

	await test.step('hostile text stays text on every page and in every file', async () => {
		expect(all.communities).toHaveLength(3);
		const pages = [
			...['/communities', theirs, `${theirs}/report`, `${theirs}/contact`, '/stories', '/events', '/nation'],
			...[`${theirs}/events/${party._id.slice(6)}`, `/communities?q=${encodeURIComponent(NAME)}`],
			...[
				`/communities?tag=${encodeURIComponent('<b data-hurt>')}`,
				`/interested?at=${encodeURIComponent(NAME)}`
			],
			...['/embed/map', `/embed${theirs}`, '/open-data']
		];
		const texts: string[] = [];
		for (const page of pages) {
			const { status, text } = await ask(page);
			expect(status, page).toBe(200);
			texts.push(text);
		}
		const eve = await phone({ installed: true });
		const dialogs: string[] = [];
		eve.page.on('dialog', (dialog) => {
			dialogs.push(dialog.message());
			void dialog.dismiss();
		});
		await eve.open(theirs);
		await expect(eve.page.getByRole('heading', { level: 1 })).toHaveText(NAME.replace(/\s+/g, ' '));
		const hurt = await eve.page.evaluate((them) => {
			const read = them.map((text) => new DOMParser().parseFromString(text, 'text/html'));
			return [document, ...read].map((one) => one.querySelectorAll('[data-hurt], body b').length);
		}, texts);
		expect(hurt).toEqual([0, ...pages.map(() => 0)]);
		for (const page of ['/communities', '/stories', '/events']) {
			await eve.open(page);
			await expect(eve.page.getByRole('main')).toContainText('data-hurt');
			expect(await eve.page.locator('[data-hurt]').count()).toBe(0);
		}
		expect(dialogs).toEqual([]);

		for (const file of [
			`${theirs}.jsonld`,
			'/communities.geojson',
			'/api/communities',
			'/api/stories',
			'/api/events'
		])
			expect(JSON.stringify(JSON.parse((await ask(file)).text)), file).toContain('data-hurt');
		const { data } = Papa.parse<Record<string, string>>((await ask('/communities.csv')).text.trim(), {
			header: true
		});
		expect(data).toHaveLength(3);
		for (const row of data)
			for (const [column, cell] of Object.entries(row))
				if (!/^-?[\d.]+$/.test(cell)) expect(cell, column).not.toMatch(/^[=+\-@\t\r]/);
		for (const feed of [
			'/stories.atom',
			`${theirs}/stories.atom`,
			'/sitemap.xml',
			'/sitemap/communities-1.xml'
		])
			expect(XMLValidator.validate((await ask(feed)).text), feed).toBe(true);
		const atom = new XMLParser({ htmlEntities: true }).parse((await ask('/stories.atom')).text);
		expect(atom.feed.entry.title).toBe(LINE);
		const calendar = new ICAL.Component(ICAL.parse((await ask('/events.ics')).text));
		const [planned, ...rest] = calendar.getAllSubcomponents('vevent');
		expect([planned?.getFirstPropertyValue('summary'), rest]).toEqual([LINE, []]);
	});

	await test.step('absurd questions get 400 and a sentence, for programs and for people', async () => {
		for (const path of ABSURD)
			for (const accept of ['application/json', 'text/html']) {
				const { status, text, headers } = await ask(path, { headers: { accept } });
				expect(status, `${path} as ${accept}`).toBe(400);
				const json = headers.get('content-type')?.startsWith('application/json');
				const said = json ? (JSON.parse(text) as { message: string }).message : words(text);
				expect(said, path).toMatch(/[A-Z“][^.]{12,}\./);
				expect(said, path).not.toContain('can’t be read');
			}
	});

	await test.step('what is not there is 404, and what can’t be done 405', async () => {
		const otherwise: string[] = [];
		for (const path of UNKNOWN) {
			const { status } = await ask(path);
			if (status !== 404 && !(status === 400 && path.includes('%'))) otherwise.push(`${status} ${path}`);
		}
		for (const path of READ_ONLY)
			for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
				const { status } = await ask(path, { method, headers: { origin: app.url } });
				if (status !== 404 && status !== 405) otherwise.push(`${status} ${method} ${path}`);
			}
		expect(otherwise).toEqual([]);
	});

	const message = {
		key: KEY,
		name: CANARY,
		reach: 'eve@example.org',
		about: 'join',
		text: `${CANARY} <b data-hurt>`
	};
	const wish = { key: KEY, postcode: 'OL12', agree: 'yes', more: `kept ${CANARY}`, name: CANARY };
	const answer = { key: KEY, name: CANARY, people: '2', answer: 'yes' };
	const FORMS: [path: string, fields: Record<string, string>, most: number, kept: string][] = [
		[`${home}/contact`, message, 5, 'text'],
		[`${home}/report`, { why: 'other', text: `${CANARY} it is` }, 5, 'text'],
		['/interested', wish, 5, 'more'],
		[`${theirs}/events/${party._id.slice(6)}?/answer`, answer, 10, 'name']
	];

	await test.step('forms that are forged, broken or too large change nothing', async () => {
		for (const [path, fields] of FORMS) {
			expect((await form(path, fields, { origin: 'https://evil.example' })).status, path).toBe(403);
			const headers = { origin: app.url, accept: 'text/html' };
			const send = (type: string, body: string) =>
				ask(path, { method: 'POST', headers: { ...headers, 'content-type': type }, body });
			expect((await send('application/json', '{}')).status, path).toBe(415);
			expect((await send('multipart/form-data; boundary=x', 'nothing')).status, path).toBe(400);
			const large = await form(path, { ...fields, text: 'x'.repeat(90_000) });
			expect([large.status, words(large.text)], path).toEqual([413, expect.stringContaining('.')]);
			expect((await form(path, { ...fields, text: 'x'.repeat(3_000_000) })).status, path).toBe(413);
			expect((await form(path, { key: '\0', why: '<b>', answer: '__proto__' })).status, path).toBe(400);
		}
		const large = await hostile.post(`/sync/group-${hostile.group}/_bulk_docs`, {
			docs: ['x'.repeat(3_000_000)]
		});
		expect(large.status).toBe(413);
	});

	await test.step('a burst is told when to come back, with what was typed still there', async () => {
		for (const [path, fields, most, kept] of FORMS) {
			const answers: Answer[] = [];
			for (let n = 0; n <= most; n++)
				answers.push(
					await form(path, {
						...fields,
						key: n.toString(16).padStart(32, '0'),
						[kept]: `${fields[kept]} ${n}`
					})
				);
			const refused = answers.pop()!;
			for (const { status } of answers) expect([200, 303], path).toContain(status);
			expect([refused.status, Number(refused.headers.get('retry-after')) > 60], path).toEqual([429, true]);
			expect(refused.text.replaceAll('&lt;', '<'), path).toContain(`${fields[kept]} ${most}`);
			// What one typed oneself comes back to oneself.
			heard.splice(heard.length - most - 1, most + 1);
		}
	});

	await test.step('at the end everything stands, nothing private was told, and the server had no trouble', async () => {
		for (const path of [home, `${home}-2`, theirs, '/api/health'])
			expect((await ask(path)).status, path).toBe(200);
		for (const path of [
			'/communities',
			'/communities.json',
			'/api/directory',
			'/nation.csv',
			'/stories',
			'/interested'
		])
			await ask(path);
		expect(heard.filter((said) => said.includes(CANARY)).map((said) => said.split('\n')[0])).toEqual([]);
		expect(app.complaints()).toBe('');
	});
});
