import {
	checkWrite,
	groupDatabase,
	isErased,
	isId,
	isRev,
	mayTakeBack,
	type Base,
	type Who
} from '../records/index.ts';
import type { Doc, Refusal } from './backend.ts';
import type { Device } from './devices.ts';
import { isDeep, isPlainObject } from './gateway-read.ts';
import { publishSoon } from './publisher.ts';
import type { Site } from './site.ts';
import { winner } from './winner.ts';

/** Versions of a document that stand side by side, and with those that were closed in its life. */
const LEAVES_CAP = 20;
const ALL_LEAVES_CAP = 1000;
const HISTORY_CAP = 1000;
const DOCUMENT_CAP = 65_536;

/**
 * Stores those revisions that this device may write and answers the others, each with its reason; one
 * refused document never keeps the rest out.
 */
export async function writeDocs(site: Site, device: Device, docs: unknown[]): Promise<Refusal[]> {
	const db = groupDatabase(device.group);
	const who: Who = { member: device.member, role: device.role, group: device.group };
	const refusals: Refusal[] = [];
	const sound: Doc[] = [];
	for (const doc of docs) {
		const wrong = misshapen(doc);
		if (wrong) refusals.push(refusal(doc, wrong));
		else sound.push(doc as Doc);
	}
	const leaves = await site.backend.leaves(db, [
		...new Set(sound.flatMap((doc) => [doc._id, ...takenBack(doc)]))
	]);
	const allowed: Doc[] = [];
	// Documents of which a revision was refused: no other is closed in its favour.
	const kept = new Set<string>();
	for (const doc of inTurn(sound)) {
		const there = leaves.get(doc._id) ?? [];
		if (there.some((leaf) => leaf._rev === doc._rev)) continue;
		const judged = mayUndo(doc, leaves, who) ? judge(doc, there, who) : 'not_yours';
		const verdict = judged === true && doc._deleted && kept.has(doc._id) ? 'not_replaced' : judged;
		if (verdict !== true) {
			refusals.push(refusal(doc, verdict));
			kept.add(doc._id);
			continue;
		}
		allowed.push(doc);
		leaves.set(doc._id, [...there.filter((leaf) => !isAncestor(leaf, doc)), doc]);
	}
	const publishes = allowed.some(isPublic);
	refusals.push(...(await site.backend.bulkDocs(db, allowed)));
	if (publishes) await publishSoon(site, device.group);
	return refusals;
}

/** Whether the registry may have to say something else after it. */
const isPublic = (doc: Doc) =>
	/^(listing|community|commitment|story|picture|part|event|coop|audit):/.test(doc._id) ||
	takenBack(doc).some((id) => /^(coop|audit):/.test(id));

/**
 * What is taken back before its undo, and deletions last: one that settles a conflict may follow the merged
 * revision in the same request.
 */
function inTurn(docs: Doc[]): Doc[] {
	const turn = (doc: Doc) => (doc._deleted ? 2 : takenBack(doc).length);
	return [0, 1, 2].flatMap((n) => docs.filter((doc) => turn(doc) === n));
}

/** The id of what a document takes back, if it is an undo. */
function takenBack(doc: Doc): string[] {
	return doc._id.startsWith('undo:') && isId(doc.of) ? [doc.of] : [];
}

/** An undo of what nobody here knows takes nothing back yet, and is let through whoever is first. */
function mayUndo(doc: Doc, leaves: Map<string, Doc[]>, who: Who): boolean {
	const [of] = takenBack(doc);
	const known = of === undefined ? undefined : winner(leaves.get(of) ?? []);
	return !known || mayTakeBack(who, known as unknown as Base);
}

function judge(doc: Doc, there: Doc[], who: Who): true | string {
	const grows = !there.some((leaf) => isAncestor(leaf, doc));
	const standing = there.filter((leaf) => !leaf._deleted).length;
	if (grows && (standing >= LEAVES_CAP || there.length >= ALL_LEAVES_CAP)) return 'too_many_leaves';
	if (bringsBack(doc, there)) return 'erased';
	const alone = !there.some((leaf) => !leaf._deleted && !isAncestor(leaf, doc));
	return checkWrite(doc, precedent(doc, there), who, alone);
}

/**
 * Whether what was erased would be there again: written by one who had not heard of it, or because the last version that
 * says so is closed.
 */
function bringsBack(doc: Doc, there: Doc[]): boolean {
	const erased = there.filter((leaf) => !leaf._deleted && isErased(leaf as unknown as Base));
	if (erased.length === 0) return false;
	if (doc._deleted) return erased.every((leaf) => isAncestor(leaf, doc));
	return !isErased(doc as unknown as Base);
}

/** The leaf that a revision follows; for one that begins a branch, the revision that stands. */
function precedent(doc: Doc, there: Doc[]): Doc | undefined {
	return there.find((leaf) => isAncestor(leaf, doc)) ?? winner(there);
}

function isAncestor(leaf: Doc, doc: Doc): boolean {
	const { start, ids } = doc._revisions ?? { start: 0, ids: [] };
	const [generation = '0', hash = ''] = (leaf._rev ?? '').split('-');
	return ids[start - Number(generation)] === hash;
}

/** What PouchDB or CouchDB would stumble over, before anything else looks at the document. */
function misshapen(doc: unknown): string | undefined {
	if (!isPlainObject(doc)) return 'shape';
	if (!isId(doc._id)) return 'unknown_kind';
	if (doc._attachments !== undefined) return 'attachments';
	if (!isRev(doc._rev) || !fits(doc._rev, doc._revisions)) return 'revisions';
	if (doc._deleted !== undefined && doc._deleted !== true) return 'shape';
	if (isDeep(doc)) return 'too_deep';
	const { _revisions: _, ...body } = doc;
	if (Buffer.byteLength(JSON.stringify(body)) > DOCUMENT_CAP) return 'too_large';
	return undefined;
}

function fits(rev: string, revisions: unknown): boolean {
	if (revisions === undefined) return rev.startsWith('1-');
	if (!isPlainObject(revisions) || Object.keys(revisions).length !== 2) return false;
	const { start, ids } = revisions;
	if (!Array.isArray(ids) || ids.length === 0 || ids.length > HISTORY_CAP) return false;
	if (typeof start !== 'number' || ids.length > start || rev !== `${start}-${ids[0]}`) return false;
	return ids.every((hash) => typeof hash === 'string' && /^[0-9a-f]{32}$/.test(hash));
}

function refusal(doc: unknown, reason: string): Refusal {
	const { _id, _rev } = isPlainObject(doc) ? doc : {};
	return {
		id: typeof _id === 'string' ? _id.slice(0, 200) : '',
		...(isRev(_rev) ? { rev: _rev } : {}),
		error: 'forbidden',
		reason
	};
}
