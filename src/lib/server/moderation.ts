/** What moderators see and do: the queue, what is known of a community, and each decision. */
import { groupDatabase, listing, type Listing, type PlannedEvent, type Story } from '../records/index.ts';
import type { LookedAt } from '../rules/moderation.ts';
import type { Failure } from './answer.ts';
import { ACCOUNTS, REGISTRY, type Doc } from './backend.ts';
import { findGroup } from './groups.ts';
import {
	changeEntry,
	historyOf,
	readEntry,
	type Act,
	type ActKind,
	type Decision,
	type Entry
} from './moderation/entries.ts';
import { isOver } from './moderation/held.ts';
import { digestOf } from './moderation/gate.ts';
import { noteToPublish, publishSoon, type Published } from './publisher.ts';
import { withoutHistory } from './shown.ts';
import type { Site } from './site.ts';

export type { Act, ActKind, Entry } from './moderation/entries.ts';

export type QueuedFor = 'new' | 'edit' | 'reports' | 'appeal' | 'pilot';

/** A community that somebody should look at. */
export interface QueueItem {
	group: string;
	slug?: string;
	name: string;
	for: QueuedFor[];
	/** Since when the oldest of these has waited. */
	since: string;
}

/** What a community says of itself in public. */
export type ListingView = Omit<Listing, '_id' | '_rev' | 'type' | 'schema' | 'created_at' | 'created_by'>;

/** One report, without who sent it. */
export interface Report {
	at: string;
	why: string;
	text?: string;
}

/** A story or an event, in its own words. */
export interface ShownText {
	id: string;
	kind: 'story' | 'event';
	title: string;
	text?: string;
}

/** All that is known of a community that asks to be shown, or is. */
export interface Dossier {
	entry: Entry;
	slug?: string;
	/** What the group says now. */
	proposed?: ListingView;
	/** Stands for `proposed`: given back with a decision, it is refused where the group has said something else meanwhile. */
	seen?: string;
	/** Stories and events with links, which wait until a moderator has looked at the community. */
	held: (ShownText & { refused: boolean })[];
	/** What stands in the registry. */
	shown?: ListingView & Published;
	reports: Report[];
	history: Act[];
}

/** What a moderator decides. Hiding and removing need a reason, which the group is told. */
export interface Did {
	what: Extract<
		ActKind,
		| 'approve'
		| 'approve_edit'
		| 'refuse_edit'
		| 'hide'
		| 'remove'
		| 'dismiss_reports'
		| 'pilot_yes'
		| 'pilot_no'
	>;
	reason?: string;
	/** The dossier's `seen`, or nothing where there was none. */
	seen?: string;
	/** The entry's `last`: with another one meanwhile the decision is refused. */
	last?: string;
}

/** Communities that somebody should look at, the one that has waited longest first. */
export async function queue(site: Site): Promise<QueueItem[]> {
	const entries = await site.backend.allDocs<Entry>(ACCOUNTS, 'entry:');
	const waiting = entries.flatMap((entry) => {
		const dues = duesOf(entry);
		return dues.length > 0 ? [{ entry, dues }] : [];
	});
	const items = waiting.map(async ({ entry: { group }, dues }) => {
		const known = await findGroup(site, group);
		const said = await site.backend.get<Listing & Doc>(groupDatabase(group), `listing:${group}`);
		return {
			group,
			...(known?.slug && { slug: known.slug }),
			name: said?.name ?? known?.name ?? group,
			for: dues.map(({ why }) => why),
			since: dues.map(({ at }) => at).reduce((a, b) => (a < b ? a : b))
		};
	});
	return (await Promise.all(items)).sort((a, b) =>
		`${a.since} ${a.group}` < `${b.since} ${b.group}` ? -1 : 1
	);
}

function duesOf(entry: Entry): { why: QueuedFor; at: string }[] {
	const { state, since, edit, held, reports, reported_at, appeal, pilot, pilot_at } = entry;
	const holds = held && state === 'shown' && !isOver(held) ? held.since : undefined;
	const edited = edit?.since ?? holds;
	const dues: [QueuedFor, string | undefined][] = [
		['new', state === 'waiting' ? since : undefined],
		['edit', edited],
		['reports', reports > 0 ? (reported_at ?? since) : undefined],
		['appeal', appeal?.at],
		['pilot', pilot === 'asked' ? (pilot_at ?? since) : undefined]
	];
	return dues.flatMap(([why, at]) => (at === undefined ? [] : [{ why, at }]));
}

/** Everything about one community, by its bare id; undefined for one that has never asked to be shown. */
export async function dossier(site: Site, group: string): Promise<Dossier | undefined> {
	const entry = await readEntry(site, group);
	if (!entry) return undefined;
	const {
		_rev: _,
		_revisions: __,
		write: ___,
		unlogged: ____,
		...plain
	} = entry as Entry & { write?: string };
	const [proposed, shown, known, reports, history] = await Promise.all([
		proposedBy(site, group),
		site.backend.get<Published & ListingView>(REGISTRY, `listing:${group}`),
		findGroup(site, group),
		site.backend.allDocs<Doc & Report>(ACCOUNTS, `report:${group}:`),
		historyOf(site, group)
	]);
	return {
		entry: plain as Entry,
		...(known?.slug && { slug: known.slug }),
		...(proposed && { proposed, seen: digestOf(proposed) }),
		...(shown && { shown: withoutHistory(shown) as typeof shown }),
		reports: reports
			.map(({ at, why, text }) => ({ at, why, ...(text && { text }) }))
			.sort((a, b) => (a.at < b.at ? -1 : 1)),
		held: await heldTexts(site, entry),
		history
	};
}

