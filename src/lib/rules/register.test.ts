import { expect, test } from 'vitest';
import { checkRecord, commitment, community, kinds, listing, newId } from '../records/index.ts';
import { changeShown, registerCommunity } from './register.ts';

const author = { member: newId('member'), device: 'd1', at: '2026-07-12T18:00:00.000Z' };

function made<R>(answer: { ok: true; record: R } | { ok: false }): R {
	if (!answer.ok) throw new Error(JSON.stringify(answer));
	return answer.record;
}

const group = made(
	community.make(
		{ name: 'Spotland Neighbours', kind: 'neighbourhood', postcode: 'OL12 6XX', tags: ['food'] },
		author
	)
);
const promised = (area: 'action' | 'enterprise') =>
	made(
		commitment.make(
			{
				area,
				title: 'Hold a street party',
				difference: 'Neighbours meet.',
				measure: { label: 'Households', unit: 'households', kind: 'count', adds: 'latest', better: 'up' },
				baseline: { value: 0, at: author.at },
				target: { value: 40, by: '2026-12-31' }
			},
			author
		)
	);
const facts = {
	community: { ...group, _rev: '3-abc' },
	commitments: [promised('action'), promised('enterprise')],
	progress: [],
	undos: [],
	fed: [],
	reviews: [],
	answers: []
};

test('the community is registered, and its listing shows both commitments', () => {
	const [registered, shown] = registerCommunity(facts, author);
	expect(registered.status).toBe('registered');
	expect(registered).not.toHaveProperty('_rev');
	expect([checkRecord(registered), checkRecord(shown)]).toEqual([[], []]);
	expect(shown).toMatchObject({ _id: group._id.replace('community', 'listing'), status: 'registered' });
	expect(shown.commitments.map(({ area }) => area).sort()).toEqual(['action', 'enterprise']);
});

test('the listing holds the district of the postcode only', () => {
	const [, shown] = registerCommunity(facts, author);
	expect(JSON.stringify(shown)).not.toContain('6XX');
	expect(shown.postcode).toBe('OL12');
});

test('an organiser may write both, a volunteer neither', () => {
	const [registered, shown] = registerCommunity(facts, author);
	const who = (role: 'organiser' | 'volunteer') => ({ member: author.member, role });
	expect(kinds.community.mayWrite(who('organiser'), registered, facts.community)).toBe(true);
	expect(listing.mayWrite(who('organiser'), shown)).toBe(true);
	expect(kinds.community.mayWrite(who('volunteer'), registered, facts.community)).not.toBe(true);
	expect(listing.mayWrite(who('volunteer'), shown)).not.toBe(true);
});

test('what was changed is shown at once where the community is registered, and kept to the group where it is not', () => {
	const links = ['https://spotland.example'];
	const partners = [{ name: 'Rochdale Borough Council', role: 'council' as const }];
	const registered = { ...facts, community: { ...group, status: 'registered' as const } };
	const [changed, shown] = changeShown(registered, { about: undefined, links, partners }, author);
	expect(changed).toMatchObject({ _id: group._id, links, partners });
	expect(changed).not.toHaveProperty('about');
	expect(shown).toMatchObject({ type: 'listing', links, partners });
	expect(shown).not.toHaveProperty('about');
	const forming = { ...facts, community: { ...group, status: 'forming' as const } };
	expect(changeShown(forming, { links }, author)).toHaveLength(1);
});
