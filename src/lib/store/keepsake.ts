import type { DeviceGroup } from './types.ts';

/**
 * A small copy in localStorage of what must survive the loss of IndexedDB: Chromium replaces a damaged database by
 * an empty one without an error. Workers have no localStorage: there this module does nothing.
 */

const groupsKey = 'toadlane.groups';

function shelf(): Storage | undefined {
	try {
		return typeof localStorage === 'object' ? localStorage : undefined;
	} catch {
		// Reading the property throws where storage is blocked.
		return undefined;
	}
}

export function keepGroups(groups: DeviceGroup[]): void {
	try {
		shelf()?.setItem(groupsKey, JSON.stringify(groups));
	} catch {
		// Full: the copy is a second line of defence, the first has been written.
	}
}

export function keptGroups(): DeviceGroup[] {
	try {
		const kept: unknown = JSON.parse(shelf()?.getItem(groupsKey) ?? '[]');
		return Array.isArray(kept) ? (kept as DeviceGroup[]) : [];
	} catch {
		return [];
	}
}
