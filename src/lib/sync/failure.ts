import type { ErrorCode } from '../errors.ts';

/** Why a round of sync could not go on. An expected thing: networks and servers fail. */
export class SyncFailure extends Error {
	constructor(
		readonly code: ErrorCode | 'too_large' | 'device_unknown',
		/** Milliseconds that the server asks to be left alone. */
		readonly retry_after?: number,
		/** Our server did not understand the question. */
		readonly misunderstood = false
	) {
		super(code);
		this.name = 'SyncFailure';
	}
}

/** Raised by a stop from outside, such as the tab closing. */
export const isAbort = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';
