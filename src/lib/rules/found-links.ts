/**
 * Links in what people write: with and without `https://`, mail addresses, bare domains, and those that are written round
 * (`example [dot] com`). Telephone numbers are none. Rather one too many: what looks like a link only waits for a look.
 */

/** Endings that no English sentence has by accident. */
const ENDINGS =
	'com|org|net|uk|co|io|info|biz|shop|online|site|xyz|club|store|app|dev|tv|cc|ru|cn|de|fr|nl|eu|ie|pl|es|ca|au|link|click|live|top|vip|coop|wales|cymru|scot|london|ly|gl|gg|ai|page|website|space|pro|news|blog|win|bet|loan|tk|ga|cf|ml|gq|pw|su|mobi|name|agency|group|social|chat|world|earth|life|network|digital|media|email|solutions|services|support|events|community|tech|cloud|fun|icu|buzz|monster|casino|poker|dating|finance|money|cash|crypto|onion';
/** Endings that are English words too (`Come in.It is`): links with a path alone. */
const WORDS = 'in|to|it|be|me|us|is|so|my|no|at|am|as|do|or|an|we|he|if|on|by';

const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const NAME = `(?:${LABEL}\\.)+`;
const PATH = '(?:[/?#][^\\s<>"]*)?';
const EDGE = '(?<![\\p{L}\\p{N}@.-])';
const END = '(?![\\p{L}\\p{N}-])';

const FORMS = [
	`[a-z][a-z0-9+.-]{1,20}://[^\\s<>"]+`,
	`(?:mailto|data|javascript):[^\\s<>"]+`,
	`[^\\s<>"@()]{1,64}@${NAME}\\p{L}{2,24}`,
	`${EDGE}www\\.[^\\s<>"]+`,
	`${EDGE}${NAME}(?:${ENDINGS})${END}(?::\\d+)?${PATH}`,
	`${EDGE}${NAME}(?:${WORDS})/[^\\s<>"]+`,
	`${EDGE}(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d+)?/[^\\s<>"]*`
];
const LINK = new RegExp(FORMS.map((form) => `(?:${form})`).join('|'), 'giu');
const ROUND = [
	/\s*[[({]\s*(?:\.|dot|punkt)\s*[\])}]\s*/gi,
	new RegExp(`\\s+dot\\s+(?=(?:${ENDINGS})\\b)`, 'gi')
];

/** The links in a text, each as it is compared: without its scheme, `www.` and what ends the sentence. */
export function linksIn(text: string): string[] {
	const plain = ROUND.reduce((said, round) => said.replace(round, '.'), straight(text));
	return [...new Set((plain.match(LINK) ?? []).map(bareLink).filter(Boolean))];
}

/** Wide forms, hidden characters and other full stops as what they stand for. */
const straight = (text: string) =>
	text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[。․]/g, '.')
		.replace(/\s*[[({]\s*at\s*[\])}]\s*/gi, '@');

const bareLink = (link: string) =>
	link
		.toLowerCase()
		.replace(/^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:)/, '')
		.replace(/^www\./, '')
		.replace(/[/.,;:!?)\]}'’”]+$/, '');

/** Every text in a published view, however deep: a field that is new tomorrow is looked at as well. */
export function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

/** Every link in a published view. */
export const linksWithin = (view: unknown): string[] => [...new Set(textsIn(view).flatMap(linksIn))];
