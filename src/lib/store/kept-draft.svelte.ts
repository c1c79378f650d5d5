/**
 * A form whose words survive a reload: kept on this phone a moment after each change, and known to the app as
 * unsaved while it holds something.
 */
import { untrack } from 'svelte';
import { device } from './device.ts';

export interface KeptDraft<T> {
	value: T;
	/** The kept words have been looked for. */
	readonly ready: boolean;
	/** What is shown was kept from before. */
	readonly restored: boolean;
	/** Saved as a record: nothing is left to keep. Like `clear` it never rejects, or a save would seem to have failed. */
	finish(): Promise<void>;
	/** Empties the form. */
	clear(): Promise<void>;
}

/** Where a form says that it holds something unsaved; answers how to say no more. */
export interface UnsavedForms {
	register(form: { readonly dirty: boolean; saveDraft(): Promise<void> }): () => void;
}

/** Call during component initialisation. `isBegun` says whether a value would be missed. */
export function keepDraft<T extends object>(
	unsaved: UnsavedForms,
	key: string,
	empty: () => T,
	isBegun: (value: T) => boolean
): KeptDraft<T> {
	let value = $state(empty());
	let ready = $state(false);
	let restored = $state(false);
	let finished = false;
	let kept = '';

	const begun = () => !finished && isBegun(value);

	async function keep(): Promise<void> {
		const now = JSON.stringify(value);
		if (finished || !ready || now === kept) return;
		const before = kept;
		kept = now;
		try {
			if (isBegun(value)) await device.saveDraft(key, JSON.parse(now));
			else await device.dropDraft(key);
		} catch (error) {
			// Tried again with the next letter, and when the page is left.
			kept = before;
			throw error;
		}
	}

	$effect(() => {
		device
			.draft<T>(key)
			.then((found) => {
				if (found && isBegun({ ...empty(), ...found })) {
					value = { ...empty(), ...found };
					restored = true;
				}
				kept = JSON.stringify(value);
			})
			.catch(() => undefined)
			.finally(() => (ready = true));
	});

	$effect(() => {
		JSON.stringify(value);
		if (!ready) return;
		const timer = setTimeout(() => void keep().catch(() => undefined), 250);
		return () => clearTimeout(timer);
	});

	$effect(() => {
		const leave = () => void keep().catch(() => undefined);
		addEventListener('pagehide', leave);
		return () => {
			removeEventListener('pagehide', leave);
			untrack(leave);
		};
	});

	$effect(() =>
		unsaved.register({
			get dirty() {
				return begun();
			},
			saveDraft: keep
		})
	);

	async function clear(): Promise<void> {
		value = empty();
		restored = false;
		kept = JSON.stringify(value);
		await drop();
	}

	const drop = () => device.dropDraft(key).catch(() => undefined);

	return {
		get value() {
			return value;
		},
		set value(next) {
			value = next;
		},
		get ready() {
			return ready;
		},
		get restored() {
			return restored;
		},
		async finish() {
			finished = true;
			await drop();
		},
		clear
	};
}
