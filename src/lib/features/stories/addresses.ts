import { bareId } from '$lib/records';

/** The addresses of a group's stories. */
export function storiesAt(gid: string) {
	const list = `/g/${gid}/stories`;
	return { list, new: `${list}/new`, one: (id: string) => `${list}/${bareId(id)}` };
}
