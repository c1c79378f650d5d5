import { keepDraft as keep, type KeptDraft } from '$lib/store';
import { unsaved } from '$lib/ui';

/** A form whose words survive a reload, known to the app as unsaved while it holds something. */
export const keepDraft = <T extends object>(
	key: string,
	empty: () => T,
	isBegun: (value: T) => boolean
): KeptDraft<T> => keep(unsaved, key, empty, isBegun);
