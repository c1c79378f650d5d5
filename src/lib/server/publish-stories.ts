import { bareId, groupDatabase, story, type Picture, type Story } from '../records/index.ts';
import { BackendTrouble, REGISTRY, type Doc } from './backend.ts';
import { showPicture, takeOutPicture, type ShownPicture } from './publish-pictures.ts';
import { noneWaits, show, takeOut, withoutHistory, type Waits } from './shown.ts';
import type { Site } from './site.ts';

/** A story as it stands in the registry: its public view, the address of its community, and since when it has stood. */
export interface ShownStory extends Doc, ReturnType<typeof publicStory> {
	slug: string;
	registered_at: string;
}

const publicStory = (record: Story) =>
	story.publicView?.(record) as Pick<Story, 'title' | 'text' | 'commitment' | 'figure' | 'published_at'> & {
		pictures?: string[];
	};

/** Somebody else may change the group's stories meanwhile, over and over. */
const ROUNDS = 20;

/**
 * Brings what the registry shows of a group's stories in line with the group's own records: published stories with those
 * of their pictures to which everybody in them has said yes, and nothing of those that were taken down. Whoever has
 * written something looks again: so the last of several gateways at work leaves what the group says now. Answers the ids of those
 * that wait; as long as they do, what stood of them before goes on standing.
 */
export async function publishStories(
	site: Site,
	group: string,
	slug: string,
	waits: Waits = noneWaits
): Promise<string[]> {
	for (let round = 0; round < ROUNDS; round += 1) {
		const { wrote, waiting } = await bringInLine(site, group, slug, waits);
		if (!wrote) return waiting;
	}
	throw new BackendTrouble('timeout', `the stories of ${group} change all the time`);
}

async function bringInLine(
	site: Site,
	group: string,
	slug: string,
	waits: Waits
): Promise<{ wrote: boolean; waiting: string[] }> {
	const { backend } = site;
	const db = groupDatabase(group);
	const [told, taken, there, shown] = await Promise.all([
		backend.allDocs<Story & Doc>(db, 'story:'),
		backend.allDocs<Picture & Doc>(db, 'picture:'),
		backend.allDocs<ShownStory>(REGISTRY, `story:${group}:`),
		backend.allDocs<ShownPicture>(REGISTRY, `picture:${group}:`)
	]);
	const stories = told.filter(isTold);
	const waiting = stories.filter((one) => waits(publicStory(one), withBareId(there, one)));
	const seen = waiting.flatMap((one) => withBareId(there, one)?.pictures ?? []);
	const fit = stories.filter((one) => !waiting.includes(one));
	const wanted = new Set([
		...fit.flatMap(({ pictures = [] }) => pictures),
		...seen.map((id) => `picture:${id}`)
	]);
	let wrote = false;

	// A story never shows a picture that is not there yet, nor one that is not there any more.
	const standing = new Set<string>();
	for (const record of taken.filter(({ _id }) => wanted.has(_id))) {
		const outcome = await showPicture(site, group, record, withBareId(shown, record));
		if (outcome !== 'none') standing.add(bareId(record._id));
		if (outcome === 'written') wrote = true;
	}
	for (const record of fit) {
		const { pictures = [], ...view } = publicStory(record);
		const said = { ...view, pictures: pictures.filter((id) => standing.has(id)) };
		const id = `story:${group}:${bareId(record._id)}`;
		const since = (known?: ShownStory) => known?.registered_at ?? site.now().toISOString();
		const more = (known?: ShownStory) => ({ slug, registered_at: since(known) });
		if ((await show(site, record, said, id, more, withBareId(there, record))).written) wrote = true;
	}
	for (const doc of there.filter((one) => !withBareId(stories, one))) {
		await takeOut(site, doc);
		wrote = true;
	}
	for (const doc of shown.filter(({ _id }) => !standing.has(bareId(_id)))) {
		await takeOutPicture(site, doc);
		wrote = true;
	}
	return { wrote, waiting: waiting.map(({ _id }) => _id) };
}

const isTold = (one: Story & Doc) =>
	one.state === 'published' && story.check(withoutHistory(one)).length === 0;

const withBareId = <T extends { _id: string }>(docs: readonly T[], { _id }: { _id: string }) =>
	docs.find((one) => bareId(one._id) === bareId(_id));
