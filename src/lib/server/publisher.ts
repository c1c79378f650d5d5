import { groupDatabase, listing, type Commitment, type Listing } from '../records/index.ts';
import { readiness } from '../rules/index.ts';
import type { LookedAt } from '../rules/moderation.ts';
import { change } from './accounts.ts';
import { ACCOUNTS, BackendTrouble, REGISTRY, type Doc } from './backend.ts';
import { findGroup, type Group } from './groups.ts';
import { readEntry, type Entry } from './moderation/entries.ts';
import { admit, isOut, takeAllOut } from './moderation/gate.ts';
import { holdsLinks, noteHeld } from './moderation/held.ts';
import { publishCoops } from './publish-coops.ts';
import { publishEvents } from './publish-events.ts';
import { publishStories } from './publish-stories.ts';
import { show, withoutHistory } from './shown.ts';
import type { Site } from './site.ts';
import { claimSlug } from './slugs.ts';

/** A community as it stands in the registry. */
export interface Published extends Doc {
	slug: string;
	registered_at: string;
}

/** Somebody may decide on the group meanwhile, over and over. */
const ROUNDS = 20;

/**
 * Copies what a group shows into the registry, the whitelisted public views and nothing else: its listing, for the first
 * time when the group is ready for it and may be seen, and the stories, events and co-ops that stand beside it. Of a group that was
 * taken out of sight nothing is left there. Asking again changes nothing unless those have changed. Answers whether there is
 * something published.
 */
export async function publish(site: Site, group: string): Promise<boolean> {
	for (let round = 0; round < ROUNDS; round += 1) {
		const before = await site.backend.get(ACCOUNTS, `entry:${group}`);
		const stands = await publishOnce(site, group);
		// Whoever decided meanwhile may have found less, or more, than was just written.
		const after = await site.backend.get(ACCOUNTS, `entry:${group}`);
		if (before?._rev === after?._rev) return stands;
	}
	throw new BackendTrouble('timeout', `${group} is decided on all the time`);
}

async function publishOnce(site: Site, group: string): Promise<boolean> {
	const entry = await readEntry(site, group);
	if (isOut(entry)) {
		await takeAllOut(site, group);
		return false;
	}
	const slug = await publishListing(site, group);
	if (slug === undefined) return false;
	const waits = await holdsLinks(site, entry);
	const held = [
		...(await publishStories(site, group, slug, waits)),
		...(await publishEvents(site, group, slug, waits))
	];
	await noteHeld(site, group, held);
	await publishCoops(site, group, slug);
	return true;
}

/** The address at which the group's listing stands, if it may. */
async function publishListing(site: Site, group: string): Promise<string | undefined> {
	const id = `listing:${group}`;
	const record = await site.backend.get<Listing & Doc>(groupDatabase(group), id);
	if (!record || !listing.publicView || listing.check(withoutHistory(record)).length > 0) return undefined;
	if (!(await mayStand(site, group))) return undefined;
	const known = await site.backend.get<Published & Listing>(REGISTRY, id);
	const next = listing.publicView(record) as LookedAt;
	const admission = await admit(site, group, next, known && (listing.publicView(known) as LookedAt));
	if (admission.show === 'none') return undefined;
	const slug = await claimSlug(site, group, record.name);
	const said = admission.show === 'old' && known ? known : record;
	const since = (await findGroup(site, group))?.published_at ?? site.now().toISOString();
	const stands = await show<Published>(site, said, listing.publicView(said), id, (now) => ({
		slug,
		registered_at: now?.registered_at ?? since,
		...admission.marks
	}));
	await notePublished(site, group, stands.doc.registered_at);
	return slug;
}

/** A community that stands in the registry stays there, whatever becomes of its commitments. */
async function mayStand(site: Site, group: string): Promise<boolean> {
	if ((await findGroup(site, group))?.published_at) return true;
	const promised = await site.backend.allDocs<Commitment & Doc>(groupDatabase(group), 'commitment:');
	return readiness(undefined, promised).ready;
}

/**
 * Publishes now, and leaves a note first, so that another start takes it up if this process ends or the
 * registry is out of reach in between.
 */
export async function publishSoon(site: Site, group: string): Promise<void> {
	await noteToPublish(site, group);
	await settleOrPutOff(site, group);
}

/** Leaves a note that there is something to publish, or to take out. */
export async function noteToPublish(site: Site, group: string): Promise<void> {
	await change<Doc>(site.backend, `publish:${group}`, (now) => (now ? { ...now, again: Math.random() } : {}));
}

/**
 * Takes up what was put off, puts back what a registry restored from a back-up has lost, and takes out what it has brought
 * back. A group that can't be published keeps its note and holds up no other.
 */
export async function publishPending(site: Site): Promise<void> {
	const noted = await site.backend.allDocs(ACCOUNTS, 'publish:');
	const groups = await site.backend.allDocs<Group>(ACCOUNTS, 'group:');
	const there = new Set((await site.backend.allDocs(REGISTRY, 'listing:')).map((doc) => doc._id));
	const bare = (doc: Doc) => doc._id.slice(doc._id.indexOf(':') + 1);
	const stands = (doc: Doc) => there.has(`listing:${bare(doc)}`);
	const out = (await site.backend.allDocs<Entry>(ACCOUNTS, 'entry:')).filter(isOut);
	const outIds = new Set(out.map(bare));
	const lost = groups.filter((group) => group.slug && !stands(group) && !outIds.has(bare(group)));
	const due = [...noted, ...lost, ...out.filter(stands)];
	for (const group of new Set(due.map(bare))) await settleOrPutOff(site, group);
}

async function settleOrPutOff(site: Site, group: string): Promise<void> {
	try {
		await settle(site, group);
	} catch (problem) {
		console.error(`publishing ${group} is put off: ${String(problem)}`);
	}
}

async function settle(site: Site, group: string): Promise<void> {
	const note = await site.backend.get(ACCOUNTS, `publish:${group}`);
	await publish(site, group);
	// A note that somebody has renewed meanwhile stays.
	if (note) await site.backend.put(ACCOUNTS, { _id: note._id, _rev: note._rev, _deleted: true });
}

async function notePublished(site: Site, group: string, published_at: string): Promise<void> {
	if ((await findGroup(site, group))?.published_at) return;
	await change<Group>(site.backend, `group:${group}`, (now) => (now ? { ...now, published_at } : undefined));
}
