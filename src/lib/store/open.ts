import { StoreError, type GroupStore } from './types.ts';

/** Opens the group's store on this page; the same one each time. Rejects `no_storage` where there is no IndexedDB. */
export async function openGroup(gid: string): Promise<GroupStore> {
	throw new StoreError('no_storage', [{ field: gid, code: 'required' }]);
}
