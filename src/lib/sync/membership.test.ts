import { expect, test } from 'vitest';
import type { DeviceGroup } from '../store/types.ts';
import { SyncFailure } from './failure.ts';
import type { Line } from './line.ts';
import { learnAddress } from './membership.ts';

const entry = { id: '01k0t0ad0ane000000000000g1' } as DeviceGroup;

/** A line that answers one thing, and a device that keeps what it is told. */
function phone(answer: () => unknown) {
	const told: object[] = [];
	const asked: string[] = [];
	const line = {
		ask: async (path: string) => {
			asked.push(path);
			return answer();
		}
	} as unknown as Line;
	const device = { changeGroup: async (_: string, changes: object) => void told.push(changes) };
	return { line, device: device as unknown as Parameters<typeof learnAddress>[1], told, asked };
}

test('a published community’s address is kept', async () => {
	const { line, device, told } = phone(() => ({ group: entry.id, slug: 'spotland', published_at: '2026' }));
	await learnAddress(line, device, entry);
	expect(told).toEqual([{ slug: 'spotland' }]);
});

test('an address that nothing stands at yet is not kept', async () => {
	const { line, device, told } = phone(() => ({ group: entry.id, slug: 'spotland' }));
	await learnAddress(line, device, entry);
	expect(told).toEqual([]);
});

test('a known address is not asked for again', async () => {
	const { line, device, asked } = phone(() => ({}));
	await learnAddress(line, device, { ...entry, slug: 'spotland' });
	expect(asked).toEqual([]);
});

test('no answer is no trouble', async () => {
	const { line, device, told } = phone(() => {
		throw new SyncFailure('no_network');
	});
	await expect(learnAddress(line, device, entry)).resolves.toBeUndefined();
	expect(told).toEqual([]);
});
