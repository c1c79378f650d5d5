/** What search engines are told of: every public page that stands by itself, in files that are kept until they change. */
import { isDemo } from '../../rules/nation/index.ts';
import {
	SITEMAP_AROUND,
	sitemapIndex,
	sitemapLines,
	SITEMAP_MOST,
	type SitemapAddress
} from '../../rules/open-data/sitemap.ts';
import { readCountry } from '../deserts.ts';
import { eventsInFeed } from '../events.ts';
import { joinedFiles, type JoinedFile } from '../nation/joined-file.ts';
import { untilKinds, type KeptCommunity, type Nation } from '../nation/kept.ts';
import type { Piece } from '../nation/pieces.ts';
import type { Site } from '../site.ts';
import { answerOpen } from './open-answer.ts';

const XML = 'application/xml; charset=utf-8';
const PAGES = [
	'/',
	'/communities',
	'/events',
	'/stories',
	'/nation',
	'/deserts',
	'/clusters',
	'/open-data',
	'/start'
];

type Shelf = readonly Piece<KeptCommunity>[];

/** Pieces on shelves of at most so many communities: a change moves what stands on its own shelf, and seldom the next. */
export function shelve(pieces: Shelf, most = SITEMAP_MOST): Shelf[] {
	const shelves: Piece<KeptCommunity>[][] = [];
	let [shelf, filled]: [Piece<KeptCommunity>[], number] = [[], 0];
	for (const piece of pieces.flatMap((one) => cut(one, most))) {
		if (filled + piece.length > most) {
			shelves.push(shelf);
			[shelf, filled] = [[], 0];
		}
		shelf.push(piece);
		filled += piece.length;
	}
	return filled > 0 ? [...shelves, shelf] : shelves;
}

/** A piece has no greatest length, only an unlikely one. */
function cut(piece: Piece<KeptCommunity>, most: number): Shelf {
	if (piece.length <= most) return [piece];
	return [piece.slice(0, most), ...cut(piece.slice(most), most)];
}

const fileOf = (origin: string) =>
	joinedFiles<KeptCommunity>({
		piece: (of) =>
			sitemapLines(
				of
					.filter(({ summary }) => !isDemo(summary))
					.map(({ summary, as_of, registered_at }) => ({
						address: `${origin}/communities/${summary.slug}`,
						// What a phone's clock says counts where it can be: a day that is still to come helps nobody.
						changed: lastOf(as_of, registered_at)
					}))
			)
	});

const lastOf = (as_of: string, registered_at: string) =>
	(as_of > registered_at ? as_of : registered_at).slice(0, 10);

const makers = new Map<string, ReturnType<typeof fileOf>>();

const filesOf = untilKinds(['listing'], ({ communities }: Nation) => {
	const shelves = shelve(communities.pieces);
	const made = new Map<string, Promise<JoinedFile>>();
	return {
		count: shelves.length,
		file(n: number, origin: string): Promise<JoinedFile> | undefined {
			const shelf = shelves[n];
			if (!shelf) return undefined;
			const key = `${n} ${origin}`;
			const maker = makers.get(origin) ?? fileOf(origin);
			makers.set(origin, maker);
			const file = made.get(key) ?? maker(shelf, SITEMAP_AROUND.before, SITEMAP_AROUND.after);
			made.set(key, file);
			return file;
		}
	};
});

/** Answers with the index of all files. */
export async function answerSitemap(site: Site, request: Request, origin: string): Promise<Response> {
	const { count } = await filesOf(site);
	const names = ['pages', 'events', ...Array.from({ length: count }, (_, n) => `communities-${n + 1}`)];
	const files = names.map((name) => ({ address: `${origin}/sitemap/${name}.xml` }));
	return answerOpen(sitemapIndex(files), request, { type: XML });
}

/** Answers with one of its files by name; undefined where there is none. */
export async function answerSitemapFile(
	site: Site,
	request: Request,
	origin: string,
	name: string
): Promise<Response | undefined> {
	const [, number] = /^communities-([1-9]\d{0,3})$/.exec(name) ?? [];
	const file = number
		? await (await filesOf(site)).file(Number(number) - 1, origin)
		: await textOf(site, origin, name);
	return file === undefined ? undefined : answerOpen(file, request, { type: XML });
}

async function textOf(site: Site, origin: string, name: string): Promise<string | undefined> {
	if (name === 'pages') return around(await pagesOf(site, origin));
	if (name !== 'events') return undefined;
	const events = await eventsInFeed(undefined, site);
	return around(
		events.slice(-SITEMAP_MOST).map(({ slug, id, changed_at }) => ({
			address: `${origin}/communities/${slug}/events/${id}`,
			changed: changed_at.slice(0, 10)
		}))
	);
}

const around = (of: readonly SitemapAddress[]) =>
	SITEMAP_AROUND.before + sitemapLines(of) + SITEMAP_AROUND.after;

async function pagesOf(site: Site, origin: string): Promise<SitemapAddress[]> {
	const { survey } = await readCountry(site);
	const districts = survey.districts.map(({ code }) => `/deserts/${encodeURIComponent(code)}`);
	return [...PAGES, ...districts].map((path) => ({ address: origin + path }));
}

/** What no search engine needs to look into: groups' own pages, what programs ask, and what carries somebody's key. */
const PRIVATE = [
	'/api/',
	'/sync/',
	'/g/',
	'/sealed',
	'/demo',
	'/join',
	'/moderate',
	'/interested/',
	'/*/answer/'
];

/** What search engines may look at, and where they find it listed. */
export const robots = (origin: string): string =>
	[
		'# What communities publish is under CC BY 4.0: /open-data says how to take all of it along at once.',
		'User-agent: *',
		...PRIVATE.map((path) => `Disallow: ${path}`),
		`Sitemap: ${origin}/sitemap.xml`,
		''
	].join('\n');
