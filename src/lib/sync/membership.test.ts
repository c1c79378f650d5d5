import { expect, test } from 'vitest';
import type { DeviceGroup } from '../store/types.ts';
import { SyncFailure } from './failure.ts';
import type { Line } from './line.ts';
import { learnStanding } from './membership.ts';

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
	return { line, device: device as unknown as Parameters<typeof learnStanding>[1], told, asked };
}

const now = new Date('2026-07-12T19:00:00Z');
const at = { standing_at: now.toISOString() };
const shown = { state: 'shown' as const, held: 0, vouches: 0 };
const minutesAgo = (n: number) => new Date(now.getTime() - n * 60_000).toISOString();

test('a published community’s address is kept, and how it stands', async () => {
	const answer = { group: entry.id, slug: 'spotland', published_at: '2026', standing: shown };
	const { line, device, told } = phone(() => answer);
	await learnStanding(line, device, entry, now);
	expect(told).toEqual([{ slug: 'spotland', standing: shown, ...at }]);
});

test('an address that nothing stands at yet is not kept, nor a standing that is none', async () => {
	const { line, device, told } = phone(() => ({
		group: entry.id,
		slug: 'spotland',
		standing: { state: 'x' }
	}));
	await learnStanding(line, device, entry, now);
	expect(told).toEqual([at]);
});

test('what is settled is asked for once an hour, and by a clock that was put back at once', async () => {
	const { line, device, asked } = phone(() => ({ group: entry.id }));
	const known = { ...entry, slug: 'spotland', standing: shown };
	await learnStanding(line, device, { ...known, standing_at: minutesAgo(59) }, now);
	expect(asked).toEqual([]);
	await learnStanding(line, device, { ...known, standing_at: minutesAgo(61) }, now);
	await learnStanding(line, device, { ...known, standing_at: minutesAgo(-5) }, now);
	expect(asked).toHaveLength(2);
});

test.each([
	{ ...shown, state: 'waiting' as const },
	{ ...shown, state: 'hidden' as const },
	{ ...shown, edit: { since: '2026', why: ['links' as const] } },
	{ ...shown, held: 1 },
	{ ...shown, pilot: 'asked' as const }
])('what is open is asked for every time: %j', async (standing) => {
	const { line, device, asked } = phone(() => ({ group: entry.id }));
	await learnStanding(
		line,
		device,
		{ ...entry, slug: 'spotland', standing, standing_at: minutesAgo(1) },
		now
	);
	expect(asked).toHaveLength(1);
});

test('no answer is no trouble', async () => {
	const { line, device, told } = phone(() => {
		throw new SyncFailure('no_network');
	});
	await expect(learnStanding(line, device, entry, now)).resolves.toBeUndefined();
	expect(told).toEqual([]);
});
