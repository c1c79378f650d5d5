import { describe, expect, it } from 'vitest';
import type { SyncState } from '$lib/store';
import { statusOf, worstOf, type Status } from './status.ts';

const member = { state: 'member' as const };
const says = (sync: SyncState, entry: Parameters<typeof statusOf>[0] = member) => statusOf(entry, sync);

describe('the status line', () => {
	it('says that all is sent only when nothing is left on this phone alone', () => {
		const last_contact_at = '2026-07-12T10:00:00.000Z';
		expect(says({ phase: 'idle', unsent: 0, last_contact_at }).says).toBe('all_sent');
		expect(says({ phase: 'idle', unsent: 0 }).says).toBe('sending');
		expect(says({ phase: 'idle', unsent: 3 })).toEqual({ says: 'on_this_phone', tone: 'waiting', count: 3 });
	});

	it('tells what is unsent before it tells that there is no network', () => {
		expect(says({ phase: 'no_network', unsent: 3 }).says).toBe('on_this_phone');
		expect(says({ phase: 'no_network', unsent: 0 }).says).toBe('no_network');
	});

	it('says what is wrong, and in a quieter tone when it heals by itself', () => {
		expect(says({ phase: 'trouble', unsent: 3, trouble: 'not_our_server' })).toMatchObject({
			says: 'trouble',
			tone: 'stop',
			code: 'not_our_server'
		});
		expect(says({ phase: 'trouble', unsent: 3, trouble: 'server_busy' }).tone).toBe('waiting');
	});

	it('keeps a problem of the membership in view, whatever the last round came to', () => {
		const entry = { state: 'joining' as const, problem: 'invite_expired' as const };
		expect(says({ phase: 'sending', unsent: 3 }, entry)).toMatchObject({ code: 'invite_expired' });
	});

	it('tells of what can’t be read beside everything else, and is not quiet about it', () => {
		const last_contact_at = '2026-07-12T10:00:00.000Z';
		expect(says({ phase: 'idle', unsent: 0, unreadable: 2, last_contact_at })).toEqual({
			says: 'all_sent',
			tone: 'waiting',
			unreadable: 2
		});
		expect(says({ phase: 'idle', unsent: 3, unreadable: 2 })).toMatchObject({ count: 3, unreadable: 2 });
	});

	it('never claims that a demo is sent', () => {
		expect(says({ phase: 'idle', unsent: 0 }, { state: 'demo' }).says).toBe('demo');
	});
});

describe('the status line of a phone with several groups', () => {
	const one = (group: string, status: Status) => ({ group, status });
	const sent = one('sent', { says: 'all_sent', tone: 'quiet' });
	const few = one('few', { says: 'on_this_phone', tone: 'waiting', count: 2 });
	const many = one('many', { says: 'on_this_phone', tone: 'waiting', count: 5 });
	const weak = one('weak', { says: 'trouble', tone: 'waiting', code: 'server_trouble' });
	const removed = one('removed', { says: 'trouble', tone: 'stop', code: 'removed' });
	const demo = one('demo', { says: 'demo', tone: 'quiet' });

	it('is that of the worst', () => {
		expect(worstOf([])).toBeUndefined();
		expect(worstOf([demo, sent])).toEqual(sent);
		expect(worstOf([sent, few, weak, removed])).toEqual(removed);
		expect(worstOf([sent, few, weak])).toEqual(weak);
	});

	it('counts what is unsent in all of them, and leads to the one with the most', () => {
		expect(worstOf([few, sent, many])).toEqual(one('many', { ...many.status, count: 7 } as Status));
	});

	it('tells of what can’t be read in any of them', () => {
		const odd = one('odd', { ...sent.status, unreadable: 1 });
		expect(worstOf([few, odd])?.status).toMatchObject({ says: 'on_this_phone', unreadable: 1 });
	});
});
