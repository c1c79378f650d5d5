import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENTERPRISE_QUESTIONS, enterpriseKind, type EnterpriseAnswers } from './kinds-of-enterprise.ts';

/** Answers in the order of the questions: joined, one vote, for members, for investors, charity. */
const said = (letters: string): EnterpriseAnswers =>
	Object.fromEntries(
		[...letters].flatMap((letter, i) => {
			const answer = { y: 'yes', n: 'no', '?': 'unsure' }[letter];
			return answer ? [[ENTERPRISE_QUESTIONS[i], answer]] : [];
		})
	) as EnterpriseAnswers;

describe('what is well known is told apart', () => {
	test.each([
		['a consumers’ society with shops', 'yyynn', 'coop'],
		['a workers’ co-op bakery', 'yyynn', 'coop'],
		['a housing co-op whose tenants are its members', 'yyynn', 'coop'],
		['a credit union', 'yyynn', 'coop'],
		['a village shop that its customers own', 'yyynn', 'coop'],
		['a building society, whose savers are its members', 'nyynn', 'mutual'],
		['a mutual insurer with votes by policy', 'nnynn', 'mutual'],
		['a department store that a trust holds for its staff', 'nnynn', 'mutual'],
		['a professional club where founders have more votes', 'ynynn', 'mutual'],
		['a community interest company that runs a café for jobless young people', 'nnnnn', 'social_enterprise'],
		['a benefit society that runs care for others', 'yynnn', 'social_enterprise'],
		['a hospice and its shops', 'nnnny', 'charity'],
		['a charitable benefit society with members', 'yynny', 'charity'],
		['a listed supermarket', 'nnnyn', 'no'],
		['a family firm', 'nnnyn', 'no'],
		['a platform that pays by shares and calls its users a community', 'ynyyn', 'no']
	])('%s', (_, letters, kind) => {
		expect(enterpriseKind(said(letters)).kind).toBe(kind);
	});
});

test('it says why', () => {
	expect(enterpriseKind(said('yyynn')).reasons).toEqual(['members_own', 'one_vote_each', 'for_members']);
	expect(enterpriseKind(said('nyynn')).reasons).toEqual(['for_members', 'not_by_joining']);
	expect(enterpriseKind(said('ynynn')).reasons).toEqual(['for_members', 'votes_differ']);
	expect(enterpriseKind(said('nnnyn')).reasons).toEqual(['money_decides']);
});

test('what is not known is asked for only where it would decide', () => {
	expect(enterpriseKind(said('?ynnn')).kind).toBe('social_enterprise');
	expect(enterpriseKind(said('??nny'))).toEqual({ kind: 'charity', reasons: ['registered_charity'] });
	expect(enterpriseKind(said('y?ynn'))).toEqual({ kind: 'unsure', reasons: ['ask_one_vote'] });
	expect(enterpriseKind(said('n?ynn'))).toEqual({
		kind: 'mutual',
		reasons: ['for_members', 'not_by_joining']
	});
	expect(enterpriseKind(said('yy?nn'))).toEqual({ kind: 'unsure', reasons: ['ask_for_members'] });
	// With unequal votes it is no co-op, joined or not.
	expect(enterpriseKind(said('?n?nn'))).toEqual({ kind: 'unsure', reasons: ['ask_for_members'] });
});

test('with nothing known, every question is worth asking', () => {
	expect(enterpriseKind({})).toEqual({
		kind: 'unsure',
		reasons: ENTERPRISE_QUESTIONS.map((question) => `ask_${question}`)
	});
});

test('a charity that is run for its members is looked at again', () => {
	expect(enterpriseKind(said('yyyny'))).toEqual({ kind: 'unsure', reasons: ['charity_for_members'] });
});

test('a further answer never changes what was settled', () => {
	const answer = fc.constantFrom('y', 'n', '?');
	fc.assert(
		fc.property(fc.tuple(answer, answer, answer, answer, answer), fc.nat(4), (all, at) => {
			const before = enterpriseKind(said(all.join('')));
			for (const more of all[at] === '?' ? ['y', 'n'] : []) {
				const after = enterpriseKind(said(all.map((one, i) => (i === at ? more : one)).join('')));
				if (before.kind !== 'unsure') expect(after.kind).toBe(before.kind);
				expect(after.reasons.length).toBeGreaterThan(0);
			}
		})
	);
});
