import { commitment, story, type Commitment } from '$lib/records';
import { yearFigures, type Outcome, type YearFigures } from '$lib/rules';
import { describe, expect, test } from 'vitest';
import { sayOutcome, summaryOf, yearCounts } from './words.ts';

const none: YearFigures = yearFigures(
	{ commitments: [], progress: [], undos: [], fed: [], visits: [], rounds: [], stories: [] },
	'2026-06-01',
	'2027-05-31'
);
const party: Commitment = { ...commitment.sample(), title: 'Hold a party' };
const achieved = (shared: boolean) => ({
	commitment: { ...party, shared },
	...{ began: 0, ended: 400, status: 'achieved' as const, series: [], within: [], former: [], entries: 0 }
});
const decided = (decision: Outcome['decision'], changes: Partial<Outcome> = {}): Outcome => ({
	commitment: party,
	decision,
	undecided: false,
	...changes
});

describe('the summary for everybody', () => {
	test('is made of the figures, in whole sentences', () => {
		const year: YearFigures = {
			...none,
			fed: { doors: 1312, talks: 40 },
			commitments: [achieved(true)],
			stories: [{ ...story.sample(), state: 'published' }, story.sample()]
		};
		expect(summaryOf(year, [decided('keep'), decided('keep'), decided('change'), decided('drop')])).toBe(
			'We knocked on 1,312 doors and had 40 talks. We reached what we set out to: “Hold a party”. ' +
				'We told 1 story of our year. We keep 2 commitments, change 1 and drop 1.'
		);
	});

	test('says nothing of what there was none of, and names no commitment that is not shared', () => {
		expect(summaryOf(none, [])).toBe('');
		expect(summaryOf({ ...none, commitments: [achieved(false)] }, [decided('drop')])).toBe('We drop 1.');
		expect(summaryOf({ ...none, fed: { doors: 1 } }, [])).toBe('We knocked on 1 door.');
		expect(summaryOf({ ...none, fed: { doors: 2000 } }, [])).toBe('We knocked on 2,000 doors.');
	});
});

test('figures that came to nothing are left out, and money is told in pounds', () => {
	expect(yearCounts(none)).toEqual([]);
	expect(yearCounts({ ...none, fed: { saved: 42_050, doors: 1 }, days: 2 })).toMatchObject([
		{ key: 'doors', value: '1', label: 'door knocked on' },
		{ key: 'saved', value: '£420.50' },
		{ key: 'days', value: '2', label: 'days out' }
	]);
});

test('closing is told commitment by commitment', () => {
	expect(sayOutcome(decided('keep'))).toBe('“Hold a party” goes on as it is.');
	expect(sayOutcome(decided('keep', { undecided: true }))).toContain('was not talked about');
	expect(sayOutcome(decided('change'))).toContain('No new target is agreed yet');
	expect(sayOutcome(decided('change', { target: { value: 9, by: '2028-01-31' } }))).toContain(
		'9 doors by 31 January 2028'
	);
	expect(sayOutcome(decided('drop', { note: 'No hall.' }))).toBe('“Hold a party” is dropped: “No hall.”');
});
