import type { Dexie } from 'dexie';
import { StoreError } from './types.ts';

type Named = { name?: string; inner?: Named; cause?: Named; failures?: Named[] } | null | undefined;

/** The error's own name and those of what lies behind it: Dexie wraps what the browser said. */
function namesOf(error: Named, depth = 4): string[] {
	if (!error || depth === 0) return [];
	const behind = [error.inner ?? error.cause, error.failures?.[0]];
	return [error.name ?? '', ...behind.flatMap((one) => namesOf(one, depth - 1))];
}

const storageErrors = [
	'AbortError',
	'DatabaseClosedError',
	'DataError',
	'InvalidStateError',
	'NotReadableError',
	'OpenFailedError',
	'PrematureCommitError',
	'TimeoutError',
	'TransactionInactiveError',
	'UnknownError',
	'VersionError'
];

/** Where a browser is told to let no page save anything, the very name of localStorage can't be asked for. */
function isBlocked(): boolean {
	try {
		void globalThis.localStorage;
		return false;
	} catch {
		return true;
	}
}

/** What the person is told when the database, if it is at hand, fails. A bug of ours comes out as it is. */
export function asStoreError(error: unknown, db?: Dexie): unknown {
	if (error instanceof StoreError) return error;
	if (isHalfOpen(db)) return new StoreError('storage_failed', [], { cause: error });
	const names = namesOf(error as Named);
	const made = (code: StoreError['code']) => new StoreError(code, [], { cause: error });
	if (names.includes('QuotaExceededError')) return made('phone_full');
	if (names.includes('MissingAPIError') || names.includes('SecurityError')) return made('no_storage');
	if (names.includes('VersionChangeError')) return made('store_moved_on');
	// Closed for no other reason than that somebody closed it: a newer version of the app, in another tab.
	if (names.every((name) => name === 'DatabaseClosedError') && names.length)
		return made(isBlocked() ? 'no_storage' : 'store_moved_on');
	if (!names.some((name) => storageErrors.includes(name))) return error;
	return made(isBlocked() ? 'no_storage' : 'storage_failed');
}

/**
 * The same methods, each of which fails with a `StoreError`. Where a database could not be opened, Dexie never tries
 * again by itself; here the next call does.
 */
export function guarded<T extends object>(methods: T, database: () => Dexie | undefined): T {
	const guard = (method: (...args: unknown[]) => unknown) =>
		function (...args: unknown[]) {
			reopen(database());
			const answer = method(...args);
			if (!isPromise(answer)) return answer;
			return answer.then(undefined, (error: unknown) => {
				throw asStoreError(error, database());
			});
		};
	const each = Object.entries(methods).map(([name, method]) => [
		name,
		typeof method === 'function' ? guard(method as (...args: unknown[]) => unknown) : (method as unknown)
	]);
	return Object.fromEntries(each) as T;
}

/** Not every promise is the browser's own: there are Dexie's. */
const isPromise = (value: unknown): value is Promise<unknown> =>
	typeof (value as { then?: unknown } | undefined)?.then === 'function';

/** Dexie takes a connection that is closed in the very moment of its opening for an open one. */
export const isHalfOpen = (db: Dexie | undefined) =>
	db?.isOpen() === true && (db.core as unknown) === undefined;

/** Lets a database whose opening failed be opened by the next query. One that was closed stays closed. */
export function reopen(db: Dexie | undefined): void {
	if (isHalfOpen(db) || (db?.hasFailed() && !db.hasBeenClosed())) db?.close({ disableAutoOpen: false });
}
