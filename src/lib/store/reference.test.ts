import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { packCoops } from '../rules/coop-pack.ts';
import { packHead, packPiece } from '../rules/nation/pack.ts';
import { openReference } from './reference.ts';

const at = '2026-11-30T09:00:00.000Z';
const textOf = (...names: string[]) =>
	JSON.stringify(
		packCoops(
			names.map((name, i) => ({
				...{ id: `R${i}`, name, source: 'cuk-organisations' },
				...{ licence: 'ODC-By-1.0', as_of: '2023-06-30' }
			}))
		)
	);
const storage = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });

test('a directory that was taken is there after a restart, ready for questions', async () => {
	const disk = storage();
	expect(await openReference(disk).coops()).toBeUndefined();
	await openReference(disk).keep('coops', { etag: 'W/"1"', text: textOf('Bakery', 'Dairy'), at });
	const kept = await openReference(disk).coops();
	expect(kept).toMatchObject({ taken_at: at, sources: [{ as_of: '2023-06-30' }] });
	expect(kept?.coops.map(({ name }) => name)).toEqual(['Bakery', 'Dairy']);
	expect(kept?.index.texts).toHaveLength(2);
	expect(await openReference(disk).mark('coops')).toMatchObject({ etag: 'W/"1"' });
});

test('a newer one takes its place', async () => {
	const reference = openReference(storage());
	await reference.keep('coops', { etag: 'W/"1"', text: textOf('Bakery'), at });
	await reference.coops();
	await reference.keep('coops', { etag: 'W/"2"', text: textOf('Dairy'), at });
	expect((await reference.coops())?.coops.map(({ name }) => name)).toEqual(['Dairy']);
});

test.each([
	['cut short', textOf('Dairy').slice(0, -9), 'damaged'],
	['a login page', '<html>Sign in</html>', 'damaged'],
	['from a newer version', textOf('Dairy').replace('"version":1', '"version":2'), 'too_new']
])('one that is %s changes nothing', async (_, text, why) => {
	const reference = openReference(storage());
	await reference.keep('coops', { etag: 'W/"1"', text: textOf('Bakery'), at });
	expect(await reference.keep('coops', { etag: 'W/"2"', text, at })).toBe(why);
	expect((await reference.coops())?.coops.map(({ name }) => name)).toEqual(['Bakery']);
	expect(await reference.mark('coops')).toMatchObject({ etag: 'W/"1"' });
});

test('of one that can no longer be read there is no mark, so that it is fetched again', async () => {
	const disk = storage();
	await openReference(disk).keep('coops', { etag: 'W/"1"', text: textOf('Bakery'), at });
	const raw = await new Promise<IDBDatabase>((done) => {
		const opening = disk.indexedDB.open('toadlane-reference');
		opening.onsuccess = () => done(opening.result);
	});
	const files = raw.transaction('files', 'readwrite').objectStore('files');
	await new Promise((done) => {
		files.put({ kind: 'coops', text: '{"format":"toad-la' }).onsuccess = done;
	});
	raw.close();
	const reference = openReference(disk);
	expect(await reference.coops()).toBeUndefined();
	expect(await reference.mark('coops')).toBeUndefined();
});

test('the registry that was taken is there after a restart, each community with the words it is found by', async () => {
	const council = { code: 'E08000005', name: 'Rochdale', nation: 'England' };
	const one = { slug: 'spotland', name: 'Spotland', kind: 'town', council: council.code } as const;
	const { before, after } = packHead({ councils: [council], districts: { OL12: [-2.17, 53.63] } });
	const piece = packPiece([{ ...one, tags: ['growing'], commitments: [], since: '2026-05-01' }]);
	const disk = storage();
	const text = before + piece + after;
	expect(await openReference(disk).keep('communities', { etag: 'W/"1"', text, at })).toBe('kept');
	const kept = await openReference(disk).communities();
	expect(kept).toMatchObject({ taken_at: at, districts: { OL12: [-2.17, 53.63] } });
	expect(kept?.communities).toMatchObject([
		[{ name: 'spotland', words: expect.stringMatching(/rochdale.*allotments/) as string }]
	]);
});
