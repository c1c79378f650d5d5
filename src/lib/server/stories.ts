import { bareId, type Story } from '../records/index.ts';
import { currentSite } from './current-site.ts';
import type { ShownPicture } from './publish-pictures.ts';
import type { ShownStory } from './publish-stories.ts';
import { readNation, untilKinds } from './nation/kept.ts';
import type { Site } from './site.ts';

/** A published story as anybody may read it. */
export interface PublicStory extends Pick<Story, 'title' | 'text' | 'figure'> {
	/** Bare ULID. */
	id: string;
	/** The address of its community. */
	slug: string;
	/** When it was told, RFC 3339. */
	told_at: string;
	/** The bare id of the commitment that it tells of. */
	commitment?: string;
	/** `src` is a path of this server. */
	pictures: { src: string; about?: string; width: number; height: number }[];
}

/** A story with the name of who tells it. */
export type ToldStory = PublicStory & { community: string };

export interface StoriesAsked {
	/** At most 50, which is also the default. */
	limit?: number;
	/** The id of the story after which to go on. */
	after?: string;
}

/** A community's stories, the newest first. */
export async function storiesOf(slug: string, site?: Site): Promise<PublicStory[]> {
	return (await readStories(site ?? (await currentSite()))).filter((story) => story.slug === slug);
}

/** What communities told, the newest first. */
export async function latestStories(asked: StoriesAsked = {}, site?: Site): Promise<ToldStory[]> {
	const at = site ?? (await currentSite());
	const all = await readStories(at);
	const from = asked.after ? all.findIndex(({ id }) => id === asked.after) + 1 : 0;
	const limit = Math.min(Math.max(asked.limit ?? 50, 1), 50);
	const page = all.slice(from, from + limit);
	const { bySlug } = await readNation(at);
	return page.map((story) => ({ ...story, community: bySlug.get(story.slug)?.summary.name ?? '' }));
}

const readStories = untilKinds(['story', 'picture'], (nation): PublicStory[] => {
	const seen = nation.of<ShownPicture>('picture');
	const newest = [...nation.of<ShownStory>('story').values()].sort((a, b) =>
		`${a.registered_at} ${a._id}` < `${b.registered_at} ${b._id}` ? 1 : -1
	);
	return newest.map((story) => toPublic(story, seen));
});

function toPublic(story: ShownStory, seen: ReadonlyMap<string, ShownPicture>): PublicStory {
	const { title, text, figure, commitment, published_at, registered_at, slug } = story;
	const [, group = ''] = story._id.split(':');
	// Phones' clocks can be ahead: nothing was told after it came here.
	const told_at = published_at && published_at < registered_at ? published_at : registered_at;
	const pictures = (story.pictures ?? []).flatMap((id) => {
		const picture = seen.get(`picture:${group}:${id}`);
		if (!picture?.complete) return [];
		const { about, width, height } = picture;
		return [{ src: `/pictures/${group}/${id}`, about, width, height }];
	});
	return { id: bareId(story._id), slug, title, text, told_at, figure, commitment, pictures };
}
