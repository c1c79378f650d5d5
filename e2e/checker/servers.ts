import { modelServer, type Server } from './server.ts';

export type ServerKind = 'model' | 'embedded' | 'couchdb';

export async function openServer(kind: ServerKind): Promise<Server> {
	if (kind === 'model') return modelServer();
	throw new Error(`no ${kind} yet`);
}
