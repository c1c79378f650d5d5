import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newGroupId } from '../records/index.ts';
import { keepCanary, mirrorOf, readKeepsake } from './keepsake.ts';
import { memoryStorage } from './memory-storage.ts';

const gid = newGroupId();
const copy = (n: number, size: number) => ({
	...{ _id: `visit:${n}`, _rev: '1-a', _revisions: { start: 1, ids: ['a'] } },
	note: 'x'.repeat(size)
});
const kept = () => readKeepsake(gid)?.kept.map(({ _id }) => _id);

beforeEach(() => {
	vi.stubGlobal('localStorage', memoryStorage());
	keepCanary(gid, { uuid: 'first', over: 0 });
});
afterEach(() => vi.unstubAllGlobals());

test('a page that first lets a copy go still knows of those that were there before it', () => {
	localStorage.setItem(`toadlane.unsent.${gid}.visit:1 1-a`, JSON.stringify(copy(1, 600_000)));
	localStorage.setItem(`toadlane.unsent.${gid}.visit:2 1-a`, JSON.stringify(copy(2, 300_000)));
	mirrorOf(gid).letGo([['visit:2', '1-a']]);
	mirrorOf(gid).keep([copy(3, 600_000)]);
	expect(kept()).toEqual(['visit:1']);
	mirrorOf(gid).letGo([['visit:1', '1-a']]);
	mirrorOf(gid).keep([copy(4, 600_000)]);
	expect(kept()).toEqual(['visit:4']);
});

test('copies take a megabyte at most, and what has none is counted', () => {
	mirrorOf(gid).keep([copy(1, 600_000), copy(2, 600_000), copy(3, 100_000)]);
	expect(kept()).toEqual(['visit:1', 'visit:3']);
	expect(readKeepsake(gid)?.canary).toMatchObject({ over: 1, ids: ['visit:2'] });
});
