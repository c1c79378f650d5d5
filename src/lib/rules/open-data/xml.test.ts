import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { element, textElement } from './xml.ts';

const parser = new XMLParser({
	...{ ignoreAttributes: false, trimValues: false, parseTagValue: false, parseAttributeValue: false },
	processEntities: true
});

test('any text comes out of an element and an attribute as it went in, but for what XML can’t say', () => {
	// Line breaks in attributes are blanks to readers (XML 1.0, 3.3.3): none of ours has one.
	const letter = fc.oneof(
		fc.constantFrom(...'<>&"\']]>-!?', '\u202e', '\u0000', '\ud800', '\uffff'),
		fc.string()
	);
	fc.assert(
		fc.property(fc.array(letter, { maxLength: 12 }), (letters) => {
			const text = letters.join('');
			const sayable = text
				// eslint-disable-next-line no-control-regex -- these are what is looked for
				.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
				.replace(/\p{Surrogate}/gu, '');
			const written = element('a', { b: text }, textElement('c', `x${text}x`));
			expect(XMLValidator.validate(written)).toBe(true);
			const read = parser.parse(written);
			expect(read.a.c).toBe(`x${sayable}x`);
			expect(read.a['@_b']).toBe(sayable);
		}),
		{ numRuns: 500 }
	);
});
