import { describe, expect, it } from 'vitest';
import type { SyncState } from '$lib/store';
import { statusOf } from './status.ts';

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

	it('never claims that a demo is sent', () => {
		expect(says({ phase: 'idle', unsent: 0 }, { state: 'demo' }).says).toBe('demo');
	});
});
