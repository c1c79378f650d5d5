import { bareId } from '$lib/records';

/** The addresses of what people wrote to a group. */
export function messagesAt(gid: string) {
	const list = `/g/${gid}/messages`;
	return { group: `/g/${gid}`, list, one: (id: string) => `${list}/${bareId(id)}` };
}
