import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { listing, newGroupId } from '../../records/index.ts';
import { openCommunities } from '../../rules/nation/index.ts';
import { REGISTRY, type Doc } from '../backend.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerDirectory } from './directory.ts';

const asked = (headers: Record<string, string> = {}) =>
	new Request('https://toadlane.example/api/directory', { headers });

describe.each(backendsHere)('the directory for phones, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	const publish = (name: string) => {
		const group = newGroupId();
		const more = {
			_id: `listing:${group}`,
			name,
			slug: `s-${group}`,
			registered_at: '2026-01-05T10:00:00.000Z'
		};
		return site.backend.put(REGISTRY, { ...listing.sample(), ...more } as unknown as Doc);
	};

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS);
		await publish('Spotland');
	});
	afterAll(() => fresh.end());

	it('says every community, compressed or plain, and the same by whichever gateway', async () => {
		const packed = await answerDirectory(site, asked({ 'accept-encoding': 'gzip, br' }));
		expect(packed.headers.get('content-encoding')).toBe('gzip');
		const text = gunzipSync(new Uint8Array(await packed.arrayBuffer())).toString();
		const plain = await answerDirectory(await siteOn(fresh.beside(), SETTINGS), asked());
		expect(await plain.text()).toBe(text);
		expect(plain.headers.get('etag')).toBe(packed.headers.get('etag'));
		const opened = await openCommunities(JSON.parse(text));
		expect(opened.ok && opened.opened.communities.flat().map(({ name }) => name)).toEqual(['Spotland']);
	});

	it('is sent again only when it has changed', async () => {
		const etag = (await answerDirectory(site, asked())).headers.get('etag') ?? '';
		expect((await answerDirectory(site, asked({ 'if-none-match': etag }))).status).toBe(304);
		await publish('Castleton');
		const next = await answerDirectory(site, asked({ 'if-none-match': etag }));
		expect(next.status).toBe(200);
		expect(next.headers.get('etag')).not.toBe(etag);
	});
});
