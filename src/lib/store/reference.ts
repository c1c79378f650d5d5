import { Dexie, type Table } from 'dexie';
import {
	indexCoops,
	openDistricts,
	openPack,
	type CoopDirectory,
	type CoopIndex,
	type Districts
} from '../rules/index.ts';
import { breathe } from '../rules/breathe.ts';
import { indexCommunity, type IndexedCommunity, type InPieces } from '../rules/nation/find.ts';
import { openCommunities, type CommunityDirectory } from '../rules/nation/pack.ts';
import { placesOf } from '../rules/nation/places.ts';
import { wordsOf } from '../rules/nation/words.ts';
import type { Storage } from './database.ts';
import { guarded } from './failures.ts';

/** The directory of co-ops as this phone keeps it, open and ready for questions. */
export interface KeptDirectory extends CoopDirectory {
	index: CoopIndex;
	taken_at: string;
}

/** The registry's communities, ready for questions. */
export interface OpenedRegistry extends Omit<CommunityDirectory, 'communities'> {
	communities: InPieces<IndexedCommunity>;
}

/** What there is on this phone of a file, by the server's mark of it. */
export interface KeptMark {
	kind: ReferenceKind;
	etag: string;
	/** When the server last said that this is how it stands. */
	taken_at: string;
}

type Opened<T> = { ok: true; opened: T } | { ok: false; why: 'too_new' | 'damaged' };

/** What is made of each file's JSON. */
const OPENERS = {
	coops: (value: unknown): Opened<CoopDirectory & { index: CoopIndex }> => {
		const pack = openPack(value);
		if (!pack.ok) return pack;
		return { ok: true, opened: { ...pack.directory, index: indexCoops(pack.directory.coops) } };
	},
	districts: openDistricts,
	communities: async (value: unknown): Promise<Opened<OpenedRegistry>> => {
		const found = await openCommunities(value);
		if (!found.ok) return found;
		const { communities, councils } = found.opened;
		const councilOf = (code: string | undefined) => (code === undefined ? undefined : councils.get(code));
		const indexed: IndexedCommunity[][] = [];
		for (const piece of communities) {
			const ready = piece.map((one) => indexCommunity(one, councilOf(one.council)));
			wordsOf(ready);
			placesOf(ready);
			indexed.push(ready);
			await breathe();
		}
		return { ok: true, opened: { ...found.opened, communities: indexed } };
	}
};
export type ReferenceKind = keyof typeof OPENERS;
type OpenedAs<K extends ReferenceKind> = Extract<
	Awaited<ReturnType<(typeof OPENERS)[K]>>,
	{ ok: true }
>['opened'];

/** Public facts, each kind in one text. All of it can be fetched again, so nothing waits for the disk. */
class ReferenceDatabase extends Dexie {
	declare marks: Table<KeptMark, ReferenceKind>;
	declare files: Table<{ kind: ReferenceKind; text: string }, ReferenceKind>;

	constructor(storage: Storage) {
		super('toadlane-reference', { chromeTransactionDurability: 'relaxed', cache: 'disabled', ...storage });
		this.version(1).stores({ marks: 'kind', files: 'kind' });
	}
}

/** The database of public facts over some IndexedDB (decision 022). */
export function openReference(storage: Storage = {}) {
	let made: ReferenceDatabase | undefined;
	const database = () => (made ??= new ReferenceDatabase(storage));
	/** What was opened last of each kind: opening takes longer than a list may. */
	const last = new Map<ReferenceKind, { etag: string; opened: unknown }>();

	async function read<K extends ReferenceKind>(
		kind: K
	): Promise<(OpenedAs<K> & { taken_at: string }) | undefined> {
		const mark = await database().marks.get(kind);
		if (!mark) return undefined;
		const { etag, taken_at } = mark;
		if (last.get(kind)?.etag !== etag) {
			const file = await database().files.get(kind);
			const found = await open(kind, file?.text ?? '');
			// Kept by another version of the app, or half of it: as if it had never been taken.
			if (!found.ok) return undefined;
			last.set(kind, { etag, opened: found.opened });
		}
		return { ...(last.get(kind)?.opened as OpenedAs<K>), taken_at };
	}

	const methods = {
		/** The directory of co-ops; nothing before it was taken. */
		coops: (): Promise<KeptDirectory | undefined> => read('coops'),
		/** The nation's districts; nothing before they were taken. */
		districts: (): Promise<(Districts & { taken_at: string }) | undefined> => read('districts'),
		/** The registry's communities; nothing before they were taken. */
		communities: (): Promise<(OpenedRegistry & { taken_at: string }) | undefined> => read('communities'),
		/** The mark of what can be read here of a kind, with which the server is asked for a newer one. */
		async mark(kind: ReferenceKind): Promise<KeptMark | undefined> {
			return (await read(kind)) && (await database().marks.get(kind));
		},
		/** Puts a file in the place of the one before, if it can be read. */
		async keep(
			kind: ReferenceKind,
			{ etag, text, at }: { etag: string; text: string; at: string }
		): Promise<'kept' | 'too_new' | 'damaged'> {
			const found = await open(kind, text);
			if (!found.ok) return found.why;
			const { marks, files } = database();
			await database().transaction('rw', marks, files, async () => {
				await files.put({ kind, text });
				await marks.put({ kind, etag, taken_at: at });
			});
			last.set(kind, { etag, opened: found.opened });
			return 'kept';
		},
		/** The server says that what is here is how it stands. */
		async same(kind: ReferenceKind, at: string): Promise<void> {
			await database().marks.update(kind, { taken_at: at });
		}
	};
	return guarded(methods, () => made);
}

export type Reference = ReturnType<typeof openReference>;

export const reference = openReference();

async function open<K extends ReferenceKind>(kind: K, text: string): Promise<Opened<OpenedAs<K>>> {
	try {
		return (await OPENERS[kind](JSON.parse(text))) as Opened<OpenedAs<K>>;
	} catch {
		return { ok: false, why: 'damaged' };
	}
}
