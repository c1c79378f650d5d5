import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit, ENTERPRISES, NEEDS, SEEN, type AuditNote } from '../records/index.ts';
import { auditState, auditStates, foundDays, isCoopHere, lastWords, NOT_YET } from './audit-state.ts';
import { addDays } from './feeds.ts';

const id = (n: number) => `audit:${String(n).padStart(26, '0')}`;
const person = (n: number) => `member:${String(n).padStart(26, '0')}`;

/** A look of somebody at `cuk:R000001`, on a day of September by hour and minute. */
const look = (n: number, by: number, at: string, more: Partial<AuditNote> = {}): AuditNote => ({
	...audit.sample(),
	_id: id(n),
	of: 'cuk:R000001',
	created_by: person(by),
	at: `2026-09-${at}:00.000Z`,
	...more
});

const notes: fc.Arbitrary<AuditNote[]> = fc
	.array(
		fc.record({
			of: fc.constantFrom(
				...['cuk:R000001', 'cuk:R000002', 'cuk-outlets:R000003-OL161AA', 'cuk-organisations:R000003'],
				'coop:01k0toad0ane000000000000q1'
			),
			by: fc.integer({ min: 1, max: 3 }),
			day: fc.integer({ min: 1, max: 4 }),
			hour: fc.integer({ min: 10, max: 12 }),
			seen: fc.constantFrom(...SEEN),
			is_coop: fc.option(fc.constantFrom(...ENTERPRISES), { nil: undefined }),
			needs: fc.option(fc.subarray([...NEEDS]), { nil: undefined }),
			members: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })
		}),
		{ maxLength: 12 }
	)
	.map((list) => list.map(({ by, day, hour, ...more }, n) => look(n, by, `0${day}T${hour}:00`, more)));

const shuffled = (list: readonly AuditNote[], seed: number) =>
	list
		.map((note, i) => [Math.sin(seed + i * 7), note] as const)
		.sort(([a], [b]) => a - b)
		.map(([, note]) => note);

describe('what is known of a co-op', () => {
	test('is the same in whatever order notes arrive, and of every co-op by itself', () => {
		fc.assert(
			fc.property(notes, fc.integer(), (list, seed) => {
				const states = auditStates(list, '2026-10-01');
				const again = auditStates(shuffled(list, seed), '2026-10-01');
				expect(Object.fromEntries(again)).toEqual(Object.fromEntries(states));
				for (const [of, state] of states) {
					const its = list.filter((note) => note.of === of);
					expect(auditState(its, '2026-10-01')).toEqual(state);
					expect(state.looks).toBe(its.length);
				}
				expect(addDays(foundDays(shuffled(list, seed)))).toEqual(addDays(foundDays(list)));
			})
		);
	});

	test('is nothing before anybody has looked', () => {
		expect(auditState([], '2026-09-12')).toEqual(NOT_YET);
	});

	test('is what the latest look says; what it leaves out stays as an earlier one said', () => {
		const first = look(1, 1, '01T10:00', { members: 12, hours: 'Fridays', is_coop: 'coop' });
		const later = look(2, 2, '05T10:00', { seen: 'gone', members: 14 });
		expect(auditState([later, first], '2026-09-12')).toMatchObject({
			seen: 'gone',
			members: 14,
			hours: 'Fridays',
			is_coop: 'coop',
			looks: 2,
			at: later.at,
			days: 7
		});
	});

	test('is never seen in the future, whatever another phone’s clock says', () => {
		expect(auditState([look(1, 1, '12T10:00')], '2026-09-11').days).toBe(0);
	});

	test('has the last word on each principle, in their order', () => {
		const say = (principle: number, words: string) => ({ evidence: [{ principle, words }] });
		const state = auditState(
			[
				look(3, 1, '03T10:00', say(6, 'Buys flour from a mill that is one.')),
				look(1, 1, '01T10:00', say(2, 'One vote.')),
				look(2, 2, '02T10:00', say(2, 'One vote each, monthly.'))
			],
			'2026-09-12'
		);
		expect(state.evidence).toEqual([
			{ principle: 2, words: 'One vote each, monthly.' },
			{ principle: 6, words: 'Buys flour from a mill that is one.' }
		]);
	});
});

