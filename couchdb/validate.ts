/**
 * CouchDB's own look at every document, bundled into `validate_doc_update` (design-documents.ts). The gateway
 * has checked who may write; this is the same check of what is written, and that what is written once stays,
 * in case anything gets past it.
 */
import { checkWrite } from '../src/lib/records/index.ts';

interface UserContext {
	db?: string;
	roles?: string[];
}

type Written = Record<string, unknown> & { _id: string; _deleted?: boolean };

/** Any kind of record, in its own group's database. */
export function validateGroup(next: Written, before: unknown, user: UserContext): void {
	if (!mayPass(next, user)) return;
	const parts = /group-([0-9a-hjkmnp-tv-z]{26})$/.exec(user.db || '');
	const group = parts ? parts[1] : undefined;
	if (next._attachments) refuse('attachments');
	const verdict = checkWrite(next, before, { member: 'server', role: 'server', group });
	if (verdict !== true) refuse(verdict);
}

const PUBLISHED = ['listing', 'story', 'event', 'coop', 'picture', 'part'];
/** What people open has an address; pictures stand in a story. */
const ADDRESSED = ['listing', 'story', 'event', 'coop'];

/** What is published alone: listings, stories, events and co-ops, each with its community's address, and the stories' pictures. */
export function validateRegistry(next: Written, before: unknown, user: UserContext): void {
	if (!mayPass(next, user) || next._deleted) return;
	const { type, slug } = next;
	if (PUBLISHED.indexOf(String(type)) < 0) refuse('unknown_kind');
	const addressed = typeof slug === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
	if (ADDRESSED.indexOf(String(type)) >= 0 && !addressed) refuse('slug:format');
	if (next._attachments) refuse('attachments');
	const verdict = checkWrite(asInGroup(next), null, { member: 'server', role: 'server' });
	if (verdict !== true) refuse(verdict);
}

/** Beside the listings the group stands in the id, and other records are named by their bare ids: what it was in its group. */
function asInGroup(next: Written): Written {
	if (next.type === 'listing') return next;
	const parts = /^([a-z]+):[0-9a-z]{26}:(.+)$/.exec(next._id) || refuse('_id:format');
	const record: Written = Object.assign({}, next, { _id: `${parts[1]}:${parts[2]}` });
	if (next.type === 'event') return Object.assign(record, { shown: true });
	// One of a directory has its source's own number, and its website as that lists it.
	if (next.type === 'coop') {
		const website = typeof next.website === 'string' && next.website.replace(/^http:/, 'https:');
		return Object.assign(record, { _id: 'coop:00000000000000000000000000' }, website && { website });
	}
	if (next.type !== 'story') return record;
	const { commitment, pictures } = next;
	if (commitment !== undefined) record.commitment = `commitment:${commitment}`;
	if (Array.isArray(pictures)) record.pictures = pictures.map((id) => `picture:${id}`);
	return Object.assign(record, { state: 'published' });
}

/** What the gateway keeps for itself, and what operators import: administrators alone. */
export function validateInternal(next: Written, before: unknown, user: UserContext): void {
	mayPass(next, user);
}

/** Nobody but the gateway and operators gets this far; design documents are theirs to change. */
function mayPass(next: Written, user: UserContext): boolean {
	if (!user.roles || user.roles.indexOf('_admin') < 0) refuse('role');
	return next._id.indexOf('_design/') !== 0;
}

function refuse(reason: string): never {
	// CouchDB takes a refusal as a plain object: https://docs.couchdb.org/en/stable/ddocs/ddocs.html#vdufun
	throw { forbidden: reason };
}
