import { createRequire } from 'node:module';

type Done = (problem?: Error) => void;
type Options = Record<string, unknown>;

interface Level {
	_batch(operations: unknown[], options: Options, done: Done): void;
	_put(key: unknown, value: unknown, options: Options, done: Done): void;
	_del(key: unknown, options: Options, done: Done): void;
}
interface LevelDown {
	(location: string): Level;
	destroy(location: string, done: Done): void;
}

/** PouchDB's own LevelDB, whichever version it brings. */
const pouchRequire = createRequire(createRequire(import.meta.url).resolve('pouchdb'));
const leveldown = pouchRequire('leveldown') as LevelDown;

/**
 * LevelDB whose writes have reached the disk before they are acknowledged (`sync`). PouchDB leaves this off,
 * so that an acknowledged write survives the end of the process but not a power cut.
 * Source: https://github.com/Level/leveldown#dbputkey-value-options-callback
 */
export function durableLevel(location: string): Level {
	const level = leveldown(location);
	const { _batch, _put, _del } = level;
	level._batch = (operations, options, done) =>
		_batch.call(level, operations, { ...options, sync: true }, done);
	level._put = (key, value, options, done) => _put.call(level, key, value, { ...options, sync: true }, done);
	level._del = (key, options, done) => _del.call(level, key, { ...options, sync: true }, done);
	return level;
}
durableLevel.destroy = leveldown.destroy;
