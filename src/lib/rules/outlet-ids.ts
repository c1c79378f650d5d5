/** Ids of branches: their owner and their postcode, which say the same in every file (decision 025). */
import type { SourceId } from './reference/facts.ts';

export const OUTLETS = 'cuk-outlets' satisfies SourceId;
export const OWNERS = 'cuk-organisations' satisfies SourceId;

/** The id by which notes name an outlet: `cuk-outlets:R000001-OL161AA`. */
export const outletId = (owner: string, postcode: string): string =>
	`${OUTLETS}:${owner}-${postcode.replace(' ', '')}`;

/** The co-op that an id belongs to: an outlet's owner, or any other itself. */
export function coopOf(id: string): string {
	return id.startsWith(`${OUTLETS}:`)
		? id.slice(0, id.indexOf('-', OUTLETS.length)).replace(OUTLETS, OWNERS)
		: id;
}
