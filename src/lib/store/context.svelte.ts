import { getContext, setContext } from 'svelte';
import type { Author } from '../records/index.ts';
import { authorOf, device } from './device.ts';
import { live } from './live.svelte.ts';
import type { DeviceGroup, GroupStore } from './types.ts';

export interface GroupContext {
	readonly store: GroupStore;
	/** What this phone knows of the group; follows changes made by the sync worker and other tabs. */
	readonly entry: DeviceGroup;
	/** The person on this phone, now. */
	author(): Author;
}

const key = Symbol('group');

/** Gives the pages below this component their group. Call during component initialisation. */
export function provideGroup(store: GroupStore, entry: DeviceGroup): void {
	const stored = live(() => device.group(store.id));
	const context: GroupContext = {
		store,
		get entry() {
			return stored.current ?? entry;
		},
		author: () => authorOf(context.entry.member, store.device)
	};
	setContext(key, context);
}

/** The group that the page belongs to. */
export function useGroup(): GroupContext {
	const context = getContext<GroupContext | undefined>(key);
	if (!context) throw new Error('useGroup() outside of a group');
	return context;
}
