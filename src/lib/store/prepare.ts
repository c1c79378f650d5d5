import { modelVersion, type GroupDatabase } from './database.ts';
import { rebuildModel } from './read-model.ts';

/** Opens a database of any age and brings its read model up to date. Used by the page and by the worker. */
export async function prepare(db: GroupDatabase): Promise<void> {
	await db.open();
	if (db.isNewer()) return;
	const model = await db.readState('model');
	if (model?.version !== modelVersion) await rebuildModel(db);
}
