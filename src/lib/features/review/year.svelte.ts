import type {
	Answer,
	Commitment,
	Community,
	Member,
	Patch,
	Progress,
	Review,
	Round,
	Story,
	Undo,
	Visit
} from '$lib/records';
import { yearFigures } from '$lib/rules';
import { live, type GroupStore } from '$lib/store';

/** The year that a review looks at, laid out; made anew only when what it is made of changes. */
export function liveYear(
	store: GroupStore,
	span: () => { from: string; to: string; closed: string | undefined }
) {
	const { from, to, closed } = $derived(span());
	return live(async () => {
		const [begin, end, shut] = [from, to, closed];
		const [commitments, progress, undos, fed, visits, rounds, stories] = await Promise.all([
			store.list<Commitment>('commitment'),
			store.list<Progress>('progress'),
			store.list<Undo>('undo'),
			store.fed(),
			store.list<Visit>('visit'),
			store.list<Round>('round'),
			store.list<Story>('story')
		]);
		return yearFigures({ commitments, progress, undos, fed, visits, rounds, stories }, begin, end, shut);
	});
}

/** What a review is held with: everything but the year itself. */
export interface Table {
	community: Community | undefined;
	commitments: Commitment[];
	reviews: Review[];
	answers: Answer[];
	members: Member[];
	patches: Patch[];
}

/** Follows what is decided, on this phone and on others. */
export const liveTable = (store: GroupStore) =>
	live(async (): Promise<Table> => {
		const [community, commitments, reviews, answers, members, patches] = await Promise.all([
			store.get<Community>(`community:${store.id}`),
			store.list<Commitment>('commitment'),
			store.list<Review>('review'),
			store.list<Answer>('answer'),
			store.list<Member>('member'),
			store.list<Patch>('patch')
		]);
		return { community, commitments, reviews, answers, members, patches };
	});

/** A member's name, or words for somebody unknown. */
export const nameOf = (members: readonly Member[], id: string, unknown: string): string =>
	members.find(({ _id }) => _id === id)?.name ?? unknown;
