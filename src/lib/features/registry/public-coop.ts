import type { Need } from '$lib/records';

/** A published co-op as anybody may read it; `slug` is the address of the community that saw it. */
export interface PublicCoop {
	/** The directory's id of it, or a bare ULID. */
	id: string;
	slug: string;
	name: string;
	/** Of a branch: the name of the co-op that it belongs to. */
	owner?: string;
	needs: readonly Need[];
	where?: string;
	hours?: string;
	website?: string;
	/** YYYY-MM-DD */
	seen_on: string;
	/** Whose list it was taken from, on which terms, and where that is. */
	source?: string;
	licence?: string;
	source_url?: string;
}
