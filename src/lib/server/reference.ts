/**
 * The database of imported facts. What a file said is kept as one text of JSON, cut into pages that are named by their
 * content, and a document that says which pages hold: an import that is cut leaves the earlier ones in use, and done
 * again it finds them written already.
 */
import type { FactKind, FactKinds, Source, SourceId } from '../rules/reference/index.ts';
import { BackendTrouble, REFERENCE, type Doc } from './backend.ts';
import { sha256 } from './accounts.ts';
import type { Site } from './site.ts';

/** What is known from one source. */
export interface Dataset extends Doc, Source {
	type: 'dataset';
	kind: FactKind;
	source: SourceId;
	/** The date of the file, YYYY-MM-DD. */
	as_of: string;
	/** The beginning of the ids of its pages. */
	version: string;
	pages: number;
	/** Facts that hold, and those that are gone. */
	facts: number;
	gone: number;
	imported_at: string;
}

type Page = Doc & { text: string };

/** Characters. No character takes more than three bytes of JSON, and CouchDB is set up to take documents of 128 KB. */
const PAGE_LENGTH = 40_000;
/** Pages may be taken away while they are read, when an import ends just then. */
const TRIES = 5;
const AT_ONCE = 8;

/** Everything that was imported of a kind, from every source; of one source alone when it is named. */
export async function readFacts<K extends FactKind>(
	site: Site,
	kind: K,
	source?: SourceId
): Promise<FactKinds[K][]> {
	return (await readTexts(site, kind, source)).flatMap((text) => JSON.parse(text) as FactKinds[K][]);
}

/** The same as texts of JSON, one a source. */
export async function readTexts(site: Site, kind: FactKind, source?: SourceId): Promise<string[]> {
	const texts: string[] = [];
	for (const { source: id } of await datasets(site, kind))
		if (source === undefined || source === id) texts.push(await readSource(site, kind, id));
	return texts;
}

/** What there is, by kind and source. */
export function datasets(site: Site, kind?: FactKind): Promise<Dataset[]> {
	return site.backend.allDocs<Dataset>(REFERENCE, kind ? `dataset:${kind}:` : 'dataset:');
}

/** Puts the facts of a source in the place of its earlier ones, all at once. 'conflict': another import was first. */
export async function replaceFacts<K extends FactKind>(
	site: Site,
	kind: K,
	said: Source & { source: SourceId; as_of: string },
	facts: readonly FactKinds[K][]
): Promise<'written' | 'conflict'> {
	const known = await site.backend.get<Dataset>(REFERENCE, datasetId(kind, said.source));
	const text = JSON.stringify(facts);
	const pages = intoPages(text);
	const version = sha256(text).slice(0, 24);
	const prefix = pagePrefix(kind, said.source);
	await inTurn(pages, async (page, at) => {
		const _id = `${prefix}${version}:${String(at).padStart(5, '0')}`;
		// A conflict: the page was written by an import that did not get to its end. It says the same.
		await site.backend.put(REFERENCE, { _id, type: 'page', text: page });
	});
	const gone = facts.filter(({ gone_at }) => gone_at !== undefined).length;
	const dataset: Dataset = {
		_id: datasetId(kind, said.source),
		...(known && { _rev: known._rev }),
		type: 'dataset',
		kind,
		...said,
		...{ version, pages: pages.length, facts: facts.length - gone, gone },
		imported_at: site.now().toISOString()
	};
	if ((await site.backend.put(REFERENCE, dataset)) === 'conflict') return 'conflict';
	const old = await site.backend.allDocs<Page>(REFERENCE, prefix);
	await inTurn(
		old.filter(({ _id }) => !_id.startsWith(`${prefix}${version}:`)),
		({ _id, _rev }) => site.backend.put(REFERENCE, { _id, _rev, _deleted: true })
	);
	return 'written';
}

async function readSource(site: Site, kind: FactKind, source: SourceId): Promise<string> {
	for (let round = 0; round < TRIES; round += 1) {
		const dataset = await site.backend.get<Dataset>(REFERENCE, datasetId(kind, source));
		if (!dataset) return '[]';
		const prefix = `${pagePrefix(kind, source)}${dataset.version}:`;
		const pages = await site.backend.allDocs<Page>(REFERENCE, prefix);
		if (pages.length === dataset.pages) return pages.map(({ text }) => text).join('');
	}
	throw new BackendTrouble('timeout', `the ${kind} of ${source} are not whole: import them again`);
}

const datasetId = (kind: FactKind, source: SourceId) => `dataset:${kind}:${source}`;
const pagePrefix = (kind: FactKind, source: SourceId) => `page:${kind}:${source}:`;

/** Pages that cut no character in two. */
function intoPages(text: string): string[] {
	const pages: string[] = [];
	for (let at = 0; at < text.length;) {
		const end = at + PAGE_LENGTH;
		const isPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
		pages.push(text.slice(at, isPair ? end - 1 : end));
		at += pages.at(-1)!.length;
	}
	return pages;
}

async function inTurn<T>(list: readonly T[], act: (one: T, at: number) => Promise<unknown>): Promise<void> {
	for (let i = 0; i < list.length; i += AT_ONCE)
		await Promise.all(list.slice(i, i + AT_ONCE).map((one, at) => act(one, i + at)));
}
