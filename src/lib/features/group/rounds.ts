import type { Round } from '$lib/records';
import type { GroupContext } from '$lib/store';

const HALF_AN_HOUR = 30 * 60_000;

/** The walk is over. */
export const backNow = ({ store, author }: GroupContext, { _id }: Round): Promise<Round> => {
	const who = author();
	return store.edit<Round>(_id, { end: who.at }, who);
};

/** Half an hour more, from when they meant to be back or from now, whichever is later. */
export const longer = ({ store, author }: GroupContext, { _id, back_by }: Round): Promise<Round> => {
	const who = author();
	const from = Math.max(Date.parse(who.at), Date.parse(back_by ?? who.at));
	return store.edit<Round>(_id, { back_by: new Date(from + HALF_AN_HOUR).toISOString() }, who);
};
