import { describe, expect, test } from 'vitest';
import {
	answer,
	answerId,
	checkRecord,
	commitment,
	community,
	mayWrite,
	review,
	type Answer,
	type AnswerInput,
	type AnyRecord,
	type Commitment
} from '../records/index.ts';
import { changeTarget } from './change-target.ts';
import { closeReview, leftUndone, outcomes } from './close-review.ts';
import type { RegistryFacts } from './publish.ts';

const author = {
	member: 'member:01k0toad0ane000000000000m1',
	device: 'd1',
	at: '2027-05-25T20:00:00.000Z'
};
const { closed_at: _, ...open } = { ...review.sample(), _rev: '1-a' };
const promised = (n: number, changes: Partial<Commitment> = {}): Commitment => ({
	...commitment.sample(),
	_id: `commitment:01k0toad0ane000000000000c${n}`,
	...changes
});
const say = (of: Commitment, said: Omit<AnswerInput, 'of' | 'review'>): Answer => {
	const made = answer.make({ review: open._id, of: of._id, ...said }, author);
	if (!made.ok) throw new Error(JSON.stringify(made));
	return made.record;
};
const [kept, changed, dropped, unsaid] = [promised(1), promised(2), promised(3), promised(4)];
const before = promised(5, { dropped: { at: '2026-12-01T10:00:00.000Z' } });
const target = { value: 250, by: '2028-05-31' };
const facts: RegistryFacts = {
	community: { ...community.sample(), status: 'registered', _rev: '2-b' },
	commitments: [kept, changed, dropped, unsaid, before].map((one) => ({ ...one, _rev: '3-c' })),
	progress: [],
	undos: [],
	fed: [],
	reviews: [open],
	answers: [
		say(kept, { decision: 'keep' }),
		say(changed, { decision: 'change', target }),
		say(dropped, { decision: 'drop', note: 'The hall has closed.' })
	]
};
const close = (changes: Partial<RegistryFacts> = {}) =>
	closeReview({ ...facts, ...changes }, open, ' We knocked on 312 doors. ', author);
const find = <R extends AnyRecord>(records: AnyRecord[], id: string) =>
	records.find(({ _id }) => _id === id) as R;

describe('closing a review', () => {
	const records = close();

	test('makes sound records without revisions, for one write', () => {
		expect(records.flatMap(checkRecord)).toEqual([]);
		expect(records.filter((record) => '_rev' in record)).toEqual([]);
	});

	test('drops with the note as the reason, changes the target and keeps the old one in sight', () => {
		expect(find(records, dropped._id)).toMatchObject({
			dropped: { at: author.at, why: 'The hall has closed.' }
		});
		expect(find(records, changed._id)).toMatchObject({
			target,
			former: [{ ...changed.target, until: author.at }]
		});
	});

	test('leaves alone what is kept, what nobody decided and what was dropped before', () => {
		for (const one of [kept, unsaid, before]) expect(find(records, one._id)).toBeUndefined();
		expect(find(records, answerId(open._id, unsaid._id))).toMatchObject({ decision: 'keep' });
	});

	test('ends the year on the day it was closed, and resets the community’s clock', () => {
		expect(find(records, open._id)).toMatchObject({
			closed_at: author.at,
			to: '2027-05-25',
			summary: 'We knocked on 312 doors.'
		});
		expect(find(records, facts.community._id)).toMatchObject({ last_review_at: author.at });
	});

	test('tells the public how many were kept, changed and dropped', () => {
		expect(records.find(({ type }) => type === 'listing')).toMatchObject({
			review: { to: '2027-05-25', kept: 2, changed: 1, dropped: 1, summary: 'We knocked on 312 doors.' }
		});
		const forming = { ...facts.community, status: 'forming' as const };
		expect(close({ community: forming }).some(({ type }) => type === 'listing')).toBe(false);
	});

	test('is an organiser’s to do: a volunteer may write the answers alone', () => {
		const may = (role: 'organiser' | 'volunteer') =>
			records.filter(
				(record) =>
					mayWrite({ member: author.member, role }, record, record.type === 'review' ? open : record) === true
			);
		expect(may('organiser')).toEqual(records);
		expect(may('volunteer').map(({ type }) => type)).toEqual(['answer']);
	});

	test('takes a note longer than a reason may be, and cuts it', () => {
		const answers = [say(dropped, { decision: 'drop', note: 'é'.repeat(400) })];
		expect(close({ answers }).flatMap(checkRecord)).toEqual([]);
	});

	test('gives what is kept a new day where one was agreed', () => {
		const answers = [say(kept, { decision: 'keep', target: { ...kept.target, by: '2027-11-30' } })];
		expect(find<Commitment>(close({ answers }), kept._id).target).toEqual({ value: 400, by: '2027-11-30' });
	});

	test('does nothing of a new target that goes with dropping', () => {
		expect(outcomes(open, [dropped], [say(dropped, { decision: 'drop', target })])[0]).not.toHaveProperty(
			'target'
		);
	});
});

test('what another phone decided after it was closed is told, and only that', () => {
	const done = close();
	const after = facts.commitments.map((one) => find<Commitment>(done, one._id) ?? one);
	expect(leftUndone(open, after, facts.answers)).toEqual([]);
	const late = [...facts.answers, say(unsaid, { decision: 'drop' })];
	expect(leftUndone(open, after, late)).toMatchObject([
		{ commitment: { _id: unsaid._id }, decision: 'drop' }
	]);
});

describe('another target', () => {
	test('turns the way round where it lies on the other side of the baseline', () => {
		expect(changeTarget(kept, { value: -3, by: '2028-01-01' }, author.at).measure?.better).toBe('down');
		expect(changeTarget(kept, target, author.at)).not.toHaveProperty('measure');
	});
	test('that is the same is no change', () => {
		expect(changeTarget(kept, { ...kept.target }, author.at)).toEqual({});
	});
});
