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

/** The address of the list with this search. Filters that are off are left out, so that an address is one view. */
export function searchAddress({
	query,
	tag,
	after,
	dormant
}: {
	query?: string;
	tag?: string;
	after?: string;
	/** Those not heard of for 18 months too. */
	dormant?: boolean;
}): string {
	const params = new URLSearchParams();
	if (query?.trim()) params.set('q', query.trim());
	if (tag) params.set('tag', tag);
	if (dormant) params.set('dormant', 'yes');
	if (after) params.set('after', after);
	const search = params.toString();
	return search ? `/communities?${search}` : '/communities';
}

/** Where a story is read: on its community's page. */
export const storyAddress = ({ slug, id }: { slug: string; id: string }): string =>
	`/communities/${slug}#story-${id}`;
