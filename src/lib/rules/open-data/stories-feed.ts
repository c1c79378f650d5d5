/** Stories as a feed: Atom, RFC 4287. Ids are tags (RFC 4151) of the story's own id, which outlives its page's address. */
import { LICENCE } from './licence.ts';
import { element, textElement, XML } from './xml.ts';

export interface FedStory {
	/** Bare ULID. */
	id: string;
	title: string;
	text: string;
	/** RFC 3339. */
	told_at: string;
	/** The end of its community's address, and its name. */
	slug: string;
	community: string;
	pictures: readonly { src: string; about?: string; format?: string; bytes?: number }[];
}

export interface FeedFacts {
	title: string;
	/** Where the feed stands, and the page that it is of, as paths of `origin`. */
	path: string;
	page: string;
	/** Marks the feed itself. */
	id: string;
	/** When it began, for as long as there is no story. */
	since: string;
}

/** The year that a tag needs: its names have been ours since. */
const tagOf = (origin: string, name: string) => `tag:${new URL(origin).hostname},2026:${name}`;

/** The feed of some stories, the newest first. */
export function storiesFeed(stories: readonly FedStory[], origin: string, facts: FeedFacts): string {
	const { title, path, page, id, since } = facts;
	const updated = stories.reduce((last, { told_at }) => (told_at > last ? told_at : last), since);
	const parts = [
		textElement('id', tagOf(origin, id)),
		textElement('title', title),
		textElement('updated', updated),
		element('link', { rel: 'self', type: 'application/atom+xml', href: origin + path }),
		element('link', { rel: 'alternate', type: 'text/html', href: origin + page }),
		element('link', { rel: 'license', href: LICENCE.url }),
		textElement('rights', `${LICENCE.name}, ${LICENCE.url}`),
		textElement('generator', 'Toad Lane', { uri: origin }),
		...stories.map((story) => entry(story, origin))
	];
	return `${XML}${element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en-GB' }, `\n${parts.join('\n')}\n`)}\n`;
}

function entry(story: FedStory, origin: string): string {
	const { id, title, text, told_at, slug, community, pictures } = story;
	const home = `${origin}/communities/${slug}`;
	const parts = [
		textElement('id', tagOf(origin, `story:${id}`)),
		textElement('title', title),
		textElement('published', told_at),
		textElement('updated', told_at),
		element('link', { rel: 'alternate', type: 'text/html', href: `${home}#story-${id}` }),
		element('author', {}, textElement('name', community) + textElement('uri', home)),
		...pictures.map(({ src, about, format, bytes }) =>
			element('link', {
				...{ rel: 'enclosure', type: format, href: origin + src },
				...{ length: bytes?.toString(), title: about }
			})
		),
		element('link', { rel: 'license', href: LICENCE.url }),
		textElement('rights', `${LICENCE.name}, ${LICENCE.url}`),
		textElement('content', text, { type: 'text' })
	];
	return element('entry', {}, `\n\t${parts.join('\n\t')}\n`);
}
