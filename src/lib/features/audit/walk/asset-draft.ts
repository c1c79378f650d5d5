/** What there is to build on, as it is typed, and what it comes to. Pure. */
import { asset, ASSET_SORTS, type Asset, type Author, type Problem } from '$lib/records';

export type AssetSort = Asset['sort'];

const WORDS = ['name', 'place', 'contact', 'note'] as const;
export type AssetDraft = Record<(typeof WORDS)[number], string> & { sort: AssetSort };

export const emptyAsset = (): AssetDraft => ({ sort: 'hall', name: '', place: '', contact: '', note: '' });

/** Something that is there as its form shows it. */
export const assetDraftOf = ({ sort, name, place = '', contact = '', note = '' }: Asset): AssetDraft => ({
	...{ sort, name, place, contact, note }
});

export const isAssetBegun = (draft: AssetDraft): boolean => WORDS.some((field) => draft[field].trim() !== '');

type AssetChanges = { [K in keyof AssetDraft]?: Asset[K] };

/** A new record, and the fields that it has, for one that is changed; or what is wrong with what was typed. */
export function readAsset(
	draft: AssetDraft,
	author: Author
): { ok: true; record: Asset; changes: AssetChanges } | { ok: false; problems: Problem[] } {
	const words = (text: string) => text.trim() || undefined;
	const changes: AssetChanges = {
		sort: draft.sort,
		name: draft.name.trim(),
		place: words(draft.place),
		contact: words(draft.contact),
		note: words(draft.note)
	};
	const made = asset.make(changes as Asset, author);
	return made.ok ? { ok: true, record: made.record, changes } : made;
}

/** By sort, in their usual order, each by name; sorts that have none are left out. */
export function bySort(assets: readonly Asset[]): [AssetSort, Asset[]][] {
	const sorted = [...assets].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
	return ASSET_SORTS.map((sort): [AssetSort, Asset[]] => [
		sort,
		sorted.filter((one) => one.sort === sort)
	]).filter(([, some]) => some.length > 0);
}
