import { StoreError } from './types.ts';

/** What the person is told when the database fails. A bug of ours comes out as it is. */
export function asStoreError(error: unknown): unknown {
	if (error instanceof StoreError) return error;
	const { name, inner } = error as { name?: string; inner?: { name?: string } };
	const names = [name, inner?.name];
	const is = (...wanted: string[]) => wanted.some((one) => names.includes(one));
	if (is('QuotaExceededError')) return new StoreError('phone_full', [], { cause: error });
	if (is('VersionChangeError', 'DatabaseClosedError'))
		return new StoreError('store_moved_on', [], { cause: error });
	if (is('MissingAPIError', 'OpenFailedError', 'SecurityError', 'InvalidStateError', 'UnknownError')) {
		return new StoreError('no_storage', [], { cause: error });
	}
	return error;
}
