import type { Plugin } from 'vite';

const ASKS =
	/export const (\w+) = (?:(?!export const)[^])*=> \{\n\texperimentalStaticLocale \?\? options\.locale \?\? getLocale\(\)\n\treturn (\w+)\(inputs\)\n\}\);/;

/** A compiled message that exists in one language: the words themselves, in place of a question and its only answer. */
export function withoutAsking(code: string): string {
	return code.replace(ASKS, 'export { $2 as $1 };');
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
