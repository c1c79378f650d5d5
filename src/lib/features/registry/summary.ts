import type { StatusName } from '$lib/ui/CommitmentStatus.svelte';

/** The order in which statuses are told: what went well first, what is not yet known last. */
const order: readonly StatusName[] = [
	'achieved',
	'on_track',
	'at_risk',
	'behind',
	'missed',
	'not_started',
	'untracked',
	'dropped'
];

/** How many commitments stand in each status, in the order they are told, without the empty ones. */
export function countStatuses(
	commitments: readonly { status: StatusName }[]
): { status: StatusName; count: number }[] {
	return order
		.map((status) => ({ status, count: commitments.filter((c) => c.status === status).length }))
		.filter(({ count }) => count > 0);
}

/** Where a story is read: on its community's page. */
export const storyAddress = ({ slug, id }: { slug: string; id: string }): string =>
	`/communities/${slug}#story-${id}`;
