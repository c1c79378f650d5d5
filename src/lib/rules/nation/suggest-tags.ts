import { fold } from '../fold.ts';
import { synonymsOf, TAG_NAMES } from './tags.ts';

/** Controlled tags that what was typed may mean, by how they or other words for them begin; all of them before anything is. */
export function suggestTags(typed: string): string[] {
	const begun = fold(typed).trim();
	const begins = (word: string) => fold(word).startsWith(begun);
	const named = TAG_NAMES.filter(begins);
	return [...named, ...TAG_NAMES.filter((tag) => !named.includes(tag) && synonymsOf(tag).some(begins))];
}
