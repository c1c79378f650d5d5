import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { packCoops } from '../rules/coop-pack.ts';
import { openReference, type Reference } from '../store/reference.ts';
import { takeReference } from './take-reference.ts';

const textOf = (name: string) =>
	JSON.stringify(
		packCoops([{ id: 'R1', name, source: 'cuk-organisations', licence: 'ODC-By-1.0', as_of: '2023-06-30' }])
	);
const headers = (etag: string) => ({ etag, 'content-type': 'application/json' });
let reference: Reference;
const now = () => new Date('2026-11-30T09:00:00.000Z');
const take = (answer: () => Response | Promise<Response>, asked: Headers[] = []) =>
	takeReference('coops', {
		reference,
		now,
		fetch: async (_, init) => {
			asked.push(new Headers(init?.headers));
			return answer();
		}
	});
const names = async () => (await reference.coops())?.coops.map(({ name }) => name);

beforeEach(async () => {
	reference = openReference({ indexedDB: new IDBFactory(), IDBKeyRange });
	await reference.keep('coops', { etag: 'W/"1"', text: textOf('Bakery'), at: '2026-11-01T09:00:00.000Z' });
});

test('a newer directory is asked for by the mark of the one that is here', async () => {
	const asked: Headers[] = [];
	expect(await take(() => new Response(textOf('Dairy'), { headers: headers('W/"2"') }), asked)).toBe('kept');
	expect(asked[0]?.get('if-none-match')).toBe('W/"1"');
	expect(await names()).toEqual(['Dairy']);
});

test('one that has not changed is not sent again, and is as new as today', async () => {
	expect(await take(() => new Response(null, { status: 304 }))).toBe('same');
	expect((await reference.coops())?.taken_at).toBe(now().toISOString());
});

test.each<[string, () => Response | Promise<Response>, string]>([
	['no network', () => Promise.reject(new TypeError('failed')), 'no_network'],
	['no answer in time', () => Promise.reject(new DOMException('', 'TimeoutError')), 'too_slow'],
	[
		'a login page',
		() => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
		'not_our_server'
	],
	[
		'half of it',
		() => new Response(textOf('Dairy').slice(0, 90), { headers: headers('W/"2"') }),
		'server_trouble'
	],
	['a server in trouble', () => new Response('', { status: 500 }), 'server_trouble'],
	['a busy server', () => new Response('', { status: 503 }), 'server_busy'],
	[
		'one for a newer app',
		() => new Response(textOf('Dairy').replace('"version":1', '"version":2'), { headers: headers('W/"2"') }),
		'app_too_old'
	]
])('with %s what is here stays, and why is said', async (_, answer, code) => {
	expect(await take(answer)).toEqual({ code });
	expect(await names()).toEqual(['Bakery']);
});
