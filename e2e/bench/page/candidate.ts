/** What a way of storing a group's records must do to be compared. Only what is measured needs to be fast. */
import type { Visit } from '../../../src/lib/records/index.ts';
import type { DoorRow } from '../../../src/lib/store/index.ts';

export interface Candidate {
	/** Opens the databases of a group, new or as they were left. */
	open(group: string): Promise<void>;
	/** Stores one visit with the read model; done when it is safe on disk. */
	put(visit: Visit): Promise<void>;
	/** All doors of a patch with their state, from the read model. */
	doors(patch: string): Promise<DoorRow[]>;
	/** Calls `saw` with the doors of a patch now and after every change. Ends with the function that it returns. */
	watch(patch: string, saw: (rows: DoorRow[]) => void): () => void;
	/** From nothing open: pulls everything of the group from this origin; answers how many records there are then. */
	pull(group: string): Promise<number>;
	/** Stores many visits that are to be sent. */
	fill(visits: readonly Visit[]): Promise<void>;
	/** From nothing open: sends what `fill` stored; answers how much. */
	push(group: string): Promise<number>;
}
