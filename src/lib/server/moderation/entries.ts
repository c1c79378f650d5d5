import { newUlid } from '../../records/index.ts';
import type { EditReason, Standing } from '../../rules/moderation.ts';
import { change } from '../accounts.ts';
import { ACCOUNTS, REGISTRY, type Doc } from '../backend.ts';
import { findGroup } from '../groups.ts';
import type { Site } from '../site.ts';

/** How a community stands with those who look after the registry: `entry:<group>` in the accounts. */
export interface EntryFields {
	group: string;
	state: Standing;
	/** Since when it has been in this state. */
	since: string;
	/** A moderator has looked at it. */
	verified: boolean;
	/** Registered communities that spoke for it. */
	vouches: { group: string; at: string }[];
	/** Why it is hidden or removed, in a moderator's words; none when reports alone hid it. */
	reason?: string;
	/** What the group says now differs from what is shown, and waits; what it was when it was put into the queue. */
	edit?: { since: string; why: EditReason[] };
	/** Stories and events with links, which wait while nobody has looked at the community; those that were refused go on waiting. */
	held?: { since: string; ids: string[]; refused?: string[] };
	/** The edit that was decided on last, by the digest of its words. */
	decided?: { digest: string; yes: boolean; reason?: string };
	/** From different addresses, since somebody looked last. */
	reports: number;
	reported_at?: string;
	/** When a moderator last decided on reports. */
	looked_at?: string;
	/** What the group says against it; one at a time. */
	appeal?: { text: string; at: string };
	pilot?: 'asked' | 'yes' | 'no';
	pilot_why?: string;
	pilot_at?: string;
	/** The act that was decided last, by its id: whoever decides next says which one they have seen. */
	last?: string;
	/** Acts that are part of this change and stand beside it in a moment, so that neither is ever without the other. */
	unlogged?: Act[];
}

export type Entry = Doc & EntryFields;

export type ActKind =
	| 'asked'
	| 'approve'
	| 'vouched'
	| 'let_in'
	| 'edited'
	| 'held'
	| 'approve_edit'
	| 'refuse_edit'
	| 'hide'
	| 'remove'
	| 'reported'
	| 'dismiss_reports'
	| 'appeal'
	| 'pilot_asked'
	| 'pilot_yes'
	| 'pilot_no';

/** One line of a community's history. No code changes or deletes it. */
export interface Act {
	id: string;
	at: string;
	/** A moderator's name, or `server`, `vouches`, `organiser`, `public`. */
	by: string;
	what: ActKind;
	reason?: string;
}

/** Reports come at any time, and what the group says is told by its digest: neither is a decision. */
export const isDecision = ({ what }: Pick<Act, 'what'>): boolean =>
	what !== 'reported' && what !== 'edited' && what !== 'held';

/** What becomes of an entry, and what is said of it in its history. */
export interface Decision {
	entry: EntryFields;
	acts: { by: string; what: ActKind; reason?: string }[];
}

/**
 * How a community stands; undefined for one that has never asked. One that stood in the registry before anybody was asked
 * counts as shown, and as one that nobody has looked at.
 */
export async function readEntry(site: Site, group: string): Promise<Entry | undefined> {
	const kept = await site.backend.get<Entry>(ACCOUNTS, `entry:${group}`);
	if (kept) return kept;
	const stood = (await findGroup(site, group))?.published_at ?? (await standsSince(site, group));
	return stood === undefined ? undefined : { ...newEntry(group, 'shown', stood), _id: `entry:${group}` };
}

async function standsSince(site: Site, group: string): Promise<string | undefined> {
	const listed = await site.backend.get<Doc & { registered_at?: string }>(REGISTRY, `listing:${group}`);
	return listed && (listed.registered_at ?? site.now().toISOString());
}

/** An entry to begin with. */
export const newEntry = (group: string, state: Standing, since: string): EntryFields => ({
	...{ group, state, since, verified: false, vouches: [], reports: 0 }
});

/**
 * Changes how a community stands by compare and swap, and appends to its history what was done: both or neither. `next` may
 * be called several times; answering undefined leaves all as it is. Answers what stands afterwards, and whether this call
 * changed it.
 */
export async function changeEntry(
	site: Site,
	group: string,
	next: (now: Entry | undefined) => Decision | undefined
): Promise<{ entry: Entry | undefined; changed: boolean }> {
	const stood = await readEntry(site, group);
	const at = site.now().toISOString();
	let changed = false;
	const entry = await change<Entry>(site.backend, `entry:${group}`, (now) => {
		const decision = next(now ?? stood);
		changed = decision !== undefined;
		if (!decision) return undefined;
		const acts = decision.acts.map(({ by, what, reason }) => ({
			...{ id: newUlid(), at, by, what },
			...(reason && { reason })
		}));
		const last = acts.findLast(isDecision)?.id;
		return {
			...decision.entry,
			...(last && { last }),
			unlogged: [...(now?.unlogged ?? []), ...acts]
		};
	});
	if (!changed || !entry) return { entry: entry ?? stood, changed };
	return { entry: await log(site, entry), changed };
}

/** Puts acts that are still part of the entry beside it; whoever was interrupted is finished by the next one. */
async function log(site: Site, entry: Entry): Promise<Entry> {
	const acts = entry.unlogged ?? [];
	for (const { id, ...act } of acts) {
		// Who finds it there already was second: the same act has the same id.
		await site.backend.put(ACCOUNTS, { _id: `act:${entry.group}:${id}`, group: entry.group, ...act });
	}
	const logged = new Set(acts.map(({ id }) => id));
	const rest = await change<Entry>(site.backend, entry._id, (now) =>
		now?.unlogged?.some(({ id }) => logged.has(id))
			? { ...now, unlogged: now.unlogged.filter(({ id }) => !logged.has(id)) }
			: undefined
	);
	return rest ?? entry;
}

/** What was done with a community, oldest first. */
export async function historyOf(site: Site, group: string): Promise<Act[]> {
	const [kept, entry] = await Promise.all([
		site.backend.allDocs<Doc & Omit<Act, 'id'>>(ACCOUNTS, `act:${group}:`),
		site.backend.get<Entry>(ACCOUNTS, `entry:${group}`)
	]);
	const acts = new Map<string, Act>();
	for (const { _id, at, by, what, reason } of kept) {
		const id = _id.slice(`act:${group}:`.length);
		acts.set(id, { ...{ id, at, by, what }, ...(reason && { reason }) });
	}
	for (const act of entry?.unlogged ?? []) acts.set(act.id, act);
	return [...acts.values()].sort((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1));
}
