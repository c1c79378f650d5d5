import { describe, expect, it } from 'vitest';
import {
	answer,
	commitment,
	community,
	listing,
	member,
	progress,
	review,
	type Commitment,
	type Community
} from '../records/index.ts';
import type { FedDay } from './feeds.ts';
import { nextSteps, type GroupFacts } from './next-steps.ts';
import { makeListing, type RegistryFacts } from './publish.ts';
import { readiness } from './readiness.ts';

const now = new Date('2026-07-12T19:00:00.000Z');
const author = { member: member.sample()._id, device: 'phone-a', at: now.toISOString() };
const group = community.sample() as Community;
const action = commitment.sample();
const enterprise: Commitment = {
	...action,
	_id: 'commitment:01k0toad0ane000000000000c2',
	area: 'enterprise',
	measure: {
		label: 'Households that use a co-op',
		unit: 'households',
		kind: 'count',
		adds: 'latest',
		better: 'up'
	}
};
const fed: FedDay[] = Array.from({ length: 150 }, (_, i) => ({
	day: new Date(Date.parse('2026-06-01') + i * 86_400_000).toISOString().slice(0, 10),
	doors: 1,
	talks: 0,
	cards: 0
}));

const facts: RegistryFacts = {
	community: group,
	commitments: [enterprise, action],
	progress: [{ ...progress.sample(), commitment: enterprise._id }],
	undos: [],
	fed,
	reviews: [],
	answers: []
};

describe('a listing', () => {
	const input = makeListing(facts, now);

	it('is a record that passes its check', () => {
		const made = listing.make(input, author);
		expect(made).toMatchObject({ ok: true, record: { _id: group._id.replace('community', 'listing') } });
	});

	it('shows the district and a coarse point, and no name or note of anybody', () => {
		expect(input).toMatchObject({ postcode: 'OL12', point: [-2.17, 53.62] });
		const text = JSON.stringify(input);
		for (const secret of [
			group.postcode as string,
			'53.6203',
			progress.sample().note as string,
			author.member
		]) {
			expect(text).not.toContain(secret);
		}
	});

	it('shows each shared commitment with its status and at most sixty points, the last among them', () => {
		expect(input.commitments.map(({ area, status }) => [area, status])).toEqual([
			['action', 'on_track'],
			['enterprise', 'on_track']
		]);
		const [first] = input.commitments;
		expect(first?.series).toHaveLength(60);
		expect(first?.series.at(-1)).toEqual({ at: '2026-10-28T00:00:00.000Z', value: 150 });
		expect(makeListing({ ...facts, commitments: [{ ...action, shared: false }] }, now).commitments).toEqual(
			[]
		);
	});

	it('shows links and partners as the community has them, and neither where it has none', () => {
		const partners = [{ name: 'Rochdale Borough Council', role: 'council' as const, note: 'canary' }];
		const more = { links: ['https://spotland.example'], partners };
		const shown = makeListing({ ...facts, community: { ...group, ...more } }, now);
		expect(shown).toMatchObject({
			...{ links: more.links, partners: [{ name: 'Rochdale Borough Council', role: 'council' }] }
		});
		expect(JSON.stringify(shown)).not.toContain('canary');
		const none = makeListing({ ...facts, community: { ...group, links: [], partners: undefined } }, now);
		expect(none).not.toHaveProperty('links');
		expect(none).not.toHaveProperty('partners');
		const { links: _, partners: __, ...older } = listing.sample();
		expect(listing.check(older)).toEqual([]);
	});

	it('is the same all day but for when it was made', () => {
		const later = makeListing(
			{ ...facts, commitments: [action, enterprise] },
			new Date('2026-07-12T23:59:00Z')
		);
		expect({ ...later, as_of: '' }).toEqual({ ...input, as_of: '' });
	});

	it('tells what the last review that was closed came to, and nothing of one that goes on', () => {
		const { closed_at: _, ...open } = { ...review.sample(), summary: 'Not yet said.' };
		const held = (to: string) => ({ ...open, _id: `review:${to.replaceAll('-', '')}`, to });
		const reviews = [
			open,
			{ ...held('2026-05-31'), closed_at: '2026-05-31T20:00:00.000Z', summary: 'A wet year.' },
			{ ...held('2025-05-31'), closed_at: '2025-05-31T20:00:00.000Z', summary: 'The first.' }
		];
		const decided = (of: string, decision: 'keep' | 'drop', to: string) => ({
			...answer.sample(),
			_id: `answer:${to}:${of}`,
			review: `review:${to}`,
			decision,
			note: 'said among us'
		});
		const answers = [
			decided('01k0toad0ane000000000000c1', 'keep', '20260531'),
			decided('01k0toad0ane000000000000c2', 'drop', '20260531'),
			decided('01k0toad0ane000000000000c1', 'drop', '20250531')
		];
		const told = makeListing({ ...facts, reviews, answers }, now);
		expect(told.review).toEqual({
			to: '2026-05-31',
			kept: 1,
			changed: 0,
			dropped: 1,
			summary: 'A wet year.'
		});
		expect(JSON.stringify(told)).not.toContain('said among us');
		expect(makeListing({ ...facts, reviews: [open] }, now)).not.toHaveProperty('review');
	});

	it('publishes nothing that somebody adds to it', () => {
		const made = listing.make(input, author);
		if (!made.ok) throw new Error('the listing was refused');
		const smuggled = {
			...made.record,
			note: 'canary',
			commitments: made.record.commitments.map((each) => ({ ...each, owner: 'canary' }))
		};
		expect(JSON.stringify(listing.publicView?.(smuggled))).not.toContain('canary');
	});
});

describe('a community may be registered', () => {
	it('with a measured commitment in each area', () => {
		expect(readiness(group, [action, enterprise])).toEqual({ ready: true });
	});

	it('and not before: it says what is missing', () => {
		expect(readiness(group, [])).toEqual({ ready: false, missing: ['action', 'enterprise'] });
		expect(readiness(group, [action])).toEqual({ ready: false, missing: ['enterprise'] });
		expect(readiness(undefined, [action, { ...enterprise, dropped: { at: author.at } }])).toEqual({
			ready: false,
			missing: ['enterprise']
		});
		expect(
			readiness(group, [action, { ...enterprise, measure: { ...enterprise.measure, label: ' ' } }])
		).toEqual({
			ready: false,
			missing: ['enterprise_measure']
		});
	});
});

describe('what to do next', () => {
	const facts: GroupFacts = {
		community: group,
		members: 1,
		patches: false,
		doors: 0,
		once: 0,
		commitments: 0,
		readiness: readiness(group, [])
	};

	it.each<[string, Partial<GroupFacts>, string[]]>([
		[
			'at the very beginning',
			{},
			['action_commitment', 'enterprise_commitment', 'new_patch', 'invite_someone']
		],
		[
			'with a patch without doors',
			{ patches: true, readiness: { ready: true } },
			['register', 'add_doors', 'invite_someone']
		],
		[
			'with doors to knock',
			{ patches: true, doors: 9, members: 3 },
			['action_commitment', 'enterprise_commitment', 'start_knocking']
		],
		[
			'when registered and all doors were visited',
			{
				patches: true,
				doors: 9,
				once: 9,
				members: 3,
				commitments: 2,
				readiness: { ready: true },
				community: { ...group, status: 'registered' }
			},
			['log_progress']
		]
	])('%s', (_name, more, steps) => expect(nextSteps({ ...facts, ...more })).toEqual(steps));
});
