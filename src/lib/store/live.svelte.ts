import { liveQuery } from 'dexie';
import { untrack } from 'svelte';
import { asStoreError } from './failures.ts';

export interface Live<T> {
	/** The last answer; stays while a new one is being fetched. */
	readonly current: T | undefined;
	readonly error: unknown;
	/** At least one answer has come. */
	readonly ready: boolean;
}

/** Milliseconds until a query that failed is asked again. */
const pauseAfter = (failures: number) => Math.min(60_000, 1_000 * 2 ** Math.min(failures, 6));

/**
 * Keeps the answer of a store query up to date: asked again when the tables it read change, in any tab or worker,
 * and when reactive state that it read before its first `await` changes. Call during component initialisation.
 */
export function live<T>(query: () => Promise<T>): Live<T> {
	let current = $state.raw<T>();
	let error = $state.raw<unknown>();
	let ready = $state(false);
	let round = $state(0);
	let failures = 0;

	$effect(() => {
		void round;
		let forget: (() => void) | undefined;
		let again: ReturnType<typeof setTimeout> | undefined;
		// Dexie asks a moment later and asks again by itself, so what the query reads is tracked where it is asked.
		const ask = () => {
			forget?.();
			let answer: Promise<T> | undefined;
			forget = $effect.root(() => {
				$effect.pre(() => {
					if (answer) untrack(() => round++);
					// Dexie keeps the failures of a closed database to itself, and whoever waits would wait for ever.
					else answer = query().catch((reason: unknown) => Promise.reject(asStoreError(reason)));
				});
			});
			return answer as unknown as Promise<T>;
		};
		const subscription = liveQuery(ask).subscribe({
			next(value) {
				current = value;
				error = undefined;
				failures = 0;
				ready = true;
			},
			error(reason) {
				error = reason;
				again = setTimeout(() => round++, pauseAfter(failures++));
			}
		});
		return () => {
			subscription.unsubscribe();
			clearTimeout(again);
			forget?.();
		};
	});

	return {
		get current() {
			return current;
		},
		get error() {
			return error;
		},
		get ready() {
			return ready;
		}
	};
}
