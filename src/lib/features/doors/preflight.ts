/** What a walk without a signal needs of this phone. */

export type CheckName = 'doors' | 'app' | 'fetched' | 'room' | 'kept';

/** `ok: undefined`: the browser does not say. */
export interface Check {
	name: CheckName;
	ok: boolean | undefined;
}

export interface PhoneFacts {
	doors: number;
	/** Whether the app is stored for opening without a network. */
	stored: boolean;
	/** Nobody else has the group yet, so there is nothing to fetch. */
	alone?: boolean;
	/** When the registry answered last; absent = never. */
	contact?: string | undefined;
	/** Free room in bytes. */
	free?: number | undefined;
	/** Whether the browser promised to keep what is stored. */
	kept?: boolean | undefined;
}

/** An afternoon of doors takes less than a megabyte; below this a phone is full soon for other reasons. */
const LITTLE = 50_000_000;
/** On disk a door with two records of what happened there: `npm run bench` measures 406 bytes a record. */
const DOOR_BYTES = 1_218;

/** Everything that is looked at, in the order in which it matters. */
export function preflight({ doors, stored, alone, contact, free, kept }: PhoneFacts): Check[] {
	return [
		{ name: 'doors', ok: doors > 0 },
		{ name: 'app', ok: stored },
		{ name: 'fetched', ok: alone === true || contact !== undefined },
		{ name: 'room', ok: free === undefined ? undefined : free >= LITTLE },
		{ name: 'kept', ok: kept }
	];
}

/** Whether one may go: what can't be helped, such as a browser that promises nothing, stops nobody. */
export const isReady = (checks: readonly Check[]): boolean =>
	checks.every(({ name, ok }) => ok !== false || name === 'kept');

/** Bytes that a patch takes on the phone. */
export const patchSize = (doors: number): number => doors * DOOR_BYTES;

/** What the browser tells of itself. Never rejects: an old one tells less. */
export async function lookAtPhone(): Promise<Pick<PhoneFacts, 'stored' | 'free' | 'kept'>> {
	const quiet = <T>(asking: Promise<T> | undefined) => asking?.catch(() => undefined);
	const [estimate, kept] = await Promise.all([
		quiet(navigator.storage?.estimate?.()),
		quiet(navigator.storage?.persisted?.())
	]);
	const known = estimate?.quota !== undefined && estimate.usage !== undefined;
	return {
		stored: Boolean(navigator.serviceWorker?.controller),
		free: known ? (estimate.quota ?? 0) - (estimate.usage ?? 0) : undefined,
		kept
	};
}
