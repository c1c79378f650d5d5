import { isSame } from '../../records/index.ts';
import { lookedAt, needsLook, type EditReason, type LookedAt } from '../../rules/moderation.ts';
import { sha256 } from '../accounts.ts';
import { REGISTRY } from '../backend.ts';
import { takeOut } from '../shown.ts';
import type { Site } from '../site.ts';
import { changeEntry, newEntry, readEntry, type Entry } from './entries.ts';
import { isReviewed } from './review.ts';

/** `new`: what the group says now is shown. `old`: what stands goes on standing. `none`: nothing of the group is public. */
export interface Admission {
	show: 'new' | 'old' | 'none';
	/** What is added to what stands. */
	marks: { pilot?: true; verified?: true };
}

/** The digest of what is looked at in a view. */
export const digestOf = (view: LookedAt): string => sha256(lookedAt(view)).slice(0, 32);

/** Whether a community was taken out of sight. */
export const isOut = (entry: Entry | undefined): boolean =>
	entry?.state === 'hidden' || entry?.state === 'removed';

/** What may be public of what a group says now, with what stands in the registry as `shown`; puts into the queue what must wait. */
export async function admit(
	site: Site,
	group: string,
	next: LookedAt,
	shown: LookedAt | undefined
): Promise<Admission> {
	const reviewed = await isReviewed(site);
	const entry = (await readEntry(site, group)) ?? (reviewed ? await ask(site, group) : undefined);
	const marks: Admission['marks'] = {
		...(entry?.pilot === 'yes' && { pilot: true }),
		...(entry?.verified && { verified: true })
	};
	if (isOut(entry)) return { show: 'none', marks };
	if (entry?.state === 'waiting') {
		if (reviewed) return { show: 'none', marks };
		await letIn(site, group);
	}
	const { holds, why } = reviewed ? judge(entry, next, shown) : { holds: false, why: [] };
	await noteEdit(site, group, entry, why);
	return { show: !holds ? 'new' : shown ? 'old' : 'none', marks };
}

async function ask(site: Site, group: string): Promise<Entry | undefined> {
	const { entry } = await changeEntry(site, group, (now) =>
		now
			? undefined
			: {
					entry: newEntry(group, 'waiting', site.now().toISOString()),
					acts: [{ by: 'server', what: 'asked' }]
				}
	);
	return entry;
}

/** Review was turned off while it waited. */
async function letIn(site: Site, group: string): Promise<void> {
	await changeEntry(site, group, (now) =>
		now?.state === 'waiting'
			? {
					entry: { ...now, state: 'shown', since: site.now().toISOString() },
					acts: [{ by: 'server', what: 'let_in' }]
				}
			: undefined
	);
}

/** Whether what is said now is held back, and what for it is put into the queue; one that was refused is held and not queued. */
function judge(
	entry: Entry | undefined,
	next: LookedAt,
	shown: LookedAt | undefined
): { holds: boolean; why: EditReason[] } {
	const decided = entry?.decided?.digest === digestOf(next) ? entry.decided : undefined;
	if (decided) return { holds: !decided.yes && isAnother(next, shown), why: [] };
	// Where the registry has lost what stood, an edit that was waiting still is.
	const why = shown ? needsLook(shown, next) : (entry?.edit?.why ?? []);
	return { holds: why.length > 0, why };
}

const isAnother = (next: LookedAt, shown: LookedAt | undefined) =>
	shown === undefined || needsLook(shown, next).length > 0;

async function noteEdit(
	site: Site,
	group: string,
	entry: Entry | undefined,
	why: EditReason[]
): Promise<void> {
	if (why.length === 0 ? !entry?.edit : entry?.edit && isSame(entry.edit.why, why)) return;
	await changeEntry(site, group, (now) => {
		if (!now) return undefined;
		const { edit, ...rest } = now;
		if (why.length === 0) return edit && { entry: rest as Entry, acts: [] };
		const since = edit?.since ?? site.now().toISOString();
		return {
			entry: { ...rest, edit: { since, why } } as Entry,
			acts: edit ? [] : [{ by: 'organiser', what: 'edited', reason: why.join() }]
		};
	});
}

const KINDS = ['listing', 'story', 'event', 'coop', 'picture', 'part'];

/** Takes everything of a group out of the registry, and does not end before nothing is left. */
export async function takeAllOut(site: Site, group: string): Promise<void> {
	for (let left = true; left;) {
		left = false;
		for (const kind of KINDS) {
			const all = await site.backend.allDocs(REGISTRY, `${kind}:${group}`);
			for (const doc of all) await takeOut(site, doc);
			left ||= all.length > 0;
		}
	}
}
