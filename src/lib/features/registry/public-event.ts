import type { PlannedEvent, RsvpNeed } from '$lib/records';

/** A published event as anybody may read it. */
export interface PublicEvent extends Pick<
	PlannedEvent,
	'kind' | 'title' | 'when' | 'place' | 'point' | 'about' | 'capacity' | 'status' | 'sign_up'
> {
	/** Bare ULID. */
	id: string;
	/** The address of its community. */
	slug: string;
	/** How many changes it has seen. */
	sequence: number;
	/** RFC 3339. */
	changed_at: string;
}

/** An event with the name of who plans it. */
export type ToldEvent = PublicEvent & { community: string };

/** What somebody typed who wants to come. */
export interface TypedAnswer {
	name: string;
	people: string;
	answer: string;
	needs: Partial<Record<RsvpNeed, string>>;
}

/** What became of an answer: taken, or refused with what was typed. */
export type AnswerOutcome =
	| { taken: { answer: string; told?: 'place' | 'waiting'; back: string } }
	| {
			refused: {
				code: string;
				/** Seconds. */
				retry_after?: number;
				problems: { field: string; code: string; limit?: number }[];
				typed: TypedAnswer;
			};
	  };

/** Where an event stands. */
export const eventAddress = ({ slug, id }: { slug: string; id: string }): string =>
	`/communities/${slug}/events/${id}`;
