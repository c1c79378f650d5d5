/** Words as searching compares them. */

/** Without case, accents and punctuation, words a blank apart; a co-op is a coop however it is written. */
export function fold(text: string): string {
	const lower = text.toLowerCase();
	const words = /^[ -~]*$/.test(lower)
		? lower.replace(/'/g, '').replace(/[^a-z0-9]+/g, ' ')
		: lower
				.normalize('NFKD')
				.replace(/['’]|\p{M}/gu, '')
				.replace(/ß/g, 'ss')
				.replace(/ø/g, 'o')
				.replace(/æ/g, 'ae')
				.replace(/ł/g, 'l')
				.replace(/[^\p{L}\p{N}]+/gu, ' ');
	return words.trim().replace(/\bco op/g, 'coop');
}

/** What each of the words of a question may begin, for texts whose words all stand after a blank. */
export const beginnings = (question: string): string[] =>
	fold(question)
		.split(' ')
		.filter(Boolean)
		.map((word) => ` ${word}`);
