import type { Plugin } from 'vite';

const ASKS =
	/export const (\w+) = (?:(?!export const)[^])*=> \{\n\texperimentalStaticLocale \?\? options\.locale \?\? getLocale\(\)\n\treturn (\w+)\(inputs\)\n\}\);/;

/** A compiled message that exists in one language: the words themselves, in place of a question and its only answer. */
export function withoutAsking(code: string): string {
	return code.replace(ASKS, 'export { $2 as $1 };');
}

const MAKES = 'return new Intl.PluralRules(locale, options).select(Number(input))';

/** Plural rules that are made once for each kind: to make them takes a hundred times as long as to ask them. */
export function madeOnce(code: string): string {
	if (!code.includes(MAKES))
		throw new Error('The compiled messages ask for plural rules in another way now.');
	return `const rules = new Map();
function rulesOf(locale, options = {}) {
	const kind = locale + JSON.stringify(options);
	if (!rules.has(kind)) rules.set(kind, new Intl.PluralRules(locale, options));
	return rules.get(kind);
}
${code.replace(MAKES, 'return rulesOf(locale, options).select(Number(input))')}`;
}

/** A list counts something in each of its rows. */
export function pluralRulesOnce(): Plugin {
	return {
		name: 'plural-rules-once',
		apply: 'build',
		transform: {
			filter: { id: /paraglide\/registry\.js$/ },
			handler: (code) => ({ code: madeOnce(code), map: null })
		}
	};
}

/**
 * While the words are in one language, no message of the build asks which one is wanted: 3 KB less for a page. A
 * message in two languages is left as it is.
 */
export function oneLanguage(): Plugin {
	return {
		name: 'one-language',
		apply: 'build',
		transform: {
			filter: { id: /paraglide\/messages\/\w+\.js$/ },
			handler: (code) => ({ code: withoutAsking(code), map: null })
		}
	};
}