async function heldTexts(site: Site, { group, held }: Entry): Promise<Dossier['held']> {
	const texts = (held?.ids ?? []).map(async (id) => {
		const record = await site.backend.get<
			Doc & Partial<Pick<Story, 'title' | 'text'> & Pick<PlannedEvent, 'about'>>
		>(groupDatabase(group), id);
		const kind = id.startsWith('story:') ? ('story' as const) : ('event' as const);
		const text = record?.text ?? record?.about;
		const refused = held?.refused?.includes(id) ?? false;
		return record ? [{ id, kind, title: record.title ?? '', ...(text && { text }), refused }] : [];
	});
	return (await Promise.all(texts)).flat();
}

/** What the group's own listing would show. */
async function proposedBy(site: Site, group: string): Promise<ListingView | undefined> {
	const record = await site.backend.get<Listing & Doc>(groupDatabase(group), `listing:${group}`);
	if (!record || listing.check(withoutHistory(record)).length > 0) return undefined;
	return listing.publicView?.(record) as ListingView | undefined;
}

const REASON_MOST = 500;

/**
 * A moderator's decision. It holds from this moment on for every gateway; what it takes out of sight is out of the registry
 * when this returns, or as soon as that can be reached.
 */
export async function act(site: Site, by: string, group: string, did: Did): Promise<{ ok: true } | Failure> {
	const reason = did.reason?.trim() || undefined;
	const wrong = (code: string, status = 400): Failure => ({ ok: false, status, code });
	if ((did.what === 'hide' || did.what === 'remove') && !reason) return wrong('reason_required');
	if (reason && reason.length > REASON_MOST) return wrong('reason_long');
	if (!(await readEntry(site, group))) return wrong('not_found', 404);
	const proposed = await proposedBy(site, group);
	const digest = proposed && digestOf(proposed as LookedAt);
	if (did.seen !== undefined && did.seen !== (digest ?? '')) return wrong('changed_meanwhile', 409);
	// Whoever ends between deciding and publishing is finished by the next upkeep.
	await noteToPublish(site, group);
	const at = site.now().toISOString();
	let meanwhile = false;
	const { changed } = await changeEntry(site, group, (now) => {
		meanwhile = did.last !== undefined && did.last !== (now?.last ?? '');
		const entry = !meanwhile && now && decide(now, did.what, { at, reason, digest });
		return entry ? { entry, acts: [{ by, what: did.what, reason }] } : undefined;
	});
	await publishSoon(site, group);
	return changed ? { ok: true } : wrong(meanwhile ? 'meanwhile' : 'not_now', 409);
}

interface Said {
	at: string;
	reason?: string;
	/** Of what the group says now. */
	digest?: string;
}

/** What becomes of the entry; undefined where there is nothing to decide. */
function decide(now: Entry, what: Did['what'], { at, reason, digest }: Said): Decision['entry'] | undefined {
	const { reason: _, reports: __, reported_at: ___, appeal: ____, edit, held: _____, ...rest } = now;
	const looked = { ...rest, reports: 0, looked_at: at } as Entry;
	const said = digest && { decided: { digest, yes: true } };
	const shown = { state: 'shown', since: now.state === 'shown' ? now.since : at, verified: true } as const;
	switch (what) {
		case 'approve':
			// Of one that is shown, an edit that waits is another question.
			return now.state === 'shown'
				? { ...looked, ...shown, ...(edit && { edit }) }
				: { ...looked, ...shown, ...said };
		case 'hide':
		case 'remove':
			return {
				...looked,
				state: what === 'hide' ? 'hidden' : 'removed',
				since: at,
				...(reason && { reason })
			};
		case 'dismiss_reports':
			if (now.reports === 0) return undefined;
			// One that only reports hid comes back.
			if (now.state === 'hidden' && !now.reason) return { ...looked, ...shown };
			return { ...now, reports: 0, looked_at: at, verified: now.verified || now.state === 'shown' };
		case 'approve_edit':
			if (now.state !== 'shown' || (!edit && !now.held)) return undefined;
			return { ...withoutEdit(now), verified: true, ...said };
		case 'refuse_edit':
			if (now.state !== 'shown' || (!edit && !now.held)) return undefined;
			return {
				...withoutEdit(now),
				...(edit && digest && { decided: { digest, yes: false, ...(reason && { reason }) } }),
				...(now.held && { held: { ...now.held, refused: now.held.ids } })
			};
		case 'pilot_yes':
		case 'pilot_no':
			return { ...now, pilot: what === 'pilot_yes' ? 'yes' : 'no' };
	}
}

function withoutEdit({ edit: _, ...rest }: Entry): Entry {
	return rest as Entry;
}
