import type { CommunitiesAnswer } from '$lib/rules/nation/answer.ts';
import type { Offered } from '$lib/rules/nation/offered.ts';
import type { ToldStory } from '../public-community.ts';
import type { ToldEvent } from '../public-event.ts';

/** An answer as the page shows it. */
export interface Answered extends CommunitiesAnswer {
	/** There was no network, and the directory that was kept on this phone answered: the time it was taken. */
	as_of?: string;
	/** There was neither a network nor a directory. */
	nothing_kept?: boolean;
}

/** What stands beside the list. */
export interface Beside extends Offered {
	/** The newest few. */
	stories: readonly ToldStory[];
	/** The next few. */
	events: readonly ToldEvent[];
}
