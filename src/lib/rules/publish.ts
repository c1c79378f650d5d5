/** What a community shows in the registry, made from its records. */
import {
	bareId,
	coarsePoint,
	postcodeDistrict,
	type Answer,
	type Commitment,
	type Community,
	type ListedCommitment,
	type ListedReview,
	type ListingInput,
	type Progress,
	type Review,
	type Undo
} from '../records/index.ts';
import { commitmentStatus, takenBack } from './commitment-status.ts';
import type { FedDay } from './feeds.ts';

const MAX_POINTS = 60;
const MAX_COMMITMENTS = 40;

/** What a group's listing is made of. */
export interface RegistryFacts {
	community: Community;
	commitments: readonly Commitment[];
	progress: readonly Progress[];
	undos: readonly Undo[];
	fed: readonly FedDay[];
	reviews: readonly Review[];
	answers: readonly Answer[];
}

/**
 * The input of a listing: the community without its whole postcode or exact point, its shared commitments with their
 * status, without names and notes, and what the last review that was closed came to. Apart from `as_of` it only changes
 * from day to day or when a record changes.
 */
export function makeListing(facts: RegistryFacts, now: Date): ListingInput {
	const { community, commitments, progress, undos, fed } = facts;
	const { name, kind, about, place, postcode, point, display_area, tags, status } = community;
	const { links = [], partners = [] } = community;
	const district = postcode && postcodeDistrict(postcode);
	const undone = takenBack(undos);
	const review = listedReview(facts);
	const shared = commitments
		.filter((commitment) => commitment.shared)
		.sort((a, b) => (a._id < b._id ? -1 : 1));
	return {
		group: bareId(community._id),
		name,
		kind,
		...(about && { about }),
		...(place && { place }),
		...(district && { postcode: district }),
		...(point && { point: coarsePoint(point) }),
		...(display_area && { display_area }),
		tags: [...tags],
		...(links.length > 0 && { links: [...links] }),
		...(partners.length > 0 && { partners: partners.map(({ name, role }) => ({ name, role })) }),
		status,
		commitments: shared
			.slice(0, MAX_COMMITMENTS)
			.map((commitment) => listed(commitment, progress, undone, fed, now)),
		...(review && { review }),
		as_of: now.toISOString()
	};
}

/** The review that was closed last, by the day up to which it looked. */
export function lastClosed(reviews: readonly Review[]): Review | undefined {
	return reviews
		.filter(({ closed_at }) => closed_at !== undefined)
		.sort((a, b) => (a.to === b.to ? (a._id < b._id ? -1 : 1) : a.to < b.to ? -1 : 1))
		.at(-1);
}

/** What a review decided: its answers that say what is to become of a commitment. */
export function countDecisions(
	review: Review,
	answers: readonly Answer[]
): Pick<ListedReview, 'kept' | 'changed' | 'dropped'> {
	const made = answers.filter((one) => one.review === review._id);
	const count = (decision: Answer['decision']) => made.filter((one) => one.decision === decision).length;
	return { kept: count('keep'), changed: count('change'), dropped: count('drop') };
}

function listedReview({ reviews, answers }: RegistryFacts): ListedReview | undefined {
	const last = lastClosed(reviews);
	if (!last) return undefined;
	return { to: last.to, ...countDecisions(last, answers), ...(last.summary && { summary: last.summary }) };
}

function listed(
	commitment: Commitment,
	progress: readonly Progress[],
	undone: ReadonlySet<string>,
	fed: readonly FedDay[],
	now: Date
): ListedCommitment {
	const { area, title, difference, measure, baseline, target, example } = commitment;
	const { series, ...standing } = commitmentStatus(commitment, progress, undone, fed, now);
	const id = bareId(commitment._id);
	return {
		...{ id, area, title, difference, measure, baseline, target, ...standing, series: thin(series) },
		...(example !== undefined && { example })
	};
}

/** At most 60 points, evenly picked, always with the last. */
function thin<Point>(series: readonly Point[]): Point[] {
	if (series.length <= MAX_POINTS) return [...series];
	return Array.from(
		{ length: MAX_POINTS },
		(_, i) => series[Math.round((i * (series.length - 1)) / (MAX_POINTS - 1))] as Point
	);
}
