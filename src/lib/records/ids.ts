/**
 * Ids: `kind:` and a lower-case ULID, so that ids sort by the time they were made and need no server.
 */
import { monotonicFactory } from 'ulid';

let next: ReturnType<typeof monotonicFactory> | undefined;

/** A new lower-case ULID; later ones of this page sort after earlier ones. */
export function newUlid(): string {
	next ??= monotonicFactory();
	return next().toLowerCase();
}

/** A new id of a kind, such as `visit:01k…`. */
export function newId(type: string): string {
	return `${type}:${newUlid()}`;
}

/** The bare id of a new group. */
export function newGroupId(): string {
	return newUlid();
}

/** The name of a group's database. */
export function groupDatabase(group: string): string {
	return `group-${group}`;
}

/** What stands after the last colon: a ULID, or a door's own part. */
export function bareId(id: string): string {
	return id.slice(id.lastIndexOf(':') + 1);
}
