/** What a community shows in the registry, made from its records. */
import {
	bareId,
	coarsePoint,
	postcodeDistrict,
	type Commitment,
	type Community,
	type ListedCommitment,
	type ListingInput,
	type Progress,
	type Undo
} from '../records/index.ts';
import { commitmentStatus, takenBack } from './commitment-status.ts';
import type { FedDay } from './feeds.ts';

const MAX_POINTS = 60;
const MAX_COMMITMENTS = 40;

/**
 * The input of a listing: the community without its whole postcode or exact point, and its shared
 * commitments with their status, without names and notes. Apart from `as_of` it only changes from day to
 * day or when a record changes.
 */
export function makeListing(
	community: Community,
	commitments: readonly Commitment[],
	progress: readonly Progress[],
	undos: readonly Undo[],
	fed: readonly FedDay[],
	now: Date
): ListingInput {
	const { name, kind, about, place, postcode, point, display_area, tags, status } = community;
	const district = postcode && postcodeDistrict(postcode);
	const undone = takenBack(undos);
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
		status,
		commitments: shared
			.slice(0, MAX_COMMITMENTS)
			.map((commitment) => listed(commitment, progress, undone, fed, now)),
		as_of: now.toISOString()
	};
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
