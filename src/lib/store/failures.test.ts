import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../errors.ts';
import { newGroupId } from '../records/index.ts';
import { openDevice } from './device.ts';
import { asStoreError } from './failures.ts';
import { StoreError } from './types.ts';

const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const told = (error: unknown) => codeOf(asStoreError(error));

describe('what the browser says is told as', () => {
	test.each([
		['QuotaExceededError', 'phone_full'],
		['MissingAPIError', 'no_storage'],
		['SecurityError', 'no_storage'],
		['VersionChangeError', 'store_moved_on'],
		['DatabaseClosedError', 'store_moved_on'],
		['UnknownError', 'storage_failed'],
		['InvalidStateError', 'storage_failed'],
		['AbortError', 'storage_failed']
	])('%s: %s', (name, code) => {
		expect(told(named(name))).toBe(code);
	});

	test('what lies behind it, where one error wraps another', () => {
		const full = named('QuotaExceededError');
		expect(told(named('AbortError', { inner: full }))).toBe('phone_full');
		expect(told(named('BulkError', { failures: [full] }))).toBe('phone_full');
		expect(told(named('DatabaseClosedError', { inner: named('UnknownError') }))).toBe('storage_failed');
	});

	test('itself, when it is a bug of ours or has its code already', () => {
		const bug = new TypeError('not a function');
		expect(asStoreError(bug)).toBe(bug);
		const known = new StoreError('conflict');
		expect(asStoreError(known)).toBe(known);
	});
});

test('a database that could not be opened is opened by the next call', async () => {
	const indexedDB = new IDBFactory();
	const open = indexedDB.open.bind(indexedDB);
	let broken = true;
	indexedDB.open = (...given) => {
		if (broken) throw new DOMException('the disk', 'QuotaExceededError');
		return open(...given);
	};
	const device = openDevice({ indexedDB, IDBKeyRange });
	await expect(device.id()).rejects.toMatchObject({ code: 'phone_full' });
	await expect(device.groups()).rejects.toBeInstanceOf(StoreError);
	broken = false;
	expect(await device.groups()).toEqual([]);
	expect(await device.group(newGroupId())).toBeUndefined();
});
