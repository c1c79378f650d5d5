import { reference } from '$lib/store/reference.ts';
import { takeReference, type Taken } from '$lib/sync';

/** Asks the server for the directory, where the one on this phone is not the newest. */
export const takeDirectory = (): Promise<Taken> =>
	takeReference('coops', { reference, fetch, now: () => new Date() });
