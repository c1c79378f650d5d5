import { newGroupId, newId } from '$lib/records';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newcomer } from './join-group.ts';
import { fetchRegister, removeMember, withdrawInvite } from './people.ts';

const group = { id: newGroupId(), added_at: '', name: '', member_name: '', ...newcomer() };
const entry = { ...group, role: 'organiser', state: 'member' } as const;
const ours = { 'content-type': 'application/json', 'x-toadlane-epoch': '1' };
const answers = (body: unknown, headers: Record<string, string> = ours) =>
	vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { headers }));

afterEach(() => vi.unstubAllGlobals());

const gone = newId('member');
const questions: [string, () => Promise<{ ok: boolean }>, object][] = [
	['removing somebody', () => removeMember(entry, gone), { member: gone }],
	['withdrawing an invite', () => withdrawInvite(entry, 'one'), { id: 'one' }],
	['asking who is in', () => fetchRegister(entry), { devices: [], invites: [] }]
];

describe.each(questions)('%s', (_what, ask, sound) => {
	it('is done when the registry says just that', async () => {
		answers(sound);
		expect(await ask()).toMatchObject({ ok: true });
	});

	it.each([{}, [], null, 'yes', { member: newId('member'), id: 'another', devices: {} }])(
		'is not taken for done when the answer is %j',
		async (lie) => {
			answers(lie);
			expect(await ask()).toEqual({ ok: false, code: 'server_trouble' });
		}
	);

	it('is not taken for done when the answer is of another type', async () => {
		answers(sound, { ...ours, 'content-type': 'text/html' });
		expect(await ask()).toEqual({ ok: false, code: 'not_our_server' });
	});
});
