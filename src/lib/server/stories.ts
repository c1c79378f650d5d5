import { bareId, type Story } from '../records/index.ts';
import { isDemo } from '../rules/nation/index.ts';
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
	/** `src` is a path of this server; `format` a media type. */
	pictures: {
		src: string;
		about?: string;
		width: number;
		height: number;
		format: string;
		bytes: number;
	}[];
}

/** A story with the name of who tells it. */
export type ToldStory = PublicStory & { community: string };

export interface StoriesAsked {
	/** At most 51, which is also the default. */
	limit?: number;
	/** The id of the story after which to go on. */
	after?: string;
	/** Those of one community alone. */
	slug?: string;
	/** Without those made up for looking around in. */
	real?: boolean;
}

/** Stories at a time, one more for who wants to know whether others follow. */
const MOST = 51;

/** A community's stories, the newest first. */
export async function storiesOf(slug: string, site?: Site): Promise<PublicStory[]> {
	return (await readStories(site ?? (await currentSite()))).filter((story) => story.slug === slug);
}

/** What communities told, the newest first. Undefined where `after` is no story of these. */
export async function storiesAfter(asked: StoriesAsked, site: Site): Promise<ToldStory[] | undefined> {
	const { bySlug } = await readNation(site);
	const nameOf = ({ slug }: PublicStory) => bySlug.get(slug)?.summary;
	const isWanted = (story: PublicStory) => {
		if (asked.slug !== undefined) return story.slug === asked.slug;
		const summary = nameOf(story);
		return !asked.real || (summary !== undefined && !isDemo(summary));
	};
	const all = (await readStories(site)).filter(isWanted);
	const at = asked.after ? all.findIndex(({ id }) => id === asked.after) : -1;
	if (asked.after && at < 0) return undefined;
	const limit = Math.min(Math.max(asked.limit ?? MOST, 1), MOST);
	return all
		.slice(at + 1, at + 1 + limit)
		.map((story) => ({ ...story, community: nameOf(story)?.name ?? '' }));
}

/** The same, from the beginning where nobody knows `after` any more. */
export async function latestStories(asked: StoriesAsked = {}, site?: Site): Promise<ToldStory[]> {
	const at = site ?? (await currentSite());
	const { after: _, ...first } = asked;
	return (await storiesAfter(asked, at)) ?? (await storiesAfter(first, at)) ?? [];
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
		const { about, width, height, format, bytes } = picture;
		return [{ src: `/pictures/${group}/${id}`, about, width, height, format, bytes }];
	});
	return { id: bareId(story._id), slug, title, text, told_at, figure, commitment, pictures };
}
