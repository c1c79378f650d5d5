import 'fake-indexeddb/auto';
import { newGroupId } from '$lib/records';
import { device, type DeviceGroup } from '$lib/store';
import { describe, expect, it } from 'vitest';
import { makeInvite, ownInvites, renewCode, USUAL, usualInvite } from './make-invite.ts';

const minutes = 60_000;
const now = new Date('2026-07-12T10:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const group = () => ({ id: newGroupId() }) as DeviceGroup;

describe('the usual invite', () => {
	it('lets five volunteers in for a week, and waits in the outbox to be made known', async () => {
		const here = group();
		const invite = await usualInvite(here, [], now);
		expect(invite).toMatchObject({ role: 'volunteer', uses: 5, expires_at: '2026-07-19T10:00:00.000Z' });
		const [request] = await device.outbox.list(here.id);
		expect(request).toMatchObject({ id: invite.request, body: { id: invite.id, uses: 5 } });
		expect(JSON.stringify(request)).not.toContain(invite.secret);
	});

	it('is the same one again while its code works, and not once it is used up', async () => {
		const here = group();
		const first = await usualInvite(here, [], now);
		expect(await usualInvite(here, [], later(14 * minutes))).toEqual(first);
		expect((await usualInvite(here, [first.id], later(14 * minutes))).id).not.toBe(first.id);
		expect((await usualInvite(here, [], later(15 * minutes))).id).not.toBe(first.id);
	});

	it('is never one that was made on other terms', async () => {
		const here = group();
		for (const other of [{ role: 'organiser' as const }, { uses: 1 }, { days: 30 }]) {
			const made = await makeInvite(here, { ...USUAL, ...other }, now);
			expect((await usualInvite(here, [], now)).role).toBe('volunteer');
			expect((await usualInvite(here, [], now)).id).not.toBe(made.id);
		}
	});
});

describe('a code that another group has drawn too', () => {
	it('gives way to another one of the same invite, in one request', async () => {
		const here = group();
		const invite = await makeInvite(here, USUAL, now);
		const fresh = await renewCode(here.id, invite, now);
		expect(fresh).toMatchObject({ id: invite.id, secret: invite.secret });
		expect(fresh.code).not.toBe(invite.code);
		expect((await device.outbox.list(here.id)).map(({ id }) => id)).toEqual([fresh.request]);
		expect(await ownInvites(here.id, now)).toEqual([fresh]);
	});
});
