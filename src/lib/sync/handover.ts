import { kindOf, kinds } from '../records/index.ts';
import type { Incoming } from '../store/replica.ts';
import { isObject } from './ours.ts';
import { seal, unseal, type Bytes, type SealProblem } from './sealed.ts';
import { isSound } from './sound.ts';

/** What one phone hands over to another without a network: sealed records, as text. */

const textStart = 'toad-lane-hand-over:';
/** A hand-over by its first bytes, of which nothing else could be read. */
const nameOfNone = Uint8Array.from([0x54, 0x4c, 0x48]);

/** The documents that a replica could keep, and how many others there were. */
export type Opened =
	{ ok: true; documents: Incoming[]; unsound: number } | { ok: false; problem: SealProblem };

/** Packs documents with their `_revisions` for another phone of the group. */
export const packHandOver = (
	group: string,
	documents: readonly Record<string, unknown>[],
	code: string
): Promise<Bytes> => seal(group, { documents }, code);

/** Opens what `packHandOver` made on another phone of the group. Takes any junk, and opens all of it or nothing. */
export async function openHandOver(bytes: Bytes, group: string, code: string): Promise<Opened> {
	const unsealed = await unseal(bytes, group, code);
	if (!unsealed.ok) return unsealed;
	const given = unsealed.content.documents;
	if (!Array.isArray(given)) return { ok: false, problem: 'damaged' };
	const documents = given.filter((one): one is Incoming => isObject(one) && isSound(one));
	if (documents.some(isNewer)) return { ok: false, problem: 'newer_app' };
	return { ok: true, documents, unsound: given.length - documents.length };
}

/** Of a kind or a schema that this app does not know. */
function isNewer({ _id, schema }: Incoming): boolean {
	const kind = kindOf(_id);
	return !kind || (typeof schema === 'number' && schema > kinds[kind].schema);
}

/** A hand-over as plain text: messengers pass on text files, and leave them as they are. */
export function handOverText(bytes: Bytes): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return textStart + btoa(binary);
}

/** Reads what `handOverText` made; what is none becomes bytes that `openHandOver` says no to. */
export function readHandOverText(text: string): Bytes {
	const [start, rest = ''] = text.replace(/\s/g, '').split(':', 2);
	if (`${start}:` !== textStart) return new Uint8Array();
	try {
		return Uint8Array.from(atob(rest), (letter) => letter.charCodeAt(0));
	} catch {
		return nameOfNone;
	}
}
