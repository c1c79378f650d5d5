import type { Commitment, Community, Member } from '$lib/records';
import type { GroupStore } from '$lib/store';

/** Who is in the group, and the tags that it uses: its own first, then those of its commitments. */
export async function aboutGroup(store: GroupStore): Promise<{ members: Member[]; tags: string[] }> {
	const [members, community, commitments] = await Promise.all([
		store.list<Member>('member'),
		store.get<Community>(`community:${store.id}`),
		store.list<Commitment>('commitment')
	]);
	const tags = [...(community?.tags ?? []), ...commitments.flatMap((one) => one.tags ?? [])];
	return { members, tags: [...new Set(tags)] };
}
