import { bareId } from '$lib/records';

/** The addresses of a group's commitment pages. */
export function commitmentsAt(gid: string) {
	const list = `/g/${gid}/commitments`;
	return {
		list,
		/** The form; with an area it begins with that one chosen. */
		new: (area?: string) => (area ? `${list}/new?area=${area}` : `${list}/new`),
		one: (id: string) => `${list}/${bareId(id)}`,
		share: (id: string) => `${list}/${bareId(id)}/share`,
		stories: `/g/${gid}/stories`,
		shown: `/g/${gid}/public`,
		/** A new story about a commitment. */
		tell: (id: string) => `/g/${gid}/stories/new?commitment=${bareId(id)}`
	};
}
