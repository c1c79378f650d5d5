import { bareId } from '$lib/records';

/** The addresses that a group's review leads to. */
export function reviewAt(gid: string) {
	const home = `/g/${gid}`;
	return {
		home,
		review: `${home}/review`,
		/** The form of a commitment, which leads back to the review. */
		commitment: (area: string) => `${home}/commitments/new?area=${area}&back=review`,
		report: (review: string) => `${home}/review/${bareId(review)}/report`
	};
}
