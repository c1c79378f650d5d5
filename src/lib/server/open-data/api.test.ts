import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerInterested } from '../interested/answer-interested.ts';
import { answerFound } from '../nation/answer-communities.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerCommunity, answerDescription, answerEvents, answerStories } from './api.ts';
import { answerCommunityFile } from './community-files.ts';
import { describeApi } from './openapi.ts';
import { answerProfile } from './profile.ts';
import type { Schema } from './schemas.ts';
import { HOSTILE, putEvent, putListing, putStory, takeDown, type Made } from './testing-registry.ts';

const ORIGIN = 'https://toadlane.example';
const when = { start: '2026-07-12T14:00', end: '2026-07-12T18:00', zone: 'Europe/London' };

/** A schema that allows nothing but what it names. */
function strict(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(strict);
	if (typeof schema !== 'object' || schema === null) return schema;
	const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
	return 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}

describe.each(backendsHere)('the API for everybody, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let spotland: Made;
	const described = describeApi(ORIGIN);
	const ajv = new Ajv2020({ strict: false });
	addFormats.default(ajv);

	/** Asks what stands at a path, as the routes do. */
	function ask(path: string, headers: Record<string, string> = {}): Promise<Response> {
		const url = new URL(path, ORIGIN);
		const request = new Request(url, { headers });
		const [, slug = ''] = /communities\/([^/]+)/.exec(url.pathname) ?? [];
		const [, format] = /^\/communities\.(json|geojson|csv)$/.exec(url.pathname) ?? [];
		if (format) return answerCommunityFile(site, request, format as 'json', url);
		if (url.pathname === '/api/communities') return answerFound(site, request);
		if (url.pathname === '/api/interested') return answerInterested(site, request);
		if (url.pathname === '/api/stories') return answerStories(site, { request, url });
		if (url.pathname === '/api/events') return answerEvents(site, { request, url });
		if (url.pathname.endsWith('/murmurations.json')) return answerProfile(site, request, ORIGIN, slug);
		if (url.pathname.startsWith('/api/communities/')) return answerCommunity(site, request, ORIGIN, slug);
		throw new Error(`no such path: ${path}`);
	}

	/** What is wrong with an answer by its description. */
	async function wrongWith(path: string, answer: Response): Promise<unknown> {
		const operation = described.paths[path as keyof typeof described.paths].get;
		const response = operation.responses[answer.status as 200] as {
			content: Record<string, { schema: Schema }>;
		};
		const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
		const said = response?.content?.[type];
		if (!said) return `${answer.status} ${type} is not described`;
		const text = await answer.text();
		if (type === 'text/csv') return ajv.validate(said.schema, text) ? undefined : ajv.errorsText();
		const schema = strict({ ...said.schema, components: described.components }) as Schema;
		return ajv.validate(schema, JSON.parse(text)) ? undefined : ajv.errorsText();
	}

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => new Date('2026-06-01T09:00:00Z'));
		spotland = await putListing(site, 'spotland', {
			...{ name: HOSTILE, about: HOSTILE, display_area: 'Spotland and Falinge', tags: ['food', HOSTILE] },
			review: { to: '2026-05-01', kept: 1, changed: 0, dropped: 0, summary: HOSTILE }
		});
		await putListing(site, 'knitters', { kind: 'interest', point: undefined, tags: [], commitments: [] });
		const demo = await putListing(site, 'made-up', { tags: ['demo'] });
		await putStory(site, demo, { title: 'Made up' });
		await putEvent(site, demo, { when });
	});
	afterAll(() => fresh.end());

	it('is described by the rules of OpenAPI 3.1', async () => {
		const answered = await answerDescription(new Request(ORIGIN), ORIGIN);
		const outcome = await new Validator().validate(await answered.json());
		expect(outcome.errors ?? []).toEqual([]);
		expect(outcome.valid).toBe(true);
	});

	it('answers every path that is described as it is described, and with nothing more', async () => {
		await putStory(site, spotland, { title: HOSTILE }, true);
		await putEvent(site, spotland, { when, title: HOSTILE, about: HOSTILE, point: [-2.16, 53.62] });
		for (const path of Object.keys(described.paths)) {
			for (const slug of ['spotland', 'knitters']) {
				const answer = await ask(path.replace('{slug}', slug));
				expect(answer.status, path).toBe(200);
				expect(answer.headers.get('access-control-allow-origin')).toBe('*');
				expect(await wrongWith(path, answer), path).toBeUndefined();
			}
		}
	});

	it('answers what makes no sense, and what is not there, as it is described', async () => {
		const asked = [
			...[
				'/api/stories?limit=0',
				'/api/stories?limit=-1',
				'/api/communities?kind=castle',
				'/api/stories?after=../x',
				'/api/events?limit=1e3'
			],
			...[
				'/api/events?after=01k0toad0ane0000000000zzzz',
				'/communities.json?near=1',
				'/communities.csv?limit=9999'
			],
			...['/api/interested?q=Rochdale', '/api/interested?near=1']
		];
		for (const path of asked) {
			const answer = await ask(path);
			expect(answer.status, path).toBe(400);
			const text = await answer.clone().json();
			expect(text.message).toMatch(/^.{12,200}$/);
			expect(await wrongWith(path.split('?')[0] ?? '', answer), path).toBeUndefined();
		}
		for (const path of ['/api/stories?community=nobody', '/api/events?community=__proto__'])
			expect((await ask(path)).status).toBe(404);
		for (const path of ['/api/communities/{slug}', '/communities/{slug}/murmurations.json'])
			expect(await wrongWith(path, await ask(path.replace('{slug}', 'nobody')))).toBeUndefined();
	});

	it('shows lists page by page, without made-up communities unless one is named', async () => {
		const ids: string[] = [];
		for (let n = 0; n < 3; n += 1) ids.push(await putStory(site, spotland, { title: `Story ${n}` }));
		const seen: string[] = [];
		for (let path = '/api/stories?limit=2'; path;) {
			const { stories, after } = await (await ask(path)).json();
			seen.push(...stories.map(({ title }: { title: string }) => title));
			path = after ? `/api/stories?limit=2&after=${after}` : '';
		}
		expect(seen).toHaveLength(4);
		expect(seen).toEqual(expect.arrayContaining(['Story 0', 'Story 1', 'Story 2', HOSTILE]));
		const { events } = await (await ask('/api/events?community=made-up')).json();
		expect(events).toHaveLength(1);
	});

	it('says 304 to whoever has it already, and nothing of what was taken down', async () => {
		for (const path of [
			'/api/communities/spotland',
			'/communities/spotland/murmurations.json',
			'/api/events'
		]) {
			const etag = (await ask(path)).headers.get('etag') ?? '';
			expect((await ask(path, { 'if-none-match': etag })).status, path).toBe(304);
		}
		await takeDown(site, spotland.id);
		expect((await ask('/api/communities/spotland')).status).toBe(404);
		expect((await ask('/communities/spotland/murmurations.json')).status).toBe(404);
	});
});
