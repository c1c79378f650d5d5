/** Adding a co-op that nobody listed: what is typed, and the records that it comes to. Pure. */
import {
	audit,
	coop,
	tidyPostcode,
	type AnyRecord,
	type Author,
	type Coop,
	type CoopInput,
	type Enterprise,
	type Need,
	type Problem
} from '$lib/records';
import { isMaybeNear, metresBetween, nameLike, NOT_YET } from '$lib/rules';
import type { WalkedCoop } from './walked.ts';

export interface AddDraft {
	name: string;
	needs: Need[];
	address: string;
	place: string;
	postcode: string;
	point?: [number, number];
	/** It is somebody's home: where it is stays out of the record. */
	home: boolean;
}

export const emptyAdd = (): AddDraft => ({
	...{ name: '', needs: [], address: '', place: '', postcode: '', home: false }
});

/** Whether anything of it would be missed. */
export const isAddBegun = ({ name, needs, address, place, postcode, point }: AddDraft): boolean =>
	[name, address, place, postcode].some((text) => text.trim() !== '') ||
	needs.length > 0 ||
	point !== undefined;

/**
 * The co-op and the look that found it, to be saved in one go; or what is wrong with what was typed. Of somebody's home the
 * street, the postcode and the position are left out (decision 021).
 */
export function addRecords(
	draft: AddDraft,
	author: Author,
	is_coop?: Enterprise
): { ok: true; id: string; records: AnyRecord[] } | { ok: false; problems: Problem[] } {
	const made = coop.make(fieldsOf(draft), author);
	if (!made.ok) return made;
	const look = audit.make({ of: made.record._id, seen: 'new', ...(is_coop && { is_coop }) }, author);
	if (!look.ok) return look;
	return { ok: true, id: made.record._id, records: [made.record, look.record] };
}

/** A co-op that the group added, as its form shows it. */
export const draftOf = ({ name, needs, address = '', place = '', postcode = '', point }: Coop): AddDraft => ({
	...{ name, needs: [...needs], address, place, postcode, home: false },
	...(point && { point })
});

/** What a form says of a co-op that is there, or what is wrong with it. */
export function changesOf(
	draft: AddDraft,
	author: Author
): { ok: true; changes: CoopFields } | { ok: false; problems: Problem[] } {
	const changes = fieldsOf(draft);
	const made = coop.make(changes, author);
	return made.ok ? { ok: true, changes } : made;
}

type CoopFields = { [K in keyof CoopInput]: CoopInput[K] | undefined } & Pick<CoopInput, 'name'>;

function fieldsOf({ home, point, ...draft }: AddDraft) {
	const outdoors = (text: string) => (home ? undefined : text.trim() || undefined);
	const postcode = outdoors(draft.postcode);
	return {
		name: draft.name.trim(),
		needs: [...draft.needs],
		place: draft.place.trim() || undefined,
		address: outdoors(draft.address),
		postcode: postcode && tidyPostcode(postcode),
		point: home ? undefined : point
	};
}

/** As far as one of nearly the same name may stand away and be the same. */
const ALIKE_METRES = 5000;
const MOST_ALIKE = 3;

/** Co-ops with nearly this name that may be near, the nearest first; none before three letters are typed. */
export function alike(
	name: string,
	coops: readonly WalkedCoop[],
	from: readonly [number, number] | undefined,
	group: Parameters<typeof isMaybeNear>[2]
): WalkedCoop[] {
	if (name.trim().length < 3) return [];
	const found = coops.flatMap((one) => {
		const metres = from && one.point ? metresBetween(from, one.point) : undefined;
		const near =
			metres === undefined
				? isMaybeNear({ coop: one, state: NOT_YET, needs: [] }, [], group)
				: metres <= ALIKE_METRES;
		return near && nameLike(name, one.name) ? [{ one, metres: metres ?? Infinity }] : [];
	});
	return found
		.sort((a, b) => a.metres - b.metres)
		.slice(0, MOST_ALIKE)
		.map(({ one }) => one);
}
