import { m } from '$lib/i18n';
import type { Author, Bring } from '$lib/records';
import type { GroupStore } from '$lib/store';
import { toast } from '$lib/ui';
import { saveProblem } from '../event-words.ts';

type Standing = Pick<Bring, 'state'> & { who?: string | undefined; member?: string | undefined };

/** Saves how it stands with something on the list, says so, and offers to take it back. Rejects when it was not saved. */
export async function changeBring(
	store: GroupStore,
	author: () => Author,
	one: Bring,
	next: Standing,
	said: string
): Promise<void> {
	await store.edit<Bring>(one._id, next, author());
	const { state, who, member } = one;
	const back = () =>
		store.edit<Bring>(one._id, { state, who, member }, author()).then(
			() => toast(m.guests_undone()),
			(error: unknown) => toast(saveProblem(error))
		);
	toast(said, { action: { label: m.guests_undo(), onclick: back } });
}
