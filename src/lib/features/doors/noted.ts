import { formatLanguage, m } from '$lib/i18n';
import type { Visit } from '$lib/records';
import { chosen, INTERESTS, options } from './details.ts';

const OFFERS = {
	time: m.doors_offer_time,
	skills: m.doors_offer_skills,
	tools: m.doors_offer_tools,
	space: m.doors_offer_space,
	lift: m.doors_offer_lift,
	baking: m.doors_offer_baking,
	contacts: m.doors_offer_contacts
};
const NEEDS = {
	visit: m.doors_need_visit,
	shopping: m.doors_need_shopping,
	lift: m.doors_need_lift,
	small_jobs: m.doors_need_small_jobs,
	cheaper_food: m.doors_need_cheaper_food,
	cheaper_energy: m.doors_need_cheaper_energy,
	advice: m.doors_need_advice
};

export const offerOptions = (own?: readonly string[]) => chosen(OFFERS, own);
export const needOptions = (own?: readonly string[]) => chosen(NEEDS, own);

const NOT_A_HOME: Record<NonNullable<Visit['not_a_home']>, () => string> = {
	empty: m.words_not_a_home_empty,
	business: m.words_not_a_home_business,
	holiday: m.words_not_a_home_holiday,
	gone: m.words_not_a_home_gone
};
export const notAHomeOptions = () => options(NOT_A_HOME);

/** The languages most spoken in Britain after English (censuses of 2021 and 2022), and its sign language; BCP 47. */
const LANGUAGES = ['cy', 'pl', 'ro', 'pa', 'ur', 'pt', 'es', 'ar', 'bn', 'gu', 'bfi'];
export const languageOptions = () => LANGUAGES.map((value) => ({ value, label: formatLanguage(value) }));

/** What was said of a door that is no home, or that speaks another language. */
export const sayWhy = ({ not_a_home, language }: Pick<Visit, 'not_a_home' | 'language'>): string =>
	(not_a_home && NOT_A_HOME[not_a_home]()) || (language ? formatLanguage(language) : '');

const tables = { interests: INTERESTS, offers: OFFERS, needs: NEEDS };
export type Noted = keyof typeof tables;

/** What stands in a text one a line, without blank ones. */
export const readLines = (text: string): string[] =>
	text.split('\n').flatMap((line) => line.trim().replace(/\s+/g, ' ') || []);

/** One a line, as a group edits them; a line that says what a word of the app says is its code. */
export function readChips(kind: Noted, text: string): string[] {
	const words = options<string>(tables[kind]);
	const codes = readLines(text).map(
		(line) => words.find(({ label }) => label.toLowerCase() === line.toLowerCase())?.value ?? line
	);
	return [...new Set(codes)];
}

/** The chips of a kind, one a line. */
export const writeChips = (kind: Noted, own: readonly string[] | undefined): string =>
	chosen(tables[kind], own)
		.map(({ label }) => label)
		.join('\n');

/** The words for noted codes; one that this version does not know is shown as it is. */
export function sayNoted(kind: Noted, codes: readonly string[]): string {
	const words: Partial<Record<string, () => string>> = tables[kind];
	return codes.map((code) => words[code]?.() ?? code).join(', ');
}
