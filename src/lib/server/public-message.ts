import {
	groupDatabase,
	isErased,
	message,
	tidyText,
	type Author,
	type Message,
	type Problem
} from '../records/index.ts';
import { inMonths, reachLink } from '../rules/index.ts';
import { sha256 } from './accounts.ts';
import type { Failure } from './answer.ts';
import { ACCOUNTS, type Doc } from './backend.ts';
import { findGroup } from './groups.ts';
import { countMessage, countMessageTo } from './limits.ts';
import { findCommunity } from './registry.ts';
import type { Site } from './site.ts';

/** What somebody typed into a community's contact form. */
export interface TypedMessage {
	/** 32 hexadecimal digits that the form brought along. */
	key: string;
	name: string;
	reach: string;
	about: string;
	text: string;
}

export type Told = { ok: true } | Failure;

/** How long a message may be kept. */
const MONTHS = 12;
/** How many a group's phones carry at a time: a flood must not fill them. */
const MOST_HELD = 500;
const KEY = /^[0-9a-f]{32}$/;

/**
 * Whether a community can be written to on its page, or why not: it is not shown, it is an example, or no group stands
 * behind it here.
 */
export async function reachable(
	site: Site,
	slug: string
): Promise<{ ok: true; group: string; name: string } | (Failure & { name?: string })> {
	const community = /^[a-z0-9-]{1,80}$/.test(slug) ? await findCommunity(slug, site) : undefined;
	if (!community) return { ok: false, status: 404, code: 'community_unknown' };
	const { name } = community;
	if (community.tags.includes('demo')) return { ok: false, status: 409, code: 'message_demo', name };
	const group = (await site.backend.get<Doc & { group: string }>(ACCOUNTS, `slug:${slug}`))?.group;
	if (!group || !(await findGroup(site, group)))
		return { ok: false, status: 409, code: 'message_nobody', name };
	return { ok: true, group, name };
}

/**
 * Puts a message from a community's page into its group's database. The same form once more is the same message, also
 * after it was erased; with other words it is another one.
 */
export async function tellCommunity(
	site: Site,
	slug: string,
	typed: TypedMessage,
	address: string
): Promise<Told> {
	const to = await reachable(site, slug);
	if (!to.ok) return to;
	const read = readTyped(typed, site.now());
	if (!read.ok) return { ok: false, status: 400, code: 'wrong', problems: read.problems };
	const db = groupDatabase(to.group);
	if (await site.backend.get(db, read.record._id)) return { ok: true };
	const refused = await tooMany(site, to.group, address);
	if (refused) return refused;
	const held = await site.backend.allDocs<Message & Doc>(db, 'message:');
	if (held.filter((one) => !isErased(one)).length >= MOST_HELD)
		return { ok: false, status: 409, code: 'messages_full' };
	// In conflict with itself it is there already.
	await site.backend.put(db, read.record as unknown as Doc);
	return { ok: true };
}

async function tooMany(site: Site, group: string, address: string): Promise<Failure | undefined> {
	for (const count of [() => countMessage(site, address), () => countMessageTo(site, group)]) {
		const allowed = await count();
		if (!allowed.ok) return { ok: false, status: 429, code: 'too_many', retry_after: allowed.retry_after };
	}
	return undefined;
}

/** The record that was typed, its id made of the form and its words; or every field that is not right. */
function readTyped(typed: TypedMessage, now: Date) {
	const author: Author = { member: 'server', device: 'server', at: now.toISOString() };
	const { key, name, reach, about, text } = typed;
	const made = message.make(
		{ name, reach, about: about as Message['about'], text, expires: inMonths(MONTHS, now) },
		author
	);
	const problems: Problem[] = made.ok ? [] : [...made.problems];
	if (!KEY.test(key)) problems.push({ field: 'key', code: 'format' });
	const known = problems.some(({ field }) => field === 'reach');
	if (!known && reachLink(reach) === undefined) problems.push({ field: 'reach', code: 'format' });
	if (problems.length > 0 || !made.ok) return { ok: false as const, problems };
	const words = [key, ...[name, reach, about, text].map(tidyText)];
	const _id = `message:${sha256(`message ${JSON.stringify(words)}`).slice(0, 26)}`;
	return { ok: true as const, record: { ...made.record, _id } };
}