describe('two auditors on one day', () => {
	const here = look(1, 1, '12T10:00');
	const gone = look(2, 2, '12T11:00', { seen: 'gone' });

	test('are both kept; the later counts, and that they differ is said', () => {
		expect(auditState([gone, here], '2026-09-12')).toMatchObject({
			seen: 'gone',
			looks: 2,
			differs: ['seen']
		});
	});

	test('agree where they saw the same, and one alone may change their mind', () => {
		expect(auditState([here, look(2, 2, '12T11:00')], '2026-09-12').differs).toEqual([]);
		expect(auditState([here, { ...gone, created_by: here.created_by }], '2026-09-12').differs).toEqual([]);
		const comesRound = look(3, 1, '12T12:00', { seen: 'gone' });
		expect(auditState([here, gone, comesRound], '2026-09-12').differs).toEqual([]);
	});

	test('agree where one found what nobody had listed, and the other saw it too', () => {
		const found = look(1, 1, '12T10:00', { seen: 'new' });
		const seen = look(2, 2, '12T11:00');
		expect(auditState([found, seen], '2026-09-12')).toMatchObject({ seen: 'confirmed', differs: [] });
	});

	test('are known by what each of them said last on that day', () => {
		const before = look(4, 4, '11T10:00', { seen: 'moved' });
		const comesRound = look(3, 1, '12T12:00', { seen: 'moved' });
		expect([...lastWords([gone, comesRound, here, before], 'seen')]).toEqual([
			[person(1), 'moved'],
			[person(2), 'gone']
		]);
		expect(lastWords([], 'seen').size).toBe(0);
	});

	test('are not of two minds where one of them is not sure', () => {
		const notSure = look(2, 2, '12T11:00', { seen: 'unsure' });
		expect(auditState([here, notSure], '2026-09-12')).toMatchObject({ seen: 'unsure', differs: [] });
	});

	test('are settled by a look on a later day', () => {
		expect(auditState([here, gone, look(3, 3, '13T10:00')], '2026-09-13').differs).toEqual([]);
	});

	test('can differ in what it is and what it is for, by itself', () => {
		const one = look(1, 1, '12T10:00', { is_coop: 'coop', needs: ['food'], members: 3 });
		const other = look(2, 2, '12T11:00', { is_coop: 'charity', needs: ['care', 'food'], members: 3 });
		expect(auditState([one, other], '2026-09-12').differs).toEqual(['is_coop', 'needs']);
	});
});

describe('co-ops found', () => {
	const total = (list: AuditNote[]) => foundDays(list).reduce((sum, { audited }) => sum + audited, 0);

	test('several shops of one co-op, and its office, are one co-op', () => {
		const shops = ['cuk-outlets:R1-OL161AA', 'cuk-outlets:R1-OL161AB', 'cuk-organisations:R1'];
		const looks = shops.map((of, n) => look(n, 1, `0${3 - n}T10:00`, { of }));
		expect(foundDays(looks)).toEqual([{ day: '2026-09-01', audited: 1 }]);
		const others = ['cuk-outlets:R2-OL161AA', 'cuk-organisations:R11'].map((of, n) =>
			look(n + 4, 1, '09T10:00', { of })
		);
		expect(total([...looks, ...others])).toBe(3);
		expect(total([look(1, 1, '03T10:00', { of: shops[0] as string, seen: 'gone' })])).toBe(0);
	});

	test('count each once, on the day of the first look that found it', () => {
		const looks = [
			look(1, 1, '03T10:00', { seen: 'unsure' }),
			look(2, 2, '05T10:00'),
			look(3, 1, '04T10:00'),
			look(4, 1, '06T10:00', { of: 'cuk:R000002', seen: 'moved' })
		];
		expect(addDays(foundDays(looks))).toEqual([
			{ day: '2026-09-04', audited: 1 },
			{ day: '2026-09-06', audited: 1 }
		]);
	});

	test('are none where it was gone, or is something else; and stay found when they close later', () => {
		expect(total([look(1, 1, '03T10:00', { seen: 'gone' })])).toBe(0);
		for (const is_coop of ['charity', 'social_enterprise', 'mutual', 'no'] as const)
			expect(total([look(1, 1, '03T10:00', { is_coop })]), is_coop).toBe(0);
		expect(total([look(1, 1, '03T10:00'), look(2, 1, '20T10:00', { seen: 'gone' })])).toBe(1);
	});

	test('are never more than the co-ops that were looked at', () => {
		fc.assert(
			fc.property(notes, (list) => {
				expect(total(list)).toBeLessThanOrEqual(auditStates(list, '2026-10-01').size);
			})
		);
	});
});

test('a co-op is here until somebody sees that it is gone or something else', () => {
	expect(isCoopHere(NOT_YET)).toBe(true);
	expect(isCoopHere({ seen: 'unsure', is_coop: 'unsure' })).toBe(true);
	expect(isCoopHere({ seen: 'gone', is_coop: 'coop' })).toBe(false);
	expect(isCoopHere({ seen: 'confirmed', is_coop: 'charity' })).toBe(false);
});
