import { getContext, setContext } from 'svelte';
import type { Sync } from '$lib/sync';

const key = Symbol('sync');

/** Gives the pages below this component the group's sync; a demo group has none. */
export function provideSync(sync: () => Sync | undefined): void {
	setContext(key, sync);
}

/** The sync of the group that the page belongs to, asked for when it is needed. */
export function useSync(): () => Sync | undefined {
	return getContext<(() => Sync | undefined) | undefined>(key) ?? (() => undefined);
}
