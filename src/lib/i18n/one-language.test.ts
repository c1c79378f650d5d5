import { describe, expect, it, vi } from 'vitest';
import { madeOnce, withoutAsking } from './one-language.ts';

/** A message as the compiler writes it, in these languages. */
const compiled = (choice: string) => `import { getLocale, experimentalStaticLocale } from '../runtime.js';

const en_doors_added = /** @type {(inputs: Doors_AddedInputs) => LocalizedString} */ (i) => {
	return /** @type {LocalizedString} */ (\`\${i?.address} added\`)
};

/**
* @param {Doors_AddedInputs} inputs
*/
export const doors_added = /** @type {((inputs: Doors_AddedInputs, options?: {}) => LocalizedString)} */ ((inputs, options = {}) => {
	${choice}
});`;

async function run(code: string) {
	const alone = code.replace(
		/^import .*/,
		'const experimentalStaticLocale = undefined, getLocale = () => "en";'
	);
	return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(alone)}`)) as {
		doors_added(inputs: { address: string }): string;
	};
}

describe('words in one language', () => {
	const one = compiled(
		'experimentalStaticLocale ?? options.locale ?? getLocale()\n\treturn en_doors_added(inputs)'
	);

	it('are the same words, without asking for the language', async () => {
		const short = withoutAsking(one);
		expect(short).not.toContain('getLocale()');
		expect((await run(short)).doors_added({ address: '14 Albany Road' })).toBe('14 Albany Road added');
		expect((await run(one)).doors_added({ address: '14 Albany Road' })).toBe('14 Albany Road added');
	});

	it('are asked for as soon as there are two', () => {
		const two = compiled(`const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "en") return en_doors_added(inputs)
	return cy_doors_added(inputs)`);
		expect(withoutAsking(two)).toBe(two);
	});
});

describe('plural rules', () => {
	const compiled = `export function plural(locale, input, options) { 
	return new Intl.PluralRules(locale, options).select(Number(input))
};`;

	it('are made once for each kind of counting, and say the same', async () => {
		const code = `data:text/javascript,${encodeURIComponent(madeOnce(compiled))}`;
		const { plural } = (await import(/* @vite-ignore */ code)) as {
			plural(locale: string, input: number, options?: Intl.PluralRulesOptions): string;
		};
		let made = 0;
		class Counted extends Intl.PluralRules {
			constructor(...how: ConstructorParameters<typeof Intl.PluralRules>) {
				super(...how);
				made += 1;
			}
		}
		vi.stubGlobal('Intl', { PluralRules: Counted });
		const said = [1, 2, 3].flatMap((n) => [plural('en', n), plural('en', n, { type: 'ordinal' })]);
		expect(said).toEqual(['one', 'one', 'other', 'two', 'other', 'few']);
		vi.unstubAllGlobals();
		expect(made).toBe(2);
	});

	it('end the build where the compiler asks for them in another way', () => {
		expect(() => madeOnce('export const plural = 1;')).toThrow('another way');
	});
});
