import {
	audit,
	bareId,
	community,
	coop,
	groupDatabase,
	undo,
	type AuditNote,
	type Base,
	type Community,
	type Coop,
	type KindDefinition,
	type Undo
} from '../records/index.ts';
import { takenBack } from '../rules/index.ts';
import { SOURCES, type SourceId } from '../rules/reference/index.ts';
import { knownOutlets } from '../rules/outlets.ts';
import {
	listedFact,
	listedOutlet,
	usableCoops,
	type Listed,
	type UsableCoop
} from '../rules/usable-coops.ts';
import { BackendTrouble, REFERENCE, REGISTRY, type Doc } from './backend.ts';
import { readFacts } from './reference.ts';
import { show, takeOut, withoutHistory } from './shown.ts';
import type { Site } from './site.ts';
import { untilChanged } from './until-changed.ts';

/** What strangers are told of a co-op. */
export type CoopView = Pick<UsableCoop, 'name' | 'owner' | 'needs' | 'where' | 'hours' | 'website'> & {
	/** The day on which somebody last saw it, YYYY-MM-DD. */
	seen_on: string;
	/** Whose list it was taken from, on which terms, and where that is. */
	source?: string;
	licence?: string;
	source_url?: string;
};

/** A co-op as it stands in the registry, with the address of the community that saw it. */
export interface ShownCoop extends Doc, CoopView {
	slug: string;
}

/** Somebody else may change the group's notes meanwhile, over and over. */
const ROUNDS = 20;
const AT_ONCE = 8;
/** In the place of an id that only a directory knows. */
const ANY = 'coop:00000000000000000000000000';

/**
 * Brings the co-ops that the registry shows of a group in line with the group's own notes, where an organiser has them shown:
 * those that somebody saw to be here, and nothing of the others. What a directory lists is told as the imported directory
 * has it, whatever a phone says; an id that it does not know is left out.
 */
export async function publishCoops(site: Site, group: string, slug: string): Promise<void> {
	for (let round = 0; round < ROUNDS; round += 1) if (!(await bringInLine(site, group, slug))) return;
	throw new BackendTrouble('timeout', `the co-ops of ${group} change all the time`);
}

/** Answers whether anything had to be written. */
async function bringInLine(site: Site, group: string, slug: string): Promise<boolean> {
	const prefix = `coop:${group}:`;
	const [coops, there] = await Promise.all([
		coopsToShow(site, group),
		site.backend.allDocs<ShownCoop>(REGISTRY, prefix)
	]);
	const standing = new Map(there.map((doc) => [doc._id, doc]));
	const wanted = new Set<string>();
	let wrote = false;
	await inTurn(coops, async (one) => {
		const view = viewOf(one);
		const made = { type: 'coop', schema: 1, created_at: `${view.seen_on}T00:00:00.000Z` } as Base;
		// What the registry would refuse must not keep the others out.
		if (coop.check({ ...view, ...made, _id: ANY, created_by: 'server', website: undefined }).length > 0)
			return;
		const id = `${prefix}${one.id.startsWith('coop:') ? bareId(one.id) : one.id}`;
		wanted.add(id);
		if ((await show<ShownCoop>(site, made, view, id, () => ({ slug }), standing.get(id))).written)
			wrote = true;
	});
	const gone = there.filter(({ _id }) => !wanted.has(_id));
	await inTurn(gone, (doc) => takeOut(site, doc));
	return wrote || gone.length > 0;
}

async function coopsToShow(site: Site, group: string): Promise<UsableCoop[]> {
	const db = groupDatabase(group);
	const about = await site.backend.get<Community & Doc>(db, `community:${group}`);
	if (!about || about.coops_shown !== true || !isSound(community, about)) return [];
	const [added, looks, undos, listed] = await Promise.all([
		site.backend.allDocs<Coop & Doc>(db, 'coop:'),
		site.backend.allDocs<AuditNote & Doc>(db, 'audit:'),
		site.backend.allDocs<Undo & Doc>(db, 'undo:'),
		readListed(site)
	]);
	const undone = takenBack(undos.filter((one) => isSound(undo, one)));
	const own = added.filter((one) => !undone.has(one._id) && isSound(coop, one));
	const notes = looks.filter((one) => !undone.has(one._id) && isSound(audit, one));
	const named = [...new Set(notes.map(({ of }) => of))];
	const known = { own, listed: named.flatMap((id) => listed.get(id) ?? []), notes };
	return usableCoops(known, site.now().toISOString().slice(0, 10));
}

/** The imported directory by the ids that notes name, those too that its last edition no longer lists. */
const readListed = untilChanged(async (site: Site): Promise<Map<string, Listed>> => {
	const [facts, outlets] = [await readFacts(site, 'coops'), await readFacts(site, 'outlets')];
	const listed = [...facts.map(listedFact), ...knownOutlets(facts, outlets, []).map(listedOutlet)];
	return new Map(listed.map((coop) => [coop.id, coop]));
}, REFERENCE);

const ADDRESS = /^https?:\/\/[^\s"'<>\\]{1,290}$/;

/** A whitelist: nobody's notes and pictures, nor who looked, nor what they said in their own words of its use. */
function viewOf({ name, owner, needs, where, hours, website, at = '', source, terms }: UsableCoop): CoopView {
	const publisher = source === undefined ? undefined : SOURCES[source as SourceId];
	return {
		...{ name, needs, seen_on: at.slice(0, 10) },
		...(owner && { owner }),
		...(where && { where }),
		...(hours && { hours }),
		...(website && ADDRESS.test(website) && { website }),
		...(publisher && { source: publisher.name, licence: publisher.licence, source_url: publisher.url }),
		...terms
	};
}

const isSound = (kind: Pick<KindDefinition, 'check'>, one: Doc) =>
	kind.check(withoutHistory(one)).length === 0;

async function inTurn<T>(list: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
	for (let i = 0; i < list.length; i += AT_ONCE) await Promise.all(list.slice(i, i + AT_ONCE).map(act));
}
