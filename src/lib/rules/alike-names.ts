/** Whether two names may be of one co-op. */

/** Words that many names have and that tell none apart. */
const COMMON = new Set(
	(
		'the of and a ltd limited plc llp cic co op operative operatives coop cooperative cooperatives society ' +
		'community association group'
	).split(' ')
);

/** Whether one name is nearly the other: the same words, or all but one letter of them, whatever stands around them. */
export function nameLike(one: string, other: string): boolean {
	const [a, b] = [wordsOf(one), wordsOf(other)];
	if (a.length === 0 || b.length === 0) return false;
	return holds(a, b) || holds(b, a);
}

/** Whether each of some words is nearly one of the others. */
const holds = (all: readonly string[], words: readonly string[]) =>
	words.every((word) => all.some((each) => isNearly(word, each)));

function wordsOf(name: string): string[] {
	const plain = name
		.toLowerCase()
		.normalize('NFD')
		.replace(/['’]|\p{M}/gu, '');
	const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
	const telling = words.filter((word) => !COMMON.has(word));
	return telling.length > 0 ? telling : words;
}

/** The same word, but for one letter more, less or different in a word of five or more. */
function isNearly(one: string, other: string): boolean {
	if (one === other) return true;
	const [short, long] = one.length <= other.length ? [one, other] : [other, one];
	if (short.length < 4 || long.length < 5 || long.length - short.length > 1) return false;
	let at = 0;
	while (at < short.length && short[at] === long[at]) at++;
	return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
}
