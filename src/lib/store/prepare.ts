import { layoutVersion, modelVersion, type GroupDatabase } from './database.ts';
import { rebuildModel } from './read-model.ts';

/** Brings a database of any age up to this app's layout and read model. Used by the page and by the worker. */
export async function prepare(db: GroupDatabase): Promise<void> {
	await db.open();
	const [model, layout] = await Promise.all([db.readState('model'), db.readState('layout')]);
	if (layout && layout.version > layoutVersion) return;
	if (layout?.version !== layoutVersion) await db.writeState('layout', { version: layoutVersion });
	if (model?.version !== modelVersion) await rebuildModel(db);
}
