/**
 * Ids: `kind:` and a lower-case ULID, so that ids sort by the time they were made and need no server.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
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

/** An id as long as any other that is the same on every phone for the same words: 104 bits of their SHA-256. */
export function idFrom(type: string, words: string): string {
	return `${type}:${bytesToHex(sha256(utf8ToBytes(words))).slice(0, 26)}`;
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

const id = /^[a-z]{1,30}:[0-9a-z]{1,40}(?::[0-9a-z]{1,40}){0,2}$/;
const rev = /^[1-9]\d{0,6}-[0-9a-f]{32}$/;

/** Whether a document can have this id: what the server would not be asked about, no phone asks for. */
export const isId = (value: unknown): value is string => typeof value === 'string' && id.test(value);

/** Whether this is a revision as phones make them. */
export const isRev = (value: unknown): value is string => typeof value === 'string' && rev.test(value);
