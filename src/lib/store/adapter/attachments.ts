import type { Table } from 'dexie';
import { preprocessAttachments } from 'pouchdb-adapter-utils';
import { binaryStringToBlobOrBuffer, btoa } from 'pouchdb-binary-utils';
import { createError, INVALID_URL, MISSING_STUB, type PouchError } from 'pouchdb-errors';
import type { AdapterTables, AttachmentRow, Body, Change, DocRow } from './tables.ts';

/** Small files beside a document: each content is kept once, for as long as a leaf of any document names it. */

export interface Attachment {
	content_type?: string;
	digest?: string;
	length?: number;
	revpos?: number;
	stub?: boolean;
	/** Base64, or binary as PouchDB hands it over. */
	data?: unknown;
}

type Attachments = Record<string, Attachment>;

/** A document that was taken apart: its fields, and the generation of its revision. */
interface Parsed {
	data: Body;
	generation: number;
}

/** Contents that come with documents, by digest. */
export type Contents = Map<string, Uint8Array>;

const attachmentsOf = (body: Body) => Object.values((body._attachments ?? {}) as Attachments);

/** Notes in a row what its leaves' attachments are. */
export function noteDigests(row: DocRow): void {
	const bodies = [row.data, ...Object.values(row.alt ?? {})];
	const digests = new Set(bodies.flatMap((body) => attachmentsOf(body).map((one) => one.digest ?? '')));
	if (digests.size) row.atts = [...digests];
	else delete row.atts;
}

/**
 * Takes the contents out of documents and leaves their descriptions. Outside a transaction, which would not outlast
 * the reading of a blob.
 */
export async function takeContents(documents: Parsed[], replicated: boolean): Promise<Contents> {
	const contents: Contents = new Map();
	const having = documents.filter(({ data }) => data._attachments);
	if (!having.length) return contents;
	await new Promise<void>((resolve, reject) => {
		preprocessAttachments(having, 'binary', (error) => (error ? reject(error) : resolve()));
	});
	for (const { data, generation } of having) {
		for (const one of attachmentsOf(data)) {
			if (!one.stub) {
				contents.set(one.digest as string, bytesOf(one.data as string));
				if (!replicated || !one.revpos) one.revpos = generation;
			}
			delete one.data;
			delete one.stub;
		}
	}
	return contents;
}

/** Why a document's attachments are not taken; `undefined` when they are. */
export function refusalOf(data: Body, contents: Contents, most: number): PouchError | undefined {
	for (const [name, { digest = '' }] of Object.entries((data._attachments ?? {}) as Attachments)) {
		const length = contents.get(digest)?.length ?? 0;
		if (length > most) {
			const message = `attachment "${name}" has ${length} bytes; ${most} are allowed`;
			return Object.assign(createError(INVALID_URL, message), { name: 'attachment_too_large', message });
		}
	}
	return undefined;
}

/** Throws when a document names a content that neither came with it nor is there. */
export async function checkStubs(
	table: Table<AttachmentRow, string>,
	documents: readonly Body[],
	contents: Contents
): Promise<void> {
	const digests = documents.flatMap((data) => attachmentsOf(data).map((one) => one.digest ?? ''));
	const wanted = [...new Set(digests)].filter((digest) => !contents.has(digest));
	const there = new Set(await keysOf(table, wanted));
	const unknown = wanted.find((digest) => !there.has(digest));
	if (unknown !== undefined)
		throw createError(MISSING_STUB, `unknown stub attachment with digest ${unknown}`);
}

const keysOf = (table: Table<AttachmentRow, string>, digests: string[]) =>
	digests.length ? table.where('digest').anyOf(digests).primaryKeys() : [];

/** Keeps the contents that these changes came to need, and drops those that nothing needs any more. */
export async function settleContents(
	{ docs, attachments: table }: AdapterTables,
	changes: readonly Change[],
	contents: Contents
): Promise<void> {
	const needed = new Set(changes.flatMap(({ after }) => after?.atts ?? []));
	const held = new Set(changes.flatMap(({ before }) => before?.atts ?? []));
	const coming = [...needed].filter((digest) => contents.has(digest));
	const there = new Set(await keysOf(table, coming));
	const fresh = coming.filter((digest) => !there.has(digest));
	await table.bulkPut(fresh.map((digest) => ({ digest, data: contents.get(digest) as Uint8Array })));
	for (const digest of held) {
		if (needed.has(digest) || (await docs.where('atts').equals(digest).count())) continue;
		await table.delete(digest);
	}
}

/** How the contents are wanted, in what PouchDB's methods take as options. */
export interface AttachmentsAsked {
	attachments?: boolean;
	binary?: boolean;
}

/** The documents with their attachments as answers carry them: with contents where asked, else as stubs. */
export async function giveContents(
	table: Table<AttachmentRow, string>,
	documents: readonly (Body | undefined)[],
	{ attachments, binary }: AttachmentsAsked
): Promise<void> {
	const all = documents.flatMap((doc) => (doc ? attachmentsOf(doc) : []));
	if (!all.length) return;
	if (!attachments) {
		for (const one of all) one.stub = true;
		return;
	}
	const digests = [...new Set(all.map((one) => one.digest ?? ''))];
	const rows = await table.bulkGet(digests);
	const contents = new Map(rows.map((row, i) => [digests[i], row?.data]));
	for (const one of all) {
		const data = contents.get(one.digest);
		if (!data) continue;
		one.data = asAsked(data, one.content_type, binary);
		delete one.length;
	}
}

/** A content as PouchDB gives it: base64, or a Blob (in Node a Buffer). */
export function asAsked(data: Uint8Array, type: string | undefined, binary: boolean | undefined): unknown {
	const text = textOf(data);
	return binary ? binaryStringToBlobOrBuffer(text, type ?? '') : btoa(text);
}

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** Arguments that a call takes in any engine. */
const piece = 8192;

function textOf(bytes: Uint8Array): string {
	let text = '';
	for (let from = 0; from < bytes.length; from += piece)
		text += String.fromCharCode(...bytes.subarray(from, from + piece));
	return text;
}
