import { bareId, type PlannedEvent } from '$lib/records';

/** The full address of an event's public page, where it has one. `slug` is its community's address in the registry. */
export const publicPageOf = ({ _id, shown }: PlannedEvent, slug: string | undefined): string | undefined =>
	shown && slug ? new URL(`/communities/${slug}/events/${bareId(_id)}`, location.href).href : undefined;
