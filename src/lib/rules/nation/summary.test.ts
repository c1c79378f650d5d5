import { describe, expect, it } from 'vitest';
import { listing, type ListedCommitment, type Listing } from '../../records/index.ts';
import { heardOf, promised, summarise, type PublishedListing } from './summary.ts';

const sample = listing.publicView?.(listing.sample()) as Listing;
const [made] = sample.commitments as [ListedCommitment];
const published = (more: object = {}): PublishedListing =>
	({ ...sample, slug: 'one', registered_at: '2026-01-05T10:00:00.000Z', ...more }) as PublishedListing;

describe('a summary', () => {
	it('says that a moderator has looked, or that it is a pilot, only of those of whom it is so', () => {
		expect(summarise(published({ verified: true, pilot: true }))).toMatchObject({
			...{ verified: true, pilot: true, since: '2026-01-05' }
		});
		for (const name of ['verified', 'pilot']) {
			expect(summarise(published())).not.toHaveProperty(name);
			expect(summarise(published({ [name]: false }))).not.toHaveProperty(name);
		}
	});
});

describe('when a community was last heard of', () => {
	it('is its last review, unless that is still to come or from before it was registered', () => {
		const since = '2026-01-05';
		const heard = (reviewed?: string) => heardOf({ since, ...(reviewed && { reviewed }) }, '2026-06-01');
		expect(heard('2026-06-01')).toBe('2026-06-01');
		expect(heard('2026-06-02')).toBe(since);
		expect(heard('2025-12-01')).toBe(since);
		expect(heard()).toBe(since);
	});
});

describe('a commitment in brief', () => {
	const series = [4, 2, 1].map((value, i) => ({ at: `2026-0${i + 2}-01T00:00:00.000Z`, value }));
	const brief = (more: object, better: 'up' | 'down' = 'down') =>
		promised({
			...{ ...made, series, measure: { ...made.measure, better } },
			...{ baseline: { ...made.baseline, at: '2026-01-10T00:00:00.000Z' } },
			...{ target: { ...made.target, value: 2 }, status: 'achieved', ...more }
		} as ListedCommitment);

	it('knows the day on which its target was first reached, up or down', () => {
		expect(brief({})).toMatchObject({ made: '2026-01-10', reached: '2026-03-01' });
		expect(brief({}, 'up').reached).toBe('2026-02-01');
	});

	it('was not reached by touching the target and falling back', () => {
		expect(brief({ status: 'behind' })).not.toHaveProperty('reached');
	});
});
