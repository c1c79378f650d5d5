import { modelVersion, type GroupDatabase, type StateRows } from './database.ts';
import { rebuildModel } from './read-model.ts';

/** Opens a database of any age and brings its read model up to date. */
export async function prepare(db: GroupDatabase): Promise<void> {
	await db.open();
	await bringUpToDate(db, await db.readState('model'));
}

/** Makes the read model of an opened database anew when `model`, its row of state, is of another version. */
export async function bringUpToDate(db: GroupDatabase, model: StateRows['model'] | undefined): Promise<void> {
	if (!db.isNewer() && model?.version !== modelVersion) await rebuildModel(db);
}
